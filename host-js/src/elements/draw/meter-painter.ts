import type { Meter } from '../../api/meter.js';
import type { Painter } from './canvas-controller.js';
import { type Ladder, ladderOf, type MeterColour, type MeterColours } from './ladder.js';
import { deflection } from './meter-scale.js';
import { Bar, type Channel, readingOf } from './readings.js';

const RUNG_PIXELS = 3;
const LAMP_PIXELS = 5;

/** What is on the canvas of one bar, in device pixels from its bottom. */
interface Drawn {
  peak: number;
  rms: number;
  held: number;
  clip: boolean;
}

/**
 * A stereo meter: the bar is the loudest sample since the last frame, its bright part the RMS, the line above the
 * peak that the engine holds for a second, and the lamp on top says that something went beyond full scale.
 */
export class MeterPainter implements Painter<MeterColour> {
  readonly #context: CanvasRenderingContext2D;
  readonly #meter: () => Meter | null;
  readonly #onPeak: (peak: number, clip: boolean) => void;
  readonly #bars = [new Bar(), new Bar()] as const;
  /** Nothing while all has to be drawn. */
  readonly #drawn: [Drawn | null, Drawn | null] = [null, null];
  #ladder: Ladder | null = null;
  #colours: MeterColours | null = null;
  #size = { width: 0, height: 0, scale: 1, bar: 0, gap: 1, lamp: 0, top: 0, ladder: 0 };

  constructor(canvas: HTMLCanvasElement, meter: () => Meter | null, onPeak: (peak: number, clip: boolean) => void) {
    this.#context = canvas.getContext('2d', { alpha: false })!;
    this.#meter = meter;
    this.#onPeak = onPeak;
  }

  get isMoving(): boolean {
    return this.#meter() !== null;
  }

  resize(width: number, height: number, scale: number): void {
    const gap = Math.max(1, Math.round(scale));
    const lamp = Math.round(LAMP_PIXELS * scale);
    const top = lamp + 2 * gap;
    const bar = Math.max(1, Math.floor((width - gap) / 2));
    this.#size = { width, height, scale, bar, gap, lamp, top, ladder: Math.max(1, height - top) };
    this.#prepare();
  }

  recolour(colours: MeterColours): void {
    this.#colours = colours;
    this.#prepare();
  }

  #prepare(): void {
    const { width, height, scale, bar, ladder } = this.#size;
    if (width === 0 || this.#colours === null) return;
    this.#ladder = ladderOf(bar, ladder, Math.round(RUNG_PIXELS * scale), this.#colours);
    this.#drawn.fill(null);
    this.#context.fillStyle = this.#colours['meter-back'];
    this.#context.fillRect(0, 0, width, height);
  }

  draw(seconds: number): void {
    if (this.#ladder === null) return;
    const meter = this.#meter();
    if (meter === null) {
      this.#drawBar(0, 0, SILENT);
      this.#drawBar(1, 0, SILENT);
      return;
    }
    const { left, right } = readingOf(meter);
    this.#onPeak(Math.max(left, right), meter.clip);
    this.#drawBar(0, this.#bars[0].follow(left, seconds), meter.left);
    this.#drawBar(1, this.#bars[1].follow(right, seconds), meter.right);
  }

  #drawBar(side: 0 | 1, shown: number, channel: Channel): void {
    const { ladder: height } = this.#size;
    const before = this.#drawn[side];
    const peak = Math.round(deflection(shown) * height);
    const rms = Math.min(peak, Math.round(deflection(channel.rms) * height));
    const held = Math.round(deflection(channel.peak) * height);
    const { clip } = channel;
    if (before === null) {
      this.#drawn[side] = { peak, rms, held, clip };
      this.#drawLadder(side, 0, height);
      this.#drawLamp(side);
      return;
    }
    if (clip !== before.clip) {
      before.clip = clip;
      this.#drawLamp(side);
    }
    if (peak === before.peak && rms === before.rms && held === before.held) return;
    // Only what is another than it was: a bar mostly moves by a few rungs.
    let low = height;
    let high = 0;
    const moved = (from: number, to: number): void => {
      low = Math.min(low, from, to);
      high = Math.max(high, from, to);
    };
    if (peak !== before.peak) moved(before.peak, peak);
    if (rms !== before.rms) moved(before.rms, rms);
    if (held !== before.held) this.#line(before.held, moved);
    Object.assign(before, { peak, rms, held });
    this.#drawLadder(side, low, high);
  }

  /** The parts of the ladder from `low` to `high`. */
  #drawLadder(side: 0 | 1, low: number, high: number): void {
    const { top, ladder: height, bar: width, gap } = this.#size;
    const { peak, rms, held } = this.#drawn[side]!;
    const context = this.#context;
    const ladder = this.#ladder!;
    const x = side * (width + gap);
    const slice = (from: HTMLCanvasElement, begin: number, end: number): void => {
      const [bottom, up] = [Math.max(begin, low), Math.min(end, high)];
      if (up > bottom)
        context.drawImage(from, 0, height - up, width, up - bottom, x, top + height - up, width, up - bottom);
    };
    slice(ladder.rms, 0, rms);
    slice(ladder.peak, rms, peak);
    slice(ladder.unlit, peak, height);
    if (held > 0) {
      context.fillStyle = this.#colours![held >= height ? 'meter-over' : 'meter-held'];
      this.#line(held, (from, to) => context.fillRect(x, top + height - to, width, to - from));
    }
  }

  /** From where to where the line of a held peak goes. */
  #line(held: number, between: (from: number, to: number) => void): void {
    if (held > 0) between(Math.max(0, held - Math.max(2, this.#size.gap)), held);
  }

  #drawLamp(side: 0 | 1): void {
    const { lamp, bar: width, gap } = this.#size;
    const context = this.#context;
    const colours = this.#colours!;
    const x = side * (width + gap);
    context.fillStyle = colours['meter-back'];
    context.fillRect(x, 0, width, lamp);
    context.globalAlpha = this.#drawn[side]!.clip ? 1 : 0.18;
    context.fillStyle = colours['meter-over'];
    context.fillRect(x, 0, width, lamp);
    context.globalAlpha = 1;
  }
}

const SILENT: Channel = { peak: 0, rms: 0, clip: false };
