import { deflection } from './meter-scale.ts';

/** From the level, dBFS, upwards. */
const COLOURS: readonly (readonly [db: number, colour: string])[] = [
  [-70, '#1c8f6e'],
  [-30, '#25b184'],
  [-18, '#4cc77a'],
  [-12, '#a6cf4e'],
  [-6, '#f0bf3c'],
  [-2, '#f58a3c'],
  [0, '#ff4f45'],
];

export interface Ladder {
  /** Lit by the loudest sample. */
  readonly peak: HTMLCanvasElement;
  /** Lit by the power. */
  readonly rms: HTMLCanvasElement;
  readonly unlit: HTMLCanvasElement;
}

const made = new Map<string, Ladder>();

/** The three pictures of which every meter of one size is pieced together, drawn once. */
export function ladderOf(width: number, height: number, rung: number): Ladder {
  const key = `${width} ${height} ${rung}`;
  let ladder = made.get(key);
  if (ladder === undefined) {
    ladder = {
      peak: picture(width, height, rung, 0.5),
      rms: picture(width, height, rung, 1),
      unlit: picture(width, height, rung, 0.1),
    };
    made.set(key, ladder);
  }
  return ladder;
}

function picture(width: number, height: number, rung: number, brightness: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const gradient = context.createLinearGradient(0, height, 0, 0);
  for (const [db, colour] of COLOURS) gradient.addColorStop(deflection(10 ** (db / 20)), colour);
  context.fillStyle = '#0b0d10';
  context.fillRect(0, 0, width, height);
  context.globalAlpha = brightness;
  context.fillStyle = gradient;
  // Rungs with gaps between them: the eye counts steps more easily than lengths.
  const gap = Math.max(1, Math.round(rung / 3));
  for (let y = height; y > 0; y -= rung) context.fillRect(0, y - rung + gap, width, rung - gap);
  return canvas;
}
