import type { Painter } from './canvas-controller.js';
import type { Colours } from './colours.js';

export const LOUDNESS_COLOURS = ['meter-back', 'meter-low', 'meter-high', 'meter-held', 'line'] as const;
type LoudnessColour = (typeof LOUDNESS_COLOURS)[number];

/** Between which the bars move, LUFS. */
const LOWEST = -48;
const HIGHEST = 0;
export const LOUDNESS_MARKS = [0, -6, -12, -18, -24, -30, -36, -42] as const;

/** How far up a loudness reaches, 0 to 1. */
export function height(lufs: number): number {
  return Math.min(1, Math.max(0, (lufs - LOWEST) / (HIGHEST - LOWEST)));
}

/** What one bar shows, LUFS. */
export interface LoudnessBar {
  readonly now: number;
  readonly max: number;
}

export interface LoudnessFigures {
  readonly bars: readonly LoudnessBar[];
  readonly target: number | null;
}

export interface LoudnessSource {
  /** Whether there is anything to show. */
  isThere(): boolean;
  figures(): LoudnessFigures;
  /** Whether anybody can see it. */
  seen(isSeen: boolean): void;
}

/** Bars of loudness: what is above the target has another colour, a line is the largest so far, another one the target. */
export class LoudnessPainter implements Painter<LoudnessColour> {
  readonly #context: CanvasRenderingContext2D;
  readonly #source: LoudnessSource;
  #colours: Colours<LoudnessColour> | null = null;
  #size = { width: 0, height: 0, scale: 1 };
  #drawn = '';

  constructor(canvas: HTMLCanvasElement, source: LoudnessSource) {
    this.#context = canvas.getContext('2d', { alpha: false })!;
    this.#source = source;
  }

  get isMoving(): boolean {
    return this.#source.isThere();
  }

  seen(isSeen: boolean): void {
    this.#source.seen(isSeen);
  }

  resize(width: number, height: number, scale: number): void {
    this.#size = { width, height, scale };
    this.#drawn = '';
  }

  recolour(colours: Colours<LoudnessColour>): void {
    this.#colours = colours;
    this.#drawn = '';
  }

  draw(): void {
    const figures = this.#source.figures();
    if (this.#colours === null || this.#size.width === 0) return;
    const { bars, target } = figures;
    const at = (lufs: number) => Math.round(height(lufs) * this.#size.height);
    const picture = [...bars.flatMap(({ now, max }) => [at(now), at(max)]), target ?? ''].join();
    if (picture === this.#drawn) return;
    this.#drawn = picture;
    this.#paint(figures, at);
  }

  #paint({ bars, target }: LoudnessFigures, at: (lufs: number) => number): void {
    const { width, height: bottom, scale } = this.#size;
    const colours = this.#colours!;
    const context = this.#context;
    const fill = (colour: LoudnessColour, x: number, low: number, high: number, wide: number): void => {
      context.fillStyle = colours[colour];
      context.fillRect(x, bottom - high, wide, high - low);
    };
    const line = Math.max(1, Math.round(scale * 1.5));
    const gap = Math.round(2 * scale);
    const wide = Math.floor((width - gap * (bars.length - 1)) / bars.length);
    fill('line', 0, 0, bottom, width);
    bars.forEach(({ now, max }, i) => {
      const x = i * (wide + gap);
      const aim = target === null ? bottom : at(target);
      const top = at(now);
      fill('meter-back', x, 0, bottom, wide);
      fill('meter-low', x, 0, Math.min(top, aim), wide);
      if (top > aim) fill('meter-high', x, aim, top, wide);
      const most = at(max);
      if (most > 0) fill('meter-held', x, most - line, most, wide);
    });
    if (target !== null) fill('meter-held', 0, at(target) - line, at(target), width);
  }
}
