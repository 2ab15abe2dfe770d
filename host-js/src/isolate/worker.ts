import { isPolicy, policies } from './policies.js';

/** What is used here of a ServiceWorkerGlobalScope: its types and those of a page do not go into one program. */
export interface ServiceWorkerScope {
  readonly location: { readonly href: string };
  skipWaiting(): void;
  addEventListener(type: 'install', listener: () => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** What the script does as a service worker: adds the headers of a policy to documents and workers. */
export function serve(scope: ServiceWorkerScope): void {
  // It is in the address, since that stays with the registration: every start of the worker finds it there.
  const policy = new URL(scope.location.href).searchParams.get('policy');
  if (!isPolicy(policy)) return;
  const headers = Object.entries(policies[policy]);

  // Under a new policy the old one ends with the next load, not when all tabs are closed.
  scope.addEventListener('install', () => scope.skipWaiting());
  scope.addEventListener('fetch', (event) => {
    // All else goes to the network past the worker. So ranges of media stay ranges, and requests to other origins are
    // made by the page, under its own policy: an answer to the worker would be opaque, and could be given no header.
    const { mode, destination } = event.request;
    if (mode === 'navigate' || destination === 'worker' || destination === 'sharedworker') {
      event.respondWith(fetch(event.request).then((response) => withHeaders(response, headers)));
    }
  });
}

function withHeaders(response: Response, headers: readonly (readonly [string, string])[]): Response {
  // A redirect, which the browser follows by itself: it asks for the new address next.
  if (response.status === 0) return response;
  const { body, status, statusText } = response;
  const all = new Headers(response.headers);
  for (const [name, value] of headers) all.set(name, value);
  return new Response(body, { status, statusText, headers: all });
}
