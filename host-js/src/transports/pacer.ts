/** Animation frames stop in a page that is not painted, at times without a word: then a timer goes on. */
const UNPAINTED_MS = 100;
const HIDDEN_FRAME_MS = 16;

/**
 * Calls `send` soon after a request, and at most once a frame: the first request is served in a microtask, later ones
 * at the next animation frame.
 */
export class Pacer {
  /** Does what is due; says whether anything was. */
  readonly #send: () => boolean;
  #busy = false;
  #closed = false;
  #cancel: (() => void) | null = null;
  readonly #run = (): void => {
    this.#cancel = null;
    if (this.#closed) return;
    this.#busy = this.#send();
    if (this.#busy) this.#cancel = nextFrame(this.#run);
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
