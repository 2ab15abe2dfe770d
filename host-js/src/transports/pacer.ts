/** Sixty a second, however often it is asked. */
const INTERVAL_MS = 17;
/** How much sooner than that one may come: the frames of a page that asks in each are not punctual. */
const JITTER_MS = 8;
/** Until what was asked for too soon is served, unless the next frame asks again: a little more than that takes. */
const PATIENCE_MS = INTERVAL_MS + JITTER_MS;

/**
 * Calls `send` soon after a request, and at most sixty times a second: in a microtask where the last one was long enough ago, else with the next
 * request for which it is, or by a timer. A page that asks once a frame has no frame and no timer made for it.
 */
export class Pacer {
  /** Does what is due; says whether anything was. */
  readonly #send: () => boolean;
  #asked = false;
  #closed = false;
  /** When the next one would come if they came evenly. */
  #due = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #run = (): void => {
    this.#asked = false;
    this.#stopTimer();
    if (this.#closed) return;
    const now = performance.now();
    if (this.#isEarly(now)) this.#timer = setTimeout(this.#run, PATIENCE_MS);
    else if (this.#send()) this.#due = Math.max(now, this.#due) + INTERVAL_MS;
  };

  constructor(send: () => boolean) {
    this.#send = send;
  }

  request(): void {
    if (this.#asked || this.#closed) return;
    if (this.#timer !== undefined && this.#isEarly(performance.now())) return;
    this.#asked = true;
    queueMicrotask(this.#run);
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer();
  }

  #isEarly(now: number): boolean {
    return now < this.#due - JITTER_MS;
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
