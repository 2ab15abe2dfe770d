import type { Param } from 'megamixer';
import { element } from '../element.ts';
import { Burst } from '../history/gestures.ts';
import { FOREVER, type Lifetime } from '../lifetime.ts';
import { labelPart } from '../part-label.ts';

/** How one kind of value is moved and told. */
export interface SliderKind<P extends Param> {
  /** For the eye. */
  text(param: P): string;
  /** For the ear. */
  words(param: P): string;
  /** Moves by so many arrow presses; fractions are fine ones. */
  nudge(param: P, steps: number): void;
  /** Arrow presses in one Page Up. */
  readonly pageSteps: number;
}

export interface SliderOptions<P extends Param> {
  readonly param: P;
  readonly kind: SliderKind<P>;
  /** What it is of the strip, such as `fader`. */
  readonly part: string;
  readonly orientation: 'vertical' | 'horizontal';
  /** Draws the value. Transforms and contained texts are cheap, anything else is layout. */
  readonly onShow: (param: P) => void;
  /** Until when it listens to its parameter. */
  readonly life?: Lifetime;
}

const FINE = 0.1;
const MOVING = new Set(['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'PageUp', 'PageDown']);
const TRAVEL_TICKS = 1000;
const WHEEL_PIXELS_PER_STEP = 60;

/**
 * A real range input, so that keyboards, screen readers and scripts find what they know, under a surface that
 * is dragged like a fader: from wherever it is grabbed, finely with Shift, with no jump on a click.
 */
export class Slider<P extends Param> {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
  readonly #options: SliderOptions<P>;
  #param: P;
  #unsubscribe: () => void = () => {};
  #wheelPixels = 0;
  readonly #burst = new Burst();

  constructor(options: SliderOptions<P>) {
    this.#options = options;
    this.#param = options.param;
    this.input = element('input', {
      type: 'range',
      min: 0,
      max: TRAVEL_TICKS,
      step: 'any',
      'aria-orientation': options.orientation,
    });
    this.root = element('div', { class: `slider ${options.orientation}` }, this.input);
    this.#listen();
    this.bind(options.param);
    (options.life ?? FOREVER).add(() => this.#unsubscribe());
  }

  /** Turns another parameter of the same kind from now on. */
  bind(param: P, part = this.#options.part): void {
    this.#burst.end();
    labelPart(this.input, part);
    this.#unsubscribe();
    this.#param = param;
    this.#unsubscribe = param.subscribe(() => this.#show());
    this.#show();
  }

  #show(): void {
    const { kind, onShow } = this.#options;
    const param = this.#param;
    this.input.valueAsNumber = param.position * TRAVEL_TICKS;
    this.input.setAttribute('aria-valuetext', kind.words(param));
    onShow(param);
  }

  #listen(): void {
    // Only assistive technology and scripts come this way: the keys and the pointer are handled below.
    this.input.addEventListener('input', () => {
      this.#burst.touch(this.#param);
      this.#param.position = this.input.valueAsNumber / TRAVEL_TICKS;
    });
    this.input.addEventListener('keydown', (event) => this.#onKey(event));
    this.root.addEventListener('pointerdown', (event) => this.#onPointerDown(event));
    this.root.addEventListener('dblclick', () => this.#param.reset());
    this.root.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { kind } = this.#options;
    const step = event.shiftKey ? FINE : 1;
    // No other key does anything to it.
    if (MOVING.has(event.key)) this.#burst.touch(this.#param);
    switch (event.key) {
      case 'ArrowUp':
      case 'ArrowRight':
        kind.nudge(this.#param, step);
        break;
      case 'ArrowDown':
      case 'ArrowLeft':
        kind.nudge(this.#param, -step);
        break;
      case 'PageUp':
        kind.nudge(this.#param, kind.pageSteps);
        break;
      case 'PageDown':
        kind.nudge(this.#param, -kind.pageSteps);
        break;
      case 'Home':
        this.#param.position = 0;
        break;
      case 'End':
        this.#param.position = 1;
        break;
      case 'Delete':
      case 'Backspace':
        this.#param.reset();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  #onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.input.focus({ preventScroll: true });
    this.root.setPointerCapture(event.pointerId);
    this.root.classList.add('held');

    const vertical = this.#options.orientation === 'vertical';
    const box = this.root.getBoundingClientRect();
    const travel = vertical ? box.height - this.#capLength() : box.width;
    let last = vertical ? event.clientY : event.clientX;
    // The exact place of the hand: the parameter rounds and clamps, and the hand must not slip on it.
    let position = this.#param.position;
    // The one that the hand is on, should another be bound meanwhile.
    const param = this.#param;
    this.#burst.end();
    param.begin();

    const drag = (move: PointerEvent): void => {
      const now = vertical ? move.clientY : move.clientX;
      const distance = (vertical ? last - now : now - last) / travel;
      last = now;
      position += move.shiftKey ? distance * FINE : distance;
      param.position = Math.min(1, Math.max(0, position));
    };
    const release = (): void => {
      param.end();
      this.root.classList.remove('held');
      this.root.removeEventListener('pointermove', drag);
      this.root.removeEventListener('lostpointercapture', release);
    };
    this.root.addEventListener('pointermove', drag);
    this.root.addEventListener('lostpointercapture', release);
  }

  #capLength(): number {
    return Number.parseFloat(getComputedStyle(this.root).getPropertyValue('--cap-length')) || 0;
  }

  #onWheel(event: WheelEvent): void {
    // Browsers turn a wheel sideways while Shift is held; without it, sideways is for scrolling the console.
    const pixels = event.shiftKey ? event.deltaY || event.deltaX : event.deltaY;
    if (event.ctrlKey || (!event.shiftKey && Math.abs(event.deltaX) > Math.abs(event.deltaY))) return;
    event.preventDefault();
    this.#wheelPixels += event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixels * 20 : pixels;
    const steps = Math.trunc(this.#wheelPixels / WHEEL_PIXELS_PER_STEP);
    if (steps === 0) return;
    this.#wheelPixels -= steps * WHEEL_PIXELS_PER_STEP;
    this.#burst.touch(this.#param);
    this.#options.kind.nudge(this.#param, -steps * (event.shiftKey ? FINE : 1));
  }
}
