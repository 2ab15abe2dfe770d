import type { Delay } from 'megamixer';
import { drawTimeline } from './timeline.ts';

const REPEATS = 8;
/** In CSS pixels. */
const COLUMN = 4;

/** Draws the repeats of a clap: how far apart, how loud, and on which side, left being up. */
export function drawDelay(context: CanvasRenderingContext2D, delay: Delay, colour: string, scale: number): void {
  const { width } = context.canvas;
  const time = delay.time.value;
  const seconds = time * (REPEATS + 0.6);
  const floor = drawTimeline(context, seconds, scale);
  const middle = floor / 2;
  const reach = middle - 4 * scale;
  context.fillStyle = '#39424d';
  context.fillRect(0, Math.round(middle), width, Math.max(1, Math.round(scale)));
  const bar = (at: number, level: number, sides: 'both' | 'left' | 'right'): void => {
    const rows = level * reach;
    const top = sides === 'right' ? middle : middle - rows;
    context.fillRect((at / seconds) * width, top, COLUMN * scale, sides === 'both' ? 2 * rows : rows);
  };
  context.fillStyle = '#f2f5f8';
  context.globalAlpha = Math.max(0.15, 1 - delay.mix.value);
  bar(0, 1, 'both');
  context.fillStyle = colour;
  for (let n = 1; n <= REPEATS; n++) {
    const level = delay.feedback.value ** (n - 1);
    context.globalAlpha = 0.35 + 0.65 * level;
    bar(n * time, Math.sqrt(level), delay.pingPong.value ? (n % 2 === 1 ? 'left' : 'right') : 'both');
  }
  context.globalAlpha = 1;
}
