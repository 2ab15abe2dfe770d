import type { Colours } from './colours.js';
import { deflection } from './meter-scale.js';

export const METER_COLOURS = [
  'meter-back',
  'meter-low',
  'meter-mid',
  'meter-high',
  'meter-over',
  'meter-held',
] as const;
export type MeterColour = (typeof METER_COLOURS)[number];
export type MeterColours = Colours<MeterColour>;

/** Which colour begins where, dBFS. */
const STOPS: readonly (readonly [db: number, colour: MeterColour])[] = [
  [-70, 'meter-low'],
  [-18, 'meter-low'],
  [-10, 'meter-mid'],
  [-5, 'meter-high'],
  [-1.5, 'meter-high'],
  [0, 'meter-over'],
];

export interface Ladder {
  /** Lit by the loudest sample. */
  readonly peak: HTMLCanvasElement;
  /** Lit by the power. */
  readonly rms: HTMLCanvasElement;
  readonly unlit: HTMLCanvasElement;
}

/** So many sizes and schemes may be in use before those of old ones are thrown away. */
const MOST = 32;
const made = new Map<string, Ladder>();

/** The three pictures of which every meter of one size is pieced together, drawn once. */
export function ladderOf(width: number, height: number, rung: number, colours: MeterColours): Ladder {
  const key = [width, height, rung, ...METER_COLOURS.map((name) => colours[name])].join();
  let ladder = made.get(key);
  if (ladder === undefined) {
    if (made.size >= MOST) made.clear();
    const picture = (brightness: number) => drawn(width, height, rung, brightness, colours);
    ladder = { peak: picture(0.5), rms: picture(1), unlit: picture(0.12) };
    made.set(key, ladder);
  }
  return ladder;
}

function drawn(width: number, height: number, rung: number, brightness: number, colours: MeterColours) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const gradient = context.createLinearGradient(0, height, 0, 0);
  for (const [db, colour] of STOPS) gradient.addColorStop(deflection(10 ** (db / 20)), colours[colour]);
  context.fillStyle = colours['meter-back'];
  context.fillRect(0, 0, width, height);
  context.globalAlpha = brightness;
  context.fillStyle = gradient;
  // Rungs with gaps between them: the eye counts steps more easily than lengths.
  const gap = Math.max(1, Math.round(rung / 3));
  for (let y = height; y > 0; y -= rung) context.fillRect(0, y - rung + gap, width, rung - gap);
  return canvas;
}
