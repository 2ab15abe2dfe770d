import { html, nothing, type TemplateResult } from 'lit';
import { unlessDisposed } from '../../views/unless-disposed.js';
import { FINE } from '../control/drag.js';
import type { AnyParam } from '../control/following.js';
import { Gesture } from '../control/gesture.js';
import { Hand } from '../control/hand.js';
import { PointDrag } from '../control/point-drag.js';
import { Wheel } from '../control/wheel.js';
import { kindOf, type Turned } from '../values/kinds.js';
import { acrossOf, downOf, OCTAVES } from './eq-scale.js';
import { type Filter, gainOf, paramsOf, wordsOf } from './filters.js';

/** What a cut takes away at its frequency. */
const CORNER_DB = -3;
/** Arrow presses in one Page Up, and in one notch of the wheel. */
const Q_STEPS = 4;

export interface Graph {
  readonly isDisabled: boolean;
  /** From the middle to the edge, dB. */
  readonly range: number;
  size(): { readonly width: number; readonly height: number };
  /** Its user set something; the hand is off again. */
  tell(type: 'input' | 'change'): void;
  /** This one is in the hand now. */
  activate(handle: EqHandle): void;
}

/**
 * The point of the graph that stands for one filter: sideways is its frequency, upwards its gain, the wheel its Q or
 * slope. The same by keys.
 */
