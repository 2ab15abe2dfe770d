import { engineNames, table } from '../../report/section.ts';
import type { LiveResults } from '../results.ts';
import type { EngineStartUp, Spread } from '../sections/startup.ts';

const spread = ({ median, quartiles: [low, high] }: Spread) =>
  `${median.toFixed(0)} (${low.toFixed(0)} to ${high.toFixed(0)})`;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)}`;

const names = {
  createMixer: '`createMixer`, 32 strips as they come',
  baseline: '`graph45/baseline`',
  'ours-shared': '`graph45/ours-shared`',
  'ours-message': '`graph45/ours-message`',
} as const;

export function startupLines({ engines, footprints }: NonNullable<LiveResults['startup']>): string[] {
  const rows = Object.entries(engines).flatMap(([engine, { starts }]) =>
    Object.entries(starts).map(([what, { cold, warm }]) => [
      engineNames[engine as keyof typeof engineNames],
      names[what as keyof typeof names],
      spread(cold),
      spread(warm),
    ]),
  );
  const { floor, ...graphs } = footprints;
  const memory = Object.entries(graphs).map(([variant, { pageHeap, workletHeap, wasm }]) => [
    `\`graph45/${variant}\``,
    kilobytes(pageHeap - floor.pageHeap),
    kilobytes(workletHeap),
    kilobytes(wasm),
  ]);
  const rounds = engines.chromium?.rounds;
  return [
    'Milliseconds from the call that builds it to its first sound: the moment at which a worklet behind it got anything but',
    'silence, taken by a worker that waits for that alone. A fresh page with the library imported, a context that runs, sources that',
    `play. Cold: from a server the browser has never met; warm: a second page. Medians${rounds === undefined ? '' : ` of ${rounds}`} and quartiles. The output asks for`,
    'sound about every 10 ms in Chromium, so up to as much is waiting for it. Firefox plays to a mock of its own: its times to the',
    'first sound are no reference.',
    '',
    ...table(['engine', 'what', 'cold, ms', 'warm, ms'], rows),
    '',
    ...(engines.chromium === undefined ? [] : marks(engines.chromium)),
    'Memory once it plays, after a collection, in kB. The heap of the page is what it holds beyond the sources alone; the heap of the',
    'audio thread is all of it.',
    '',
    ...table(['graph', 'heap of the page', 'heap of the audio thread', 'WebAssembly memory'], memory),
  ];
}

/** When what of `createMixer` was done. */
function marks({ starts }: EngineStartUp): string[] {
  const told = starts.createMixer.marks.map(([name, ms]) => `${name} ${ms.toFixed(1)}`);
  return [
    'Where the time of `createMixer` goes in Chromium, warm, medians in ms since the call:',
    '',
    `${told.join(', ')}.`,
    '',
  ];
}
