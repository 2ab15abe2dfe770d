import type { LitElement, ReactiveController } from 'lit';

/** Tells an element's own width whenever it is another one. */
export class Width implements ReactiveController {
  readonly #element: LitElement;
  readonly #tell: (width: number) => void;
  #observer: ResizeObserver | undefined;

  constructor(element: LitElement, tell: (width: number) => void) {
    this.#element = element;
    this.#tell = tell;
    element.addController(this);
  }

  hostConnected(): void {
    this.#observer ??= new ResizeObserver(() => {
      // Nothing is known of what is not laid out.
      const { clientWidth } = this.#element;
      if (clientWidth > 0) this.#tell(clientWidth);
    });
    this.#observer.observe(this.#element);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
