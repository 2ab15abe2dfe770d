import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Param } from '../../api/param.js';
import { unlessDisposed } from '../../views/unless-disposed.js';

// biome-ignore lint/suspicious/noExplicitAny: of whatever type its value is.
export type AnyParam = Param<any>;

/** Hears of changes of several controls for as long as its element is in a page, whoever sets them. */
export class Following implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onChange: () => void;
  #params: readonly AnyParam[] = [];
  #ends: (() => void)[] = [];

  /** By default the element is rendered again. */
  constructor(host: ReactiveControllerHost & HTMLElement, onChange = () => host.requestUpdate()) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  /** These from now on, and no others. */
  follow(params: readonly AnyParam[]): void {
    if (params.length === this.#params.length && params.every((each, i) => each === this.#params[i])) return;
    this.#params = params;
    this.#end();
    if (this.#host.isConnected) this.#begin();
  }

  hostConnected(): void {
    this.#begin();
    // They may have changed while nobody listened.
    this.#onChange();
  }

  hostDisconnected(): void {
    this.#end();
  }

  #begin(): void {
    this.#end();
    for (const param of this.#params) {
      const end = unlessDisposed(() => param.subscribe(() => this.#onChange()));
      if (end) this.#ends.push(end);
    }
  }

  #end(): void {
    for (const end of this.#ends.splice(0)) end();
  }
}
