import type { Eq } from '../../api/eq.js';
import type { Painter } from '../draw/canvas-controller.js';
import type { Colours } from '../draw/colours.js';
import { acrossOf, dbMarks, downOf, HERTZ_LINES, HERTZ_MARKS, hertzAt } from './eq-scale.js';
import { FILTER_COLOURS, type Filter, isAudible } from './filters.js';
import { Spectrum } from './spectrum.js';

export const EQ_COLOURS = [
  'graph',
  'graph-line',
  'graph-axis',
  'text-dim',
  'graph-curve',
  'color',
  ...FILTER_COLOURS,
] as const;
export type EqColour = (typeof EQ_COLOURS)[number];

export interface Drawing {
  readonly eq: Eq | null;
  readonly filters: readonly Filter[];
  /** From the middle to the edge, dB. */
  readonly range: number;
  /** The one that is in the hand, or was last. */
  readonly active: Filter | null;
  /** Hears what is drawn behind all that. */
  readonly analyser: AnalyserNode | null;
}

const POINTS = 320;
const FREQUENCIES = Float32Array.from({ length: POINTS }, (_, i) => hertzAt(i / (POINTS - 1)));

/**
 * The graph of an equaliser: each filter in its colour, all of them together, and behind them what is heard, which alone is
 * drawn anew in every frame.
 */
export class EqPainter implements Painter<EqColour> {
  readonly #context: CanvasRenderingContext2D;
  readonly #grid = document.createElement('canvas').getContext('2d')!;
  readonly #curves = document.createElement('canvas').getContext('2d')!;
  #spectrum: Spectrum | null = null;
  #isStale = true;
  readonly #drawing: () => Drawing;
  readonly #magnitudes = new Float32Array(POINTS);
  #colours: Colours<EqColour> | null = null;
  #size = { width: 0, height: 0, scale: 1 };

  constructor(canvas: HTMLCanvasElement, drawing: () => Drawing) {
    this.#context = canvas.getContext('2d', { alpha: false })!;
    this.#drawing = drawing;
  }

  resize(width: number, height: number, scale: number): void {
    this.#size = { width, height, scale };
    for (const { canvas } of [this.#grid, this.#curves]) {
      canvas.width = width;
      canvas.height = height;
    }
    this.#spectrum?.resize(width, scale);
    this.#isStale = true;
  }

  recolour(colours: Colours<EqColour>): void {
    this.#colours = colours;
    this.#isStale = true;
  }

  get isMoving(): boolean {
    return this.#drawing().analyser !== null;
  }

  /** It is set otherwise. */
  change(): void {
    this.#isStale = true;
  }

  draw(seconds: number): void {
    if (this.#colours === null || this.#size.width === 0) return;
    const drawing = this.#drawing();
    if (this.#isStale) {
      this.#isStale = false;
      this.#drawGrid(drawing.range);
      this.#drawCurves(drawing);
    }
    this.#context.drawImage(this.#grid.canvas, 0, 0);
    if (drawing.analyser !== null) this.#drawSpectrum(drawing.analyser, seconds);
    this.#context.drawImage(this.#curves.canvas, 0, 0);
  }

  #drawSpectrum(analyser: AnalyserNode, seconds: number): void {
    const { width, height, scale } = this.#size;
    if (this.#spectrum?.analyser !== analyser) {
      this.#spectrum = new Spectrum(analyser);
      this.#spectrum.resize(width, scale);
    }
    this.#spectrum.listen(seconds);
    const shape = this.#spectrum.path(width, height);
    const context = this.#context;
    context.fillStyle = context.strokeStyle = this.#colours!.color;
    context.globalAlpha = 0.2;
    context.fill(shape);
    context.globalAlpha = 0.5;
    context.lineWidth = scale;
    context.stroke(shape);
    context.globalAlpha = 1;
  }

  #drawCurves({ eq, filters, range, active }: Drawing): void {
    const context = this.#curves;
    const { width, height, scale } = this.#size;
    context.clearRect(0, 0, width, height);
    if (eq === null) return;
    const on = eq.on.value;
    context.lineJoin = 'round';
    for (const filter of filters) {
      if (isAudible(filter)) this.#drawFilter(filter, range, on, filter === active);
    }
    context.strokeStyle = this.#colours![on ? 'graph-curve' : 'text-dim'];
    context.lineWidth = 2 * scale;
    context.stroke(this.#path(eq.response(FREQUENCIES, this.#magnitudes), range));
  }

  #drawFilter(each: Filter, range: number, on: boolean, isActive: boolean): void {
    const context = this.#curves;
    const { width, height, scale } = this.#size;
    const curve = this.#path(each.filter.response(FREQUENCIES, this.#magnitudes), range);
    const area = new Path2D(curve);
    area.lineTo(width, height / 2);
    area.lineTo(0, height / 2);
    context.fillStyle = context.strokeStyle = this.#colours![on ? each.colour : 'text-dim'];
    context.globalAlpha = isActive ? 0.28 : 0.14;
    context.fill(area);
    context.globalAlpha = 0.75;
    context.lineWidth = scale;
    context.stroke(curve);
    context.globalAlpha = 1;
  }

  #drawGrid(range: number): void {
    const { width, height, scale } = this.#size;
    const colours = this.#colours!;
    const context = this.#grid;
    const line = Math.max(1, Math.round(scale));
    const fill = (colour: EqColour, x: number, y: number, wide: number, high: number): void => {
      context.fillStyle = colours[colour];
      context.fillRect(x, y, wide, high);
    };
    fill('graph', 0, 0, width, height);
    context.globalAlpha = 0.5;
    for (const hertz of HERTZ_LINES) fill('graph-line', Math.round(acrossOf(hertz) * width), 0, line, height);
    context.globalAlpha = 1;
    const { fontFamily } = getComputedStyle(this.#context.canvas);
    context.font = `600 ${9 * scale}px ${fontFamily}`;
    context.textBaseline = 'bottom';
    for (const [hertz, word] of HERTZ_MARKS) {
      const x = Math.round(acrossOf(hertz) * width);
      fill('graph-line', x, 0, line, height);
      context.fillStyle = colours['text-dim'];
      context.fillText(word, x + 3 * scale, height - 2 * scale);
    }
    context.textBaseline = 'middle';
    for (const db of dbMarks(range)) {
      const y = Math.round(downOf(db, range) * height);
      fill(db === 0 ? 'graph-axis' : 'graph-line', 0, y, width, line);
      if (db === 0) continue;
      context.fillStyle = colours['text-dim'];
      context.fillText(db > 0 ? `+${db}` : `−${-db}`, 4 * scale, y - 6 * scale);
    }
  }

  #path(magnitudes: Float32Array, range: number): Path2D {
    const { width, height } = this.#size;
    const path = new Path2D();
    for (const [i, magnitude] of magnitudes.entries()) {
      const db = Number.isNaN(magnitude) ? Number.NEGATIVE_INFINITY : 20 * Math.log10(magnitude);
      // Canvases take no infinity, and beyond the edge is beyond the edge.
      const y = Math.min(2, Math.max(-1, downOf(db, range))) * height;
      path.lineTo((i / (POINTS - 1)) * width, y);
    }
    return path;
  }
}
