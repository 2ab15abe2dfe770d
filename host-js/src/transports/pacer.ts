/** Animation frames stop in a page that is not painted, at times without a word: then a timer goes on. */
const UNPAINTED_MS = 100;
const HIDDEN_FRAME_MS = 16;

/** Sixty a second, whatever the display does and however its frames bunch up. */
const INTERVAL_MS = 17;
/** How much sooner than that one may come: animation frames are not punctual. */
const JITTER_MS = 8;

/**
 * Calls `send` soon after a request, and at most once a frame and sixty times a second: the first request is served in a
 * microtask, later ones at the next animation frame.
 */
export class Pacer {
  /** Does what is due; says whether anything was. */
  readonly #send: () => boolean;
  #busy = false;
  #closed = false;
  /** When the next one would come if they came evenly. */
  #due = 0;
  #cancel: (() => void) | null = null;
  readonly #run = (): void => {
    this.#cancel = null;
    if (this.#closed) return;
    const now = performance.now();
    if (now >= this.#due - JITTER_MS) {
      this.#busy = this.#send();
      if (!this.#busy) return;
      this.#due = Math.max(now, this.#due) + INTERVAL_MS;
    }
    this.#cancel = nextFrame(this.#run);
  };

  constructor(send: () => boolean) {
    this.#send = send;
  }

  request(): void {
    if (this.#busy || this.#closed) return;
    this.#busy = true;
    queueMicrotask(this.#run);
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
    this.#cancel = null;
  }
}

/** Calls back once, at the next animation frame or what stands for it. Returns how to call it off. */
function nextFrame(callback: () => void): () => void {
  const painted = typeof requestAnimationFrame === 'function' && !document.hidden;
  let frame = 0;
  const timer = setTimeout(
    () => {
      if (painted) cancelAnimationFrame(frame);
      callback();
    },
    painted ? UNPAINTED_MS : HIDDEN_FRAME_MS,
  );
  if (painted) {
    frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      callback();
    });
  }
  return () => {
    clearTimeout(timer);
    if (painted) cancelAnimationFrame(frame);
  };
}
