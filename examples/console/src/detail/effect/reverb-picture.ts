import type { Reverb } from 'megamixer';
import { drawTimeline } from './timeline.ts';

/** In CSS pixels: a column and the gap behind it. */
const COLUMN = 2;
const GAP = 1;

/** Draws how a reverb answers a clap: the wait, the fall by 60 dB, and the darker tail below it. */
export function drawReverb(context: CanvasRenderingContext2D, reverb: Reverb, colour: string, scale: number): void {
  const { width, height } = context.canvas;
  const predelay = reverb.predelay.value;
  const decay = reverb.decay.value;
  const seconds = Math.max(0.5, (predelay + decay) * 1.05);
  const floor = drawTimeline(context, seconds, scale);
  // High frequencies die earlier: half as long at `damping`, and more so the lower that is.
  const highDecay = decay * Math.min(0.9, 0.5 + 0.14 * Math.log2(reverb.damping.value / 2000));
  context.fillStyle = colour;
  let grain = 1;
  for (let x = 0; x < width; x += (COLUMN + GAP) * scale) {
    const since = (x / width) * seconds - predelay;
    if (since < 0) continue;
    // The same grains every time: a tail is noise, but its picture holds still.
    grain = (grain * 16_807) % 2_147_483_647;
    const rough = 0.78 + 0.22 * (grain / 2_147_483_647);
    const density = Math.min(1, 0.4 + since / (0.02 + 0.1 * reverb.size.value));
    for (const [time, alpha] of [
      [decay, 0.45],
      [highDecay, 0.9],
    ] as const) {
      const share = 1 - since / time;
      if (share <= 0) continue;
      const rows = share * rough * density * (floor - 4 * scale);
      context.globalAlpha = alpha;
      context.fillRect(x, floor - rows, COLUMN * scale, rows);
    }
  }
  context.globalAlpha = 1 - reverb.mix.value;
  context.fillStyle = '#f2f5f8';
  context.fillRect(0, 4 * scale, COLUMN * scale, height - (height - floor) - 4 * scale);
  context.globalAlpha = 1;
}
