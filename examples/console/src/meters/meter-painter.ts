import type { LevelMeter, Meter } from 'megamixer';
import type { FramePainter } from './frame-loop.ts';
import { type Ladder, ladderOf } from './ladder.ts';
import { deflection } from './meter-scale.ts';

/** How fast the bar falls once the sound is gone: as quick as the eye likes, and slower than it flickers. */
const FALL_DB_PER_SECOND = 36;
const QUIETEST = 1e-4;

/** One channel's bar: what it shows and what of it is already on the canvas. */
class Bar {
  shown = 0;
  drawn = '';

  follow(peak: number, seconds: number): number {
    const fallen = this.shown * 10 ** ((-FALL_DB_PER_SECOND * seconds) / 20);
    this.shown = Math.max(peak, fallen < QUIETEST ? 0 : fallen);
    return this.shown;
  }
}

/**
 * A stereo meter: the bar is the loudest sample since the last frame, its bright part the RMS, the line above the
 * peak that the engine holds for a second, and the lamp on top says that something went beyond full scale.
 */
export class MeterPainter implements FramePainter {
  readonly canvas: HTMLCanvasElement;
  readonly #meter: Meter;
  readonly #context: CanvasRenderingContext2D;
  readonly #onPeak: (peak: number, clip: boolean) => void;
  readonly #left = new Bar();
  readonly #right = new Bar();
  #ladder: Ladder | null = null;
  #geometry = { lamp: 0, gap: 0, bar: 0, top: 0, height: 0 };

  constructor(canvas: HTMLCanvasElement, meter: Meter, onPeak: (peak: number, clip: boolean) => void) {
    this.canvas = canvas;
    this.#meter = meter;
    this.#onPeak = onPeak;
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  /** The canvas has another size now, in device pixels. */
  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    const gap = Math.max(1, Math.round(scale));
    const lamp = Math.round(5 * scale);
    const bar = Math.floor((width - gap) / 2);
    const top = lamp + 2 * gap;
    this.#geometry = { lamp, gap, bar, top, height: height - top };
    this.#ladder = ladderOf(bar, height - top, Math.round(3 * scale));
    this.#left.drawn = this.#right.drawn = '';
    this.#context.fillStyle = '#0b0d10';
    this.#context.fillRect(0, 0, width, height);
  }

  paint(seconds: number): void {
    const { left, right } = this.#meter;
    const peakLeft = left.peakSinceRead;
    const peakRight = right.peakSinceRead;
    this.#onPeak(Math.max(peakLeft, peakRight), left.clip || right.clip);
    if (this.#ladder === null) return;
    this.#paintBar(this.#left, left, this.#left.follow(peakLeft, seconds), 0);
    const { bar, gap } = this.#geometry;
    this.#paintBar(this.#right, right, this.#right.follow(peakRight, seconds), bar + gap);
  }

  #paintBar(bar: Bar, meter: LevelMeter, shown: number, x: number): void {
    const { lamp, top, height, bar: width, gap } = this.#geometry;
    const peak = Math.round(deflection(shown) * height);
    const rms = Math.min(peak, Math.round(deflection(meter.rms) * height));
    const held = Math.round(deflection(meter.peak) * height);
    const clip = meter.clip;
    const picture = `${peak} ${rms} ${held} ${clip}`;
    if (picture === bar.drawn) return;
    bar.drawn = picture;

    const context = this.#context;
    const ladder = this.#ladder!;
    const slice = (from: HTMLCanvasElement, low: number, high: number): void => {
      if (high > low) {
        context.drawImage(from, 0, height - high, width, high - low, x, top + height - high, width, high - low);
      }
    };
    slice(ladder.rms, 0, rms);
    slice(ladder.peak, rms, peak);
    slice(ladder.unlit, peak, height);
    if (held > 0) {
      const line = Math.max(2, gap);
      // A full bar of the colour of that level, wherever the rungs are.
      context.fillStyle = held >= height * 0.95 ? '#ff6a5e' : held >= height * 0.85 ? '#ffd166' : '#b9f3d8';
      context.fillRect(x, top + height - held, width, line);
    }
    context.fillStyle = clip ? '#ff3b30' : '#2a1614';
    context.fillRect(x, 0, width, lamp);
  }
}
