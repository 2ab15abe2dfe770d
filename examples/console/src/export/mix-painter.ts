import { colourOf } from '../colour-of.ts';
import { clockText } from '../format.ts';
import type { FramePainter } from '../meters/frame-loop.ts';
import type { ChannelOverview, Overview } from './overview.ts';

/** CSS pixels. */
const RULER = 18;
const GAP = 4;
/** Between two times on the ruler, at the least. */
const TICK_PIXELS = 76;
const TICK_SECONDS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

/** The mix as it came out: both channels, what is beyond the ceiling, and a line where it plays. */
export class MixPainter implements FramePainter {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #shape = document.createElement('canvas');
  readonly #place: () => number;
  #overview: Overview | null = null;
  #scale = 1;
  #stale = false;
  #drawn = -1;

  /** `place` tells where it plays, from 0 to 1. */
  constructor(canvas: HTMLCanvasElement, place: () => number) {
    this.canvas = canvas;
    this.#context = canvas.getContext('2d')!;
    this.#place = place;
  }

  show(overview: Overview | null): void {
    this.#overview = overview;
    this.#stale = true;
  }

  /** There is more of it. */
  grow(): void {
    this.#stale = true;
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = this.#shape.width = width;
    this.canvas.height = this.#shape.height = height;
    this.#scale = scale;
    this.#stale = true;
    this.paint();
  }

  paint(): void {
    const { width, height } = this.canvas;
    const x = Math.floor(this.#place() * width);
    if (width === 0 || height === 0 || (!this.#stale && x === this.#drawn)) return;
    if (this.#stale) this.#drawShape();
    this.#stale = false;
    this.#drawn = x;
    this.#context.clearRect(0, 0, width, height);
    this.#context.drawImage(this.#shape, 0, 0);
    this.#context.fillStyle = '#0b0d1099';
    this.#context.fillRect(0, 0, x, height - RULER * this.#scale);
    this.#context.fillStyle = '#fff';
    this.#context.fillRect(x, 0, Math.max(1, Math.round(1.5 * this.#scale)), height);
  }

  #drawShape(): void {
    const context = this.#shape.getContext('2d')!;
    const { width, height } = this.#shape;
    context.clearRect(0, 0, width, height);
    if (this.#overview === null) return;
    const ruler = RULER * this.#scale;
    const lane = (height - ruler - GAP * this.#scale) / 2;
    for (const [i, channel] of this.#overview.channels.entries()) {
      this.#drawChannel(context, channel, i * (lane + GAP * this.#scale), lane);
    }
    this.#drawRuler(context, this.#overview.seconds, height - ruler);
  }

  #drawChannel(context: CanvasRenderingContext2D, channel: ChannelOverview, top: number, lane: number): void {
    const { columns, done, framesPerColumn } = this.#overview!;
    const { width } = this.#shape;
    const [middle, half] = [top + lane / 2, lane / 2];
    this.#drawGrid(context, middle, half);
    const [edge, body, over] = [colourOf('screen-accent-deep'), colourOf('screen-accent'), colourOf('screen-danger')];
    for (let x = 0; x < width; x++) {
      const from = Math.floor((x / width) * columns);
      const to = Math.max(from + 1, Math.floor(((x + 1) / width) * columns));
      if (to > done) break;
      let [min, max, squares, hot] = [0, 0, 0, false];
      for (let column = from; column < to; column++) {
        min = Math.min(min, channel.min[column]!);
        max = Math.max(max, channel.max[column]!);
        squares += channel.squares[column]!;
        hot ||= channel.over[column] === 1;
      }
      const rms = Math.min(Math.sqrt(squares / ((to - from) * framesPerColumn)), max, -min);
      const y = (value: number): number => middle - Math.max(-1, Math.min(1, value)) * half;
      context.fillStyle = edge;
      context.fillRect(x, y(max), 1, Math.max(1, y(min) - y(max)));
      context.fillStyle = body;
      context.fillRect(x, y(rms), 1, Math.max(1, 2 * rms * half));
      if (!hot) continue;
      const mark = 3 * this.#scale;
      context.fillStyle = over;
      context.fillRect(x - this.#scale / 2, top, Math.max(1, 2 * this.#scale), mark);
      context.fillRect(x - this.#scale / 2, top + lane - mark, Math.max(1, 2 * this.#scale), mark);
    }
  }

  /** The middle, and half of full scale. */
  #drawGrid(context: CanvasRenderingContext2D, middle: number, half: number): void {
    context.fillStyle = '#1a1f25';
    for (const level of [-1, -0.5, 0, 0.5, 1]) {
      context.fillRect(
        0,
        Math.round(middle - level * (half - 1)),
        this.#shape.width,
        Math.max(1, Math.round(this.#scale)),
      );
    }
  }

  #drawRuler(context: CanvasRenderingContext2D, seconds: number, top: number): void {
    const { width, height } = this.#shape;
    const room = (TICK_PIXELS * this.#scale * seconds) / width;
    const step = TICK_SECONDS.find((each) => each >= room) ?? 600 * Math.ceil(room / 600);
    context.font = `600 ${10 * this.#scale}px ${getComputedStyle(this.canvas).fontFamily}`;
    context.textBaseline = 'bottom';
    for (let tick = 0; tick * step < seconds; tick++) {
      const x = Math.round(((tick * step) / seconds) * width);
      context.fillStyle = '#39414b';
      context.fillRect(x, top, Math.max(1, Math.round(this.#scale)), 5 * this.#scale);
      context.fillStyle = colourOf('screen-text');
      const text = step < 1 ? clockText(tick * step) : clockText(tick * step).slice(0, -2);
      if (x + context.measureText(text).width + 4 * this.#scale < width)
        context.fillText(text, x + 4 * this.#scale, height);
    }
  }
}
