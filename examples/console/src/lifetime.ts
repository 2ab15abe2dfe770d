/** Whatever ends together: subscriptions, pictures, meters that somebody wanted. */
export class Lifetime {
  readonly #ends: (() => void)[] = [];

  /** Calls `end` when this is over. */
  add(end: () => void): void {
    this.#ends.push(end);
  }

  /** Listens until this is over, and calls `listener` once now. */
  follow(listener: () => void, ...params: readonly Subscribable[]): void {
    for (const param of params) this.add(param.subscribe(listener));
    listener();
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end();
  }
}

/** What parameters of every kind have in common. */
interface Subscribable {
  subscribe(listener: () => void): () => void;
}

/** For what stays as long as the page. */
export const FOREVER = new Lifetime();
