import { table } from '../../report/section.ts';
import type { Variant } from '../cases.ts';
import type { LiveResults } from '../results.ts';
import type { AppCost } from '../sections/app.ts';

/** How often our processor time goes into that of the baseline. */
export interface AppRatios {
  /** All of the renderer process. */
  readonly whole: number;
  /** Less what the same page takes that only draws and plays the sources. */
  readonly ownPart: number;
  /** Where nothing is drawn. */
  readonly undrawn: number;
  /** Of the thread that runs the worklets alone; NaN where the system does not tell. */
  readonly audioThread: number;
}

export function appRatios(variants: Record<Variant, AppCost>): { shared: AppRatios; message: AppRatios } {
  const { floor, baseline } = variants;
  const of = (ours: AppCost): AppRatios => ({
    whole: baseline.drawn.renderer / ours.drawn.renderer,
    ownPart: (baseline.drawn.renderer - floor.drawn.renderer) / (ours.drawn.renderer - floor.drawn.renderer),
    undrawn: baseline.undrawn.renderer / ours.undrawn.renderer,
    audioThread: baseline.drawn.audio / ours.drawn.audio,
  });
  return { shared: of(variants['ours-shared']), message: of(variants['ours-message']) };
}

const names: Record<Variant, string> = {
  floor: 'the page with the sources alone',
  baseline: '`graph45/baseline`',
  'ours-shared': '`graph45/ours-shared`',
  'ours-message': '`graph45/ours-message`',
};

// JSON has no NaN: what the system does not tell comes back as null, and what an earlier form did not measure is missing.
const milliseconds = (value: number | null | undefined) =>
  value === null || value === undefined || Number.isNaN(value) ? '–' : value.toFixed(0);
const ratio = (value: number) => (Number.isFinite(value) ? `${value.toFixed(2)} ×` : '–');

export function appLines({ seconds, rounds, variants }: NonNullable<LiveResults['app']>): string[] {
  const costs = Object.entries(variants) as [Variant, AppCost][];
  const times = costs.map(([variant, { drawn, undrawn, framesPerSecond, underruns }]) => [
    names[variant],
    milliseconds(drawn.renderer),
    milliseconds(drawn.main),
    milliseconds(drawn.audio),
    milliseconds(drawn.output),
    milliseconds(drawn.workers),
    milliseconds(drawn.rest),
    milliseconds(undrawn.renderer),
    framesPerSecond.toFixed(0),
    `${underruns}`,
  ]);
  const traffic = costs.map(([variant, { messages, garbage }]) => [
    names[variant],
    messages.toWorklet.toFixed(0),
    messages.toPage.toFixed(0),
    (garbage.page / 1000).toFixed(0),
    (garbage.audioThread / 1000).toFixed(0),
  ]);
  const ratios = Object.entries(appRatios(variants)).map(([backend, { whole, ownPart, undrawn, audioThread }]) => [
    `baseline ÷ ours, ${backend}`,
    ...[whole, ownPart, undrawn, audioThread].map(ratio),
  ]);
  return [
    `Both play for ${seconds} s in a page with 20 faders that move and 20 meters that are read at every animation frame, all drawn by one`,
    'worker on one canvas, and only what moved ([why](decisions/live-page.md)). The baseline takes its gains by `AudioParam` and posts its',
    `meters. Milliseconds of processor time per second of the renderer process, medians of ${rounds}, each in a browser of its own, in turn;`,
    'then of its threads, and of the same without painting.',
    '',
    ...table(
      [
        'page',
        'drawn',
        'main thread',
        'audio thread',
        'output',
        'worker',
        'other threads',
        'not painted',
        'frames per s',
        'underruns',
      ],
      times,
    ),
    '',
    ...table(['', 'whole', 'less the page with the sources alone', 'not painted', 'audio thread alone'], ratios),
    '',
    'Drawing is the same on both sides, and so is what a realtime context costs that renders one quantum every 2.7 ms: waking up, and',
    'caches that others have used meanwhile. The offline figures have neither.',
    '',
    'Messages and what the JavaScript heaps take, per second, counted in runs of their own; kB.',
    '',
    ...table(
      [
        'page',
        'messages to the audio thread',
        'messages to the page',
        'allocated by the page',
        'allocated by the audio thread',
      ],
      traffic,
    ),
  ];
}
