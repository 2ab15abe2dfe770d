import type { Eq } from 'megamixer';
import { colourOf } from '../../colour-of.ts';
import { downOf, hertzAt } from './eq-scale.ts';
import { type Filter, isAudible } from './filters.ts';

const POINTS = 320;
const FREQUENCIES = Float32Array.from({ length: POINTS }, (_, i) => hertzAt(i / (POINTS - 1)));

/** Draws what an equalizer does: each filter in its colour, and all of them together. */
export class Curves {
  readonly #eq: Eq;
  readonly #filters: readonly Filter[];
  readonly #colours: readonly string[];
  readonly #magnitudes = new Float32Array(POINTS);

  constructor(eq: Eq, filters: readonly Filter[]) {
    this.#eq = eq;
    this.#filters = filters;
    this.#colours = filters.map(({ colour }) => colourOf(colour));
  }

  draw(context: CanvasRenderingContext2D, width: number, height: number, scale: number): void {
    context.clearRect(0, 0, width, height);
    const on = this.#eq.on.value;
    context.lineJoin = 'round';
    for (const [i, filter] of this.#filters.entries()) {
      if (!isAudible(filter)) continue;
      const curve = this.#path(filter.filter.response(FREQUENCIES, this.#magnitudes), width, height);
      const area = new Path2D(curve);
      area.lineTo(width, height / 2);
      area.lineTo(0, height / 2);
      context.fillStyle = context.strokeStyle = on ? this.#colours[i]! : '#5b6572';
      context.globalAlpha = 0.16;
      context.fill(area);
      context.globalAlpha = 0.75;
      context.lineWidth = scale;
      context.stroke(curve);
    }
    context.globalAlpha = 1;
    context.strokeStyle = on ? '#f2f5f8' : '#7c8795';
    context.lineWidth = 2 * scale;
    context.stroke(this.#path(this.#eq.response(FREQUENCIES, this.#magnitudes), width, height));
  }

  #path(magnitudes: Float32Array, width: number, height: number): Path2D {
    const path = new Path2D();
    for (const [i, magnitude] of magnitudes.entries()) {
      const db = Number.isNaN(magnitude) ? Number.NEGATIVE_INFINITY : 20 * Math.log10(magnitude);
      // Canvases take no infinity, and below the edge is below the edge.
      const y = Math.min(2, downOf(db)) * height;
      path.lineTo((i / (POINTS - 1)) * width, y);
    }
    return path;
  }
}
