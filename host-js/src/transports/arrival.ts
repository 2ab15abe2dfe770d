import { MixerError } from '../errors.js';

interface Waiter {
  resolve(): void;
  reject(error: Error): void;
}

/** Whether an engine is in place that has every word at once, and who waits for one. */
export class Arrival {
  #here = false;
  /** Why none is in place, where the last try to make one failed. */
  #failure: Error | null = null;
  #waiters: Waiter[] = [];

  get here(): boolean {
    return this.#here;
  }

  arrived(): void {
    this.#here = true;
    this.#failure = null;
    for (const waiter of this.#takeWaiters()) waiter.resolve();
  }

  left(): void {
    this.#here = false;
  }

  /** A new one is on its way: who asks from now on waits for it. */
  expect(): void {
    this.#failure = null;
  }

  /** It could not be made. */
  fail(error: Error): void {
    if (this.#here) return;
    this.#failure = error;
    for (const waiter of this.#takeWaiters()) waiter.reject(error);
  }

  /** Resolves when one is in place. */
  wait(): Promise<void> {
    if (this.#here) return Promise.resolve();
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  /** There will be none any more. */
  close(): void {
    this.#here = false;
    for (const waiter of this.#takeWaiters()) {
      waiter.reject(new MixerError('disposed', 'The mixer was disposed of before it had settled.'));
    }
  }

  #takeWaiters(): Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    return waiters;
  }
}
