import { table } from '../../report/section.ts';
import type { LiveResults } from '../results.ts';

const names = {
  'ours-shared': '`strip.gain.value`, shared',
  'ours-message': '`strip.gain.value`, message',
  'AudioParam.value': '`AudioParam.value`',
  setValueAtTime: '`AudioParam.setValueAtTime`',
} as const;

export function controlLines({ seconds, controls }: NonNullable<LiveResults['control']>): string[] {
  const rows = Object.entries(controls).map(([control, { write, drag }]) => [
    names[control as keyof typeof names],
    write.toFixed(0),
    drag.pageTime.toFixed(1),
    drag.messages.toFixed(0),
    drag.bytes.toFixed(0),
  ]);
  return [
    `What one write takes the page, and what 32 faders take that are turned at every animation frame for ${seconds} s; the same loop without`,
    'writes is subtracted. The AudioParams are those of 32 GainNodes. Of the bytes, 12 for each fader are the number as the caller hands it over.',
    '',
    ...table(
      ['control', 'one write, ns', '32 faders: µs per frame', 'messages per s', 'bytes of the page per frame'],
      rows,
    ),
  ];
}
