import { element } from '../../element.ts';
import { dbWords, hertzWords } from '../../format.ts';
import { Burst } from '../../history/gestures.ts';
import { labelPart } from '../../part-label.ts';
import type { Desk } from '../desk.ts';
import { acrossOf, dbOfRise, downOf, hertzAt } from './eq-scale.ts';
import { type Filter, hasGain, paramsOf, TYPE_NAMES } from './filters.ts';

const FINE = 0.1;
/** What is done at once, and is a step of its own. */
const SINGLE = new Set(['Enter', 'Delete', 'Backspace']);
/** What a cut takes away at its frequency. */
const CORNER_DB = -3;
const WHEEL_PIXELS_PER_OCTAVE_OF_Q = 240;

/**
 * The point of the graph that stands for one filter: sideways is its frequency, upwards its gain, the wheel its Q or
 * slope. The same by keys. It moves by a transform of a layer as large as the graph, so that no move is a layout.
 */
export class EqHandle {
  readonly root: HTMLElement;
  readonly #knob: HTMLElement;
  readonly #filter: Filter;
  readonly #edit: Desk['mixer']['edit'];
  readonly #burst = new Burst();

  constructor(filter: Filter, { life, mixer }: Desk) {
    this.#filter = filter;
    this.#edit = (edit) => mixer.edit(edit);
    const { min, max } = filter.frequency;
    this.#knob = element(
      'div',
      { class: 'knob', role: 'slider', tabindex: 0, 'aria-valuemin': min, 'aria-valuemax': max },
      filter.face,
    );
    labelPart(this.#knob, `EQ ${filter.name} handle`);
    this.#knob.title = `${filter.kind === 'band' ? 'Drag; the wheel sets Q' : 'Drag; the wheel sets the slope'}; double-click resets`;
    this.root = element('div', { class: 'handle' }, this.#knob);
    this.root.style.setProperty('--band', `var(--${filter.colour})`);
    this.#listen();
    life.follow(() => this.#show(), ...paramsOf(filter));
  }

  #show(): void {
    const { on, frequency } = this.#filter;
    const across = Math.min(1, Math.max(0, acrossOf(frequency.value)));
    const down = Math.min(1, Math.max(0, downOf(this.#height)));
    this.root.style.transform = `translate(${(across * 100).toFixed(2)}%, ${(down * 100).toFixed(2)}%)`;
    this.root.classList.toggle('off', !on.value);
    this.#knob.setAttribute('aria-valuenow', frequency.value.toFixed(1));
    this.#knob.setAttribute('aria-valuetext', this.#words());
  }

  #words(): string {
    const each = this.#filter;
    const words = [each.on.value ? '' : 'off', hertzWords(each.frequency.value)];
    if (each.kind === 'cut') words.push(`${each.filter.slope.value} decibels per octave`);
    else {
      words.push(TYPE_NAMES[each.filter.type.value].toLowerCase());
      if (this.#gain) words.push(dbWords(this.#gain.value));
      words.push(`Q ${Number(each.filter.Q.value.toFixed(2))}`);
    }
    return words.filter(Boolean).join(', ');
  }

  /** Where it stands, dB: on its curve, as far as that has one point that says it all. */
  get #height(): number {
    if (this.#filter.kind === 'cut') return this.#filter.on.value ? CORNER_DB : 0;
    return this.#gain?.value ?? 0;
  }

  get #gain() {
    const each = this.#filter;
    return each.kind === 'band' && hasGain(each.filter.type.value) ? each.filter.gain : null;
  }

  /** Whoever moves a filter wants to hear it. */
  #move(octaves: number, db: number): void {
    const { on, frequency } = this.#filter;
    this.#edit(() => {
      on.value = true;
      frequency.value *= 2 ** octaves;
      if (this.#gain) this.#gain.value = Math.round((this.#gain.value + db) * 100) / 100;
    });
  }

  #sharpen(octavesOfQ: number): void {
    const each = this.#filter;
    if (each.kind === 'band') each.filter.Q.value *= 2 ** octavesOfQ;
    else if (octavesOfQ !== 0) each.filter.slope.value = octavesOfQ > 0 ? '24' : '12';
  }

  #reset(): void {
    this.#edit(() => {
      for (const param of paramsOf(this.#filter)) param.reset();
    });
  }

  #listen(): void {
    const knob = this.#knob;
    knob.addEventListener('pointerdown', (event) => this.#onPointerDown(event));
    knob.addEventListener('dblclick', () => this.#reset());
    knob.addEventListener('keydown', (event) => this.#onKey(event));
    knob.addEventListener(
      'wheel',
      (event) => {
        if (event.ctrlKey) return;
        event.preventDefault();
        this.#burst.touch(this.#filter.frequency);
        this.#sharpen(-(event.deltaY || event.deltaX) / WHEEL_PIXELS_PER_OCTAVE_OF_Q);
      },
      { passive: false },
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? FINE : 1;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.#move(-step / 6, 0),
      ArrowRight: () => this.#move(step / 6, 0),
      ArrowUp: () => (this.#filter.kind === 'band' ? this.#move(0, step) : this.#sharpen(1)),
      ArrowDown: () => (this.#filter.kind === 'band' ? this.#move(0, -step) : this.#sharpen(-1)),
      PageUp: () => this.#sharpen(step / 4),
      PageDown: () => this.#sharpen(-step / 4),
      Enter: () => {
        this.#filter.on.value = !this.#filter.on.value;
      },
      Delete: () => this.#reset(),
      Backspace: () => this.#reset(),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    if (!SINGLE.has(event.key)) this.#burst.touch(this.#filter.frequency);
    move();
  }

  #onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const knob = this.#knob;
    knob.focus({ preventScroll: true });
    knob.setPointerCapture(event.pointerId);
    knob.classList.add('held');
    const { width, height } = this.root.getBoundingClientRect();
    const octavesAcross = Math.log2(hertzAt(1) / hertzAt(0));
    let { clientX: lastX, clientY: lastY } = event;
    // The exact place of the hand: the parameters clamp, and the hand must not slip on them.
    let octaves = Math.log2(this.#filter.frequency.value);
    let db = this.#gain?.value ?? 0;
    this.#burst.end();
    // For all that is moved: what overlaps is one step.
    this.#filter.frequency.begin();

    const drag = (move: PointerEvent): void => {
      const pace = move.shiftKey ? FINE : 1;
      octaves += ((move.clientX - lastX) / width) * octavesAcross * pace;
      db += dbOfRise((lastY - move.clientY) / height) * pace;
      lastX = move.clientX;
      lastY = move.clientY;
      const { frequency } = this.#filter;
      this.#move(octaves - Math.log2(frequency.value), db - (this.#gain?.value ?? 0));
    };
    const release = (): void => {
      this.#filter.frequency.end();
      knob.classList.remove('held');
      knob.removeEventListener('pointermove', drag);
      knob.removeEventListener('lostpointercapture', release);
    };
    knob.addEventListener('pointermove', drag);
    knob.addEventListener('lostpointercapture', release);
  }
}
