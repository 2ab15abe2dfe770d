import type { Drag, Facts } from '../browser/page/profile.ts';
import type { Underruns } from './console.ts';
import type { FunctionShare } from './functions.ts';
import type { Distribution, Quanta } from './quanta.ts';

/** What `summary.json` has. */
export interface Summary extends Facts, Quanta {
  readonly browser: string;
  readonly machine: { readonly processor: string; readonly cores: number };
  readonly seconds: number;
  readonly drag: Drag;
  /** Entries of the custom track, by kind. */
  readonly activity: Readonly<Record<string, number>>;
  readonly underruns: Underruns | null;
  readonly functions: readonly FunctionShare[];
}

const FUNCTIONS_SHOWN = 16;

export function summaryText(summary: Summary): string {
  const { browser, machine, seconds, strips, backend, sampleRate, quantumFrames, drag, underruns } = summary;
  const budget = (quantumFrames / sampleRate) * 1e6;
  const row = (name: string, { count, median, p95, p99, maximum }: Distribution) =>
    `${name.padEnd(18)}${[median, p95, p99, maximum].map((time) => time.toFixed(0).padStart(9)).join('')}${String(count).padStart(9)}`;
  const shown = summary.functions.slice(0, FUNCTIONS_SHOWN);
  const rest = summary.functions.slice(FUNCTIONS_SHOWN).reduce((sum, { share }) => sum + share, 0);
  const percent = (share: number) => `${(share * 100).toFixed(1).padStart(6)} %`;
  return [
    '',
    `${browser} on ${machine.processor}, ${machine.cores} cores`,
    `${strips} strips, ${backend}, ${drag.faders} faders moved in ${drag.frames} frames of ${seconds} s`,
    '',
    `µs per quantum of ${quantumFrames} frames (${budget.toFixed(0)} µs of sound)`,
    `${''.padEnd(18)}${['median', 'p95', 'p99', 'maximum', 'quanta'].map((head) => head.padStart(9)).join('')}`,
    row('worklet', summary.worklet),
    row('whole render', summary.render),
    '',
    underruns === null
      ? 'underruns: this browser does not count them'
      : `underruns: ${underruns.events} (${(underruns.seconds * 1000).toFixed(1)} ms) in ${underruns.played.toFixed(1)} s played`,
    `track Megamixer: ${Object.entries(summary.activity)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}`,
    '',
    'Where the time of the worklet goes, without what is called from there',
    ...shown.map(({ name, of, share }) => `${percent(share)}  ${of.padEnd(9)}${name}`),
    `${percent(rest)}  ${summary.functions.length - shown.length} others`,
    '',
  ].join('\n');
}
