import type { Bus, Strip } from 'megamixer';
import { element } from '../element.ts';

/** In canvas pixels: a strip, and the gap to the next. */
const COLUMN = 4;
const ROWS = 60;
const EMPTY = '#2b313a';
/** A little above unity: levels above it are rare, and the others want the room. */
const FULL_POSITION = 0.75;

/** Which strips feed a bus, and how much, by a send or as their output: one column a strip, in its instrument's colour. */
export class SendMap {
  readonly root: HTMLElement;
  readonly #context: CanvasRenderingContext2D;

  constructor(bus: Bus, strips: readonly Strip[], colours: readonly string[]) {
    const canvas = element('canvas', { width: strips.length * COLUMN, height: ROWS });
    this.root = element(
      'div',
      { class: 'send-map', 'aria-hidden': 'true', title: 'What the strips bring here' },
      canvas,
    );
    this.#context = canvas.getContext('2d')!;
    for (const [i, { sends, output, gain }] of strips.entries()) {
      const { level } = sends[bus.index]!;
      const draw = (): void => {
        const routed = output.value === bus ? gain.position : 0;
        this.#draw(i, Math.max(routed, level.position), colours[i]!);
      };
      for (const param of [level, output, gain]) param.subscribe(draw);
      draw();
    }
  }

  #draw(strip: number, position: number, colour: string): void {
    const rows = Math.round(Math.min(1, position / FULL_POSITION) * ROWS);
    const x = strip * COLUMN;
    this.#context.clearRect(x, 0, COLUMN, ROWS);
    this.#context.fillStyle = EMPTY;
    this.#context.fillRect(x, ROWS - 1, COLUMN, 1);
    this.#context.fillStyle = colour;
    this.#context.fillRect(x, ROWS - rows, COLUMN - 1, rows);
  }
}
