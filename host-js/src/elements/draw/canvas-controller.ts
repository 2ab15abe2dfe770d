import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ColourProbe, Colours } from './colours.js';
import { type Picture, type Watched, watch } from './pictures.js';

/** What paints a canvas of an element. */
export interface Painter<T extends string> extends Omit<Picture, 'canvas'> {
  /** The colours are these now, and what was drawn is of others. */
  recolour(colours: Colours<T>): void;
}

/** Has a painter draw the canvas of an element while that is in a page and in sight, in the colours that it has there. */
export class CanvasController<T extends string> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #probe: ColourProbe<T>;
  readonly #make: (canvas: HTMLCanvasElement) => Painter<T>;
  #canvas: HTMLCanvasElement | null = null;
  #painter: Painter<T> | null = null;
  #watched: Watched | null = null;

  /** `make` is called once, with the canvas that the element has rendered with `part="canvas"`. */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    probe: ColourProbe<T>,
    make: (canvas: HTMLCanvasElement) => Painter<T>,
  ) {
    this.#host = host;
    this.#probe = probe;
    this.#make = make;
    host.addController(this);
  }

  /** It has to be drawn again. */
  changed(): void {
    this.#watched?.changed();
  }

  /** In a page again. */
  hostConnected(): void {
    if (this.#canvas !== null) this.#begin();
  }

  hostUpdated(): void {
    this.#begin();
  }

  hostDisconnected(): void {
    this.#watched?.end();
    this.#watched = null;
    this.#probe.end();
  }

  #begin(): void {
    if (this.#watched !== null || !this.#host.isConnected) return;
    this.#canvas ??= this.#host.shadowRoot!.querySelector('canvas')!;
    const canvas = this.#canvas;
    this.#painter ??= this.#make(canvas);
    const painter = this.#painter;
    this.#probe.begin(this.#host.shadowRoot!, (colours) => {
      painter.recolour(colours);
      this.changed();
    });
    this.#watched = watch({
      canvas,
      get isMoving() {
        return painter.isMoving;
      },
      resize: (width, height, scale) => painter.resize(width, height, scale),
      draw: (seconds) => painter.draw(seconds),
      seen: (isSeen) => painter.seen?.(isSeen),
    });
  }
}
