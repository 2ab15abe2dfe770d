import type { Painter } from '../draw/canvas-controller.js';
import type { Colours } from '../draw/colours.js';
import { type Processor, workingLevel } from './processor.js';

export const DYNAMICS_COLOURS = [
  ...(['graph', 'graph-line', 'graph-axis', 'graph-curve', 'text-dim', 'color', 'reduction', 'meter-back'] as const),
] as const;
export type DynamicsColour = (typeof DYNAMICS_COLOURS)[number];

const LOWEST_DB = -60;
const MARKS_DB = [-48, -36, -24, -12] as const;
const POINTS = 96;
/** In CSS pixels: the bar of what is taken away, and what is between it and the curve. */
const BAR = 12;
const GAP = 4;
/** How fast the bar goes back: slower than the eye, so that what was short is seen. */
const FALL_DB_PER_SECOND = 40;

/** What a processor makes of each level, a dot where it works now, and a bar of what it takes away, which hangs from the top. */
export class DynamicsPainter implements Painter<DynamicsColour> {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #still = document.createElement('canvas').getContext('2d')!;
  readonly #processor: () => Processor | null;
  readonly #onShow: (db: number) => void;
  #colours: Colours<DynamicsColour> | null = null;
  #size = { width: 0, height: 0, scale: 1, graph: 0, bar: 0 };
  #isStale = true;
  #shown = 0;
  #drawn = '';

  /** `onShow` hears in every frame what the bar shows, dB. */
  constructor(canvas: HTMLCanvasElement, processor: () => Processor | null, onShow: (db: number) => void) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d', { alpha: false })!;
    this.#processor = processor;
    this.#onShow = onShow;
  }

  get isMoving(): boolean {
    const processor = this.#processor();
    return this.#shown > 0 || (processor?.dynamics.on.value ?? false);
  }

  /** The controls are set otherwise. */
  change(): void {
    this.#isStale = true;
  }

  resize(width: number, height: number, scale: number): void {
    const bar = Math.round(BAR * scale);
    this.#size = { width, height, scale, bar, graph: width - bar - Math.round(GAP * scale) };
    this.#still.canvas.width = width;
    this.#still.canvas.height = height;
    this.#isStale = true;
  }

  recolour(colours: Colours<DynamicsColour>): void {
    this.#colours = colours;
    this.#isStale = true;
  }

  draw(seconds: number): void {
    const { height, graph } = this.#size;
    if (this.#colours === null || graph <= 0) return;
    const processor = this.#processor();
    const reduction = processor?.dynamics.on.value ? processor.dynamics.gainReduction : 0;
    this.#shown = Math.max(reduction, this.#shown - FALL_DB_PER_SECOND * seconds, 0);
    this.#onShow(this.#shown);
    const level = processor && workingLevel(processor, reduction);
    const rows = processor === null ? 0 : Math.round(Math.min(1, this.#shown / processor.fullDb) * height);
    // In half pixels: less would not be seen.
    const dot = level === null ? '' : Math.round(this.#x(level) * 2);
    const picture = `${rows} ${dot}`;
    if (!this.#isStale && picture === this.#drawn) return;
    if (this.#isStale) this.#drawStill(processor);
    this.#isStale = false;
    this.#drawn = picture;
    this.#context.drawImage(this.#still.canvas, 0, 0);
    if (processor === null) return;
    this.#drawBar(processor, rows);
    if (level !== null) this.#drawDot(processor, Math.min(0, level));
  }

  #x(db: number): number {
    return (1 - db / LOWEST_DB) * this.#size.graph;
  }

  #y(db: number): number {
    return (Math.max(2 * LOWEST_DB, db) / LOWEST_DB) * this.#size.height;
  }

  #drawStill(processor: Processor | null): void {
    const context = this.#still;
    const { width, height, scale, graph, bar } = this.#size;
    const colours = this.#colours!;
    const line = Math.max(1, Math.round(scale));
    const fill = (colour: string, x: number, y: number, wide: number, high: number): void => {
      context.fillStyle = colour;
      context.fillRect(x, y, wide, high);
    };
    // Between curve and bar.
    fill(colours['graph-line'], graph, 0, width - graph, height);
    fill(colours['meter-back'], width - bar, 0, bar, height);
    context.save();
    context.beginPath();
    context.rect(0, 0, graph, height);
    context.clip();
    fill(colours.graph, 0, 0, graph, height);
    const { fontFamily } = getComputedStyle(this.#canvas);
    context.font = `600 ${9 * scale}px ${fontFamily}`;
    context.textBaseline = 'bottom';
    for (const db of MARKS_DB) {
      fill(colours['graph-line'], Math.round(this.#x(db)), 0, line, height);
      fill(colours['graph-line'], 0, Math.round(this.#y(db)), graph, line);
      context.fillStyle = colours['text-dim'];
      context.fillText(`−${-db}`, this.#x(db) + 3 * scale, height - 2 * scale);
    }
    context.strokeStyle = colours['graph-axis'];
    context.lineWidth = scale;
    context.setLineDash([3 * scale, 3 * scale]);
    context.stroke(this.#path((level) => level));
    context.setLineDash([]);
    if (processor !== null) this.#drawCurve(processor);
    context.restore();
  }

  #drawCurve({ dynamics }: Processor): void {
    const context = this.#still;
    const { height, scale, graph } = this.#size;
    const colours = this.#colours!;
    const curve = this.#path((level) => dynamics.outputLevel(level));
    const area = new Path2D(curve);
    area.lineTo(graph, height);
    area.lineTo(0, height);
    context.fillStyle = context.strokeStyle = dynamics.on.value ? colours.color : colours['text-dim'];
    context.globalAlpha = 0.14;
    context.fill(area);
    context.globalAlpha = 1;
    context.lineWidth = 2 * scale;
    context.lineJoin = 'round';
    context.stroke(curve);
  }

  #path(outputLevel: (level: number) => number): Path2D {
    const path = new Path2D();
    for (let i = 0; i <= POINTS; i += 1) {
      const level = LOWEST_DB * (1 - i / POINTS);
      path.lineTo(this.#x(level), this.#y(outputLevel(level)));
    }
    return path;
  }

  #drawBar({ marksDb, fullDb }: Processor, rows: number): void {
    const { width, height, scale, bar } = this.#size;
    const context = this.#context;
    const colours = this.#colours!;
    context.fillStyle = colours.reduction;
    context.fillRect(width - bar, 0, bar, rows);
    for (const db of marksDb) {
      const y = Math.round((db / fullDb) * height);
      context.fillStyle = y < rows ? colours['meter-back'] : colours['graph-axis'];
      context.fillRect(width - bar, y, bar, Math.max(1, Math.round(scale)));
    }
  }

  #drawDot({ dynamics }: Processor, level: number): void {
    const context = this.#context;
    const { scale } = this.#size;
    const y = Math.max(0, this.#y(dynamics.outputLevel(level)));
    context.beginPath();
    context.arc(this.#x(level), y, 4.5 * scale, 0, 2 * Math.PI);
    context.fillStyle = this.#colours!['graph-curve'];
    context.fill();
    context.lineWidth = 1.5 * scale;
    context.strokeStyle = this.#colours!.graph;
    context.stroke();
  }
}
