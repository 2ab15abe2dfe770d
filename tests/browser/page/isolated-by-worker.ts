/** A page that has megamixer-isolate.js make it isolated, looked at from inside. */

const policyOf = (worker: ServiceWorker | null) => worker && new URL(worker.scriptURL).search;

/** Of the page as it is now. */
export async function state() {
  const registrations = await navigator.serviceWorker.getRegistrations();
  return {
    isolated: crossOriginIsolated,
    /** Its worker's policy, as it is in its address; null: the page came from the server. */
    servedBy: policyOf(navigator.serviceWorker.controller),
    workers: registrations.map(({ active }) => policyOf(active)),
    warnings: (globalThis as unknown as { warnings?: string[] }).warnings ?? [],
  };
}

/** What the server of this page was made to say of a path, as the page sees it. */
export async function seen(path: string) {
  const { status, headers } = await fetch(path);
  return { status, embedder: headers.get('cross-origin-embedder-policy') };
}

/** A navigation of a frame of this origin: where it ends up, what is there, and whether that is isolated. */
export function frameOf(path: string): Promise<{ path: string; text: string; isolated: boolean }> {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.onload = () => {
      const there = frame.contentWindow as Window & typeof globalThis;
      const text = there.document.body.innerText.trim();
      resolve({ path: there.location.pathname, text, isolated: there.crossOriginIsolated });
    };
    frame.src = path;
    document.body.append(frame);
  });
}
