import { MANUAL } from '../see-docs.js';
import { isPolicy } from './policies.js';

/** Where a tab remembers that it was loaded again for this worker. */
const RELOADED = 'megamixer-isolate';

/** What the script does in a page: has the worker serve it, and loads it again, once, to be served by the worker. */
export async function isolate(script: HTMLScriptElement): Promise<void> {
  const { serviceWorker } = navigator;
  // Some private windows, and pages that are no secure context, have none: they go on as they are.
  if (serviceWorker === undefined) return;

  const { policy = 'require-corp', off } = script.dataset;
  if (!isPolicy(policy)) return complain(`data-policy="${policy}" is none of its policies`);
  const url = new URL(script.src);
  url.searchParams.set('policy', policy);

  const registration = await serviceWorker.getRegistration();
  const present = registration?.active ?? registration?.waiting ?? registration?.installing;
  const isOurs = present != null && new URL(present.scriptURL).pathname === url.pathname;
  if (off !== undefined) {
    if (!isOurs) return;
    await registration?.unregister();
    if (serviceWorker.controller !== null) reloadFor('off');
    return;
  }
  if (serviceWorker.controller?.scriptURL === url.href) {
    // Served by the worker already. Should the page not be isolated now, the browser does not know the policy.
    forgetReload();
    return;
  }
  // By the server's own headers, or by those of the frame's parent: no worker is needed.
  if (crossOriginIsolated && !isOurs) return;
  // A frame is isolated by its parent alone, unless by its own document's policy.
  if (self !== top && policy !== 'document') return;
  if (present && !isOurs) return complain(`${present.scriptURL} serves this page already: let it set the headers`);

  const { scope, installing, waiting } = await serviceWorker.register(url);
  if (!location.href.startsWith(scope))
    return complain(`it serves ${scope} alone: put it into a folder above the page`);
  const incoming = installing ?? waiting;
  if (incoming) await activated(incoming);
  reloadFor(url.href);
}

/** Never settles for a worker that another one replaces: the page then goes on as it is. */
function activated(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state === 'activated') resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/**
 * Loads the page again, unless that was in vain: developer tools can keep workers from serving. Without storage it
 * cannot be told, and the next visit is served by the worker anyway.
 */
function reloadFor(reason: string): void {
  try {
    if (sessionStorage.getItem(RELOADED) === reason) return;
    sessionStorage.setItem(RELOADED, reason);
  } catch {
    return;
  }
  location.reload();
}

function forgetReload(): void {
  try {
    sessionStorage.removeItem(RELOADED);
  } catch {
    // No storage, so nothing to forget.
  }
}

function complain(what: string): void {
  console.warn(`megamixer-isolate.js leaves the page as it is: ${what}. See ${MANUAL}/isolation.md.`);
}
