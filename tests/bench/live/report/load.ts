import { table } from '../../report/section.ts';
import type { LiveResults } from '../results.ts';

export function loadLines({ workers, blocked, variants }: NonNullable<LiveResults['load']>): string[] {
  const rows = Object.entries(variants).map(([variant, { events, silence, framesPerSecond }]) => [
    variant === 'floor' ? 'the page with the sources alone' : `\`graph45/${variant}\``,
    events.join(', '),
    silence.map((seconds) => (seconds * 1000).toFixed(0)).join(', '),
    framesPerSecond.toFixed(0),
  ]);
  const { seconds } = Object.values(variants)[0]!;
  return [
    `The same page while ${workers} workers never rest and its main thread is blocked for ${(blocked * 100).toFixed(0)} % of its time. Underruns of each round of ${seconds} s as`,
    '`AudioContext.playbackStats` counts them, which only Chromium has.',
    '',
    ...table(['page', 'underruns', 'silence in their place, ms', 'frames per s'], rows),
  ];
}
