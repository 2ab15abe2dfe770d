import type { LitElement, ReactiveController } from 'lit';
import type { StripElement } from '../strip/strip.js';

/** Gives what is above the buttons of all strips the height of the highest, so that faders are level. */
export class Heads implements ReactiveController {
  readonly #console: LitElement;
  readonly #heights = new Map<Element, number>();
  #observer: ResizeObserver | undefined;

  constructor(console: LitElement) {
    this.#console = console;
    console.addController(this);
  }

  hostConnected(): void {
    this.#observer ??= new ResizeObserver((found) => this.#level(found));
    // It may be back, with all of its strips.
    this.#watch();
  }

  hostUpdated(): void {
    this.#watch();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#heights.clear();
  }

  #watch(): void {
    for (const strip of this.#console.renderRoot?.querySelectorAll<StripElement>('mm-strip') ?? []) {
      void strip.updateComplete.then(() => {
        if (strip.isConnected) this.#observer?.observe(strip.top!);
      });
    }
  }

  #level(found: readonly ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of found) this.#heights.set(target, borderBoxSize[0]!.blockSize);
    for (const head of this.#heights.keys()) {
      if (head.isConnected) continue;
      this.#observer!.unobserve(head);
      this.#heights.delete(head);
    }
    this.#console.style.setProperty('--_head', `${Math.max(0, ...this.#heights.values())}px`);
  }
}
