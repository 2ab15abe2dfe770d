import type { Send } from 'megamixer';
import { element } from '../element.ts';

/** In canvas pixels: a strip, and the gap to the next. */
const COLUMN = 4;
const ROWS = 60;
const EMPTY = '#2b313a';
/** A little above unity: sends above it are rare, and the others want the room. */
const FULL_POSITION = 0.75;

/** Which strips feed a bus, and how much: one column a strip, in the colour of its instrument. */
export class SendMap {
  readonly root: HTMLElement;
  readonly #context: CanvasRenderingContext2D;

  constructor(sends: readonly Send[], colours: readonly string[]) {
    const canvas = element('canvas', { width: sends.length * COLUMN, height: ROWS });
    this.root = element(
      'div',
      { class: 'send-map', 'aria-hidden': 'true', title: 'What the strips send here' },
      canvas,
    );
    this.#context = canvas.getContext('2d')!;
    for (const [i, { level }] of sends.entries()) {
      const draw = (): void => this.#draw(i, level.position, colours[i]!);
      level.subscribe(draw);
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