export class EqHandle {
  readonly #graph: Graph;
  readonly #gesture: Gesture;
  readonly #drag = new PointDrag({
    grab: () => this.#grab(),
    move: (x, y) => this.#dragBy(x, y),
    letGo: () => this.#fall(),
    doublePress: () => this.#reset(),
  });
  readonly #wheel = new Wheel();
  #isHeld = false;
  readonly #across = new Hand();
  readonly #up = new Hand();

  constructor(
    readonly filter: Filter,
    graph: Graph,
  ) {
    this.#graph = graph;
    this.#gesture = new Gesture(() => graph.tell('change'));
  }

  /** It moves by a transform of a layer as large as the graph, so that no move is a layout. */
  template(isActive: boolean): TemplateResult {
    const { filter } = this;
    const { isDisabled } = this.#graph;
    const part = ['handle', filter.colour, filter.on.value ? '' : 'off'].filter(Boolean).join(' ');
    return html`<div class="layer ${filter.colour} ${isActive ? 'active' : ''}"><div
      part=${part}
      class="handle ${filter.on.value ? '' : 'off'} ${this.#isHeld ? 'held' : ''}"
      role="slider"
      tabindex=${isDisabled ? nothing : 0}
      title=${filter.kind === 'band' ? 'Drag; the wheel sets Q' : 'Drag; the wheel sets the slope'}
      aria-label=${filter.name}
      aria-disabled=${isDisabled ? 'true' : nothing}
      aria-valuemin=${filter.frequency.min}
      aria-valuemax=${filter.frequency.max}
      aria-valuenow=${filter.frequency.value.toFixed(1)}
      aria-valuetext=${wordsOf(filter)}
      @focus=${() => this.#graph.activate(this)}
      @blur=${() => this.#gesture.pass()}
      @keydown=${this.#onKey}
      @pointerdown=${this.#drag.down}
      @pointermove=${this.#drag.move}
      @lostpointercapture=${this.#drag.end}
      @dblclick=${this.#drag.doubleClick}
      @wheel=${this.#onWheel}
    >${filter.face}</div></div>`;
  }

  /** Puts its layer where it stands: not as an attribute, which a strict policy for styles would forbid. */
  place(layer: HTMLElement): void {
    const within = (x: number) => `${(Math.min(1, Math.max(0, x)) * 100).toFixed(2)}%`;
    const across = acrossOf(this.filter.frequency.value);
    layer.style.transform = `translate(${within(across)}, ${within(downOf(this.#height, this.#graph.range))})`;
  }

  /** Ends what a hand does with it. */
  letGo(): void {
    this.#drag.cancel();
    this.#gesture.end();
  }

  #fall(): void {
    this.#isHeld = false;
    this.#gesture.end();
  }

  /** Where it stands, dB: on its curve, as far as that has one point that says it all. */
  get #height(): number {
    if (this.filter.kind === 'cut') return this.filter.on.value ? CORNER_DB : 0;
    return gainOf(this.filter)?.value ?? 0;
  }

  /** All that a hand may move, as one control that wants to know of hands. */
  get #touched() {
    const { filter } = this;
    const params: readonly AnyParam[] =
      filter.kind === 'cut' ? [filter.frequency] : [filter.frequency, filter.filter.gain, filter.filter.Q];
    const call = (name: 'begin' | 'end') => () => {
      for (const param of params as readonly { begin?(): void; end?(): void }[]) param[name]?.();
    };
    return { begin: call('begin'), end: call('end') };
  }

  #grab(): boolean {
    if (this.#graph.isDisabled) return false;
    this.#isHeld = true;
    this.#gesture.begin(this.#touched);
    this.#across.take(this.#octaves);
    this.#up.take(this.#db);
    return true;
  }

  get #octaves(): number {
    return Math.log2(this.filter.frequency.value);
  }

  get #db(): number {
    return gainOf(this.filter)?.value ?? 0;
  }

  #dragBy(x: number, y: number): void {
    const { width, height } = this.#graph.size();
    const octaves = this.#across.move(this.#octaves, (x / width) * OCTAVES);
    const db = this.#up.move(this.#db, (-y / height) * 2 * this.#graph.range);
    this.#set(() => {
      this.filter.frequency.value = 2 ** octaves;
      const gain = gainOf(this.filter);
      if (gain) gain.value = Math.round(db * 20) / 20;
    });
    this.#across.put(this.#octaves);
    this.#up.put(this.#db);
  }

  /** Whoever moves a filter wants to hear it; where nothing has moved, nothing was set. */
  #set(set: () => void, switchesOn = true): void {
    if (this.#graph.isDisabled) return;
    const params = paramsOf(this.filter);
    const before = params.map(({ value }) => value);
    unlessDisposed(() => {
      set();
      if (params.every(({ value }, i) => Object.is(value, before[i]))) return;
      if (switchesOn) this.filter.on.value = true;
      this.#gesture.changed = true;
      this.#graph.tell('input');
    });
  }

  #nudge(param: Turned | null, steps: number): void {
    if (param) kindOf(param).nudge(param, steps);
  }

  #lift(steps: number): void {
    if (this.filter.kind === 'cut') this.#steepen(steps);
    else this.#nudge(gainOf(this.filter), steps);
  }

  #sharpen(steps: number): void {
    if (this.filter.kind === 'cut') this.#steepen(steps);
    else this.#nudge(this.filter.filter.Q, steps * Q_STEPS);
  }

  #steepen(steps: number): void {
    if (this.filter.kind !== 'cut' || steps === 0) return;
    const { slope } = this.filter.filter;
    slope.position = steps > 0 ? 1 : 0;
  }

  #reset(): void {
    if (this.#graph.isDisabled) return;
    const { filter } = this;
    this.#gesture.begin(this.#touched);
    this.#set(() => {
      filter.frequency.reset();
      if (filter.kind === 'cut') filter.filter.slope.reset();
      else {
        filter.filter.gain.reset();
        filter.filter.Q.reset();
      }
    }, false);
    this.#gesture.end();
  }

  #toggle(): void {
    const { on } = this.filter;
    this.#gesture.begin(on);
    this.#set(() => {
      on.value = !on.value;
    }, false);
    this.#gesture.end();
  }

  readonly #onWheel = (event: WheelEvent): void => {
    if (this.#graph.isDisabled) return;
    const steps = this.#wheel.stepsOf(event);
    if (steps === null) return;
    event.preventDefault();
    if (steps === 0) return;
    this.#gesture.goOn(this.#touched, event);
    this.#set(() => this.#sharpen(steps * (event.shiftKey ? FINE : 1)));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#takesKey(event)) event.preventDefault();
    else this.#gesture.pass(event);
  };

  #takesKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#graph.isDisabled) return false;
    const steps = event.shiftKey ? FINE : 1;
    const { frequency } = this.filter;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.#nudge(frequency, -steps),
      ArrowRight: () => this.#nudge(frequency, steps),
      ArrowUp: () => this.#lift(steps),
      ArrowDown: () => this.#lift(-steps),
      PageUp: () => this.#sharpen(steps),
      PageDown: () => this.#sharpen(-steps),
    };
    const move = moves[event.key];
    if (move) {
      this.#gesture.goOn(this.#touched, event);
      this.#set(move);
    } else if (event.key === 'Enter' || event.key === ' ') this.#toggle();
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#reset();
    else return false;
    return true;
  }
}
