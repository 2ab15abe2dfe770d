import { table } from '../../report/section.ts';
import type { BusyCase } from '../cases.ts';
import type { LiveResults } from '../results.ts';

const names: Record<BusyCase, string> = {
  'shared, moving': 'ours, shared: eight controls of each strip turned, all meters read, at every frame',
  'message, moving': 'ours, message: the same',
  'message, still': 'ours, message: nobody turns or reads anything',
  'baseline, moving': '`graph45/baseline`: 20 gains turned, meters posted',
};

export function allocationLines(cases: NonNullable<LiveResults['allocation']>): string[] {
  const rows = Object.entries(cases).map(([what, { seconds, quanta, bytesPerQuantum, sites }]) => [
    names[what as BusyCase],
    `${seconds}`,
    `${quanta}`,
    bytesPerQuantum.toFixed(bytesPerQuantum > 0 && bytesPerQuantum < 10 ? 3 : 0),
    sites[0] === undefined ? '' : `\`${sites[0].stack.split(' < ')[0]}\``,
  ]);
  const outside = Math.max(...Object.values(cases).map(({ outsideBytes }) => outsideBytes));
  return [
    "Bytes of the audio thread's JavaScript heap per quantum, every object counted by the profiler of the browser (an interval of one byte,",
    `also what is collected meanwhile). Ours with everything on. Not counted: up to ${outside} bytes in all that the profiler reports while no`,
    'script runs, as it starts and stops. On the message transport what is left is the message itself, as the browser unpacks it.',
    `Counted once it has played for ${Object.values(cases)[0]!.settled} s: V8 compiles the last function anew after 45 s or so, and what it compiles it allocates.`,
    '',
    ...table(['case', 's', 'quanta', 'bytes per quantum', 'most of it in'], rows),
  ];
}
