import type { Backend } from 'megamixer';
import type { Figures } from './figures.ts';

/** A figure that the project has set itself, in Chromium. */
export interface Target {
  readonly figure: string;
  readonly must: number;
  readonly aim: number;
  /** Whether more is better. */
  readonly more: boolean;
  readonly unit: '×' | 'µs' | '%';
  /** NaN where it was not measured. */
  value(figures: Figures, backend: Backend): number;
  /** Whether it was measured on the message transport too. */
  readonly both: boolean;
}

/** How often our own cost goes into that of another case. */
const times =
  (name: string, ours: string): Target['value'] =>
  (figures, backend) =>
    figures.own(name) / figures.own(`${ours}/ours-${backend}`);

const overFloor =
  (cost: 'own' | 'total'): Target['value'] =>
  (figures, backend) =>
    figures[cost](`mix/ours-${backend}`) / figures[cost]('floor/noop');

/** The cost of one more strip between these numbers of connected ones, µs. */
export function stripCosts(figures: Figures): { readonly from: number; readonly to: number; readonly cost: number }[] {
  const counts = [8, 16, 32, 64, 128];
  return counts.slice(1).map((to, index) => {
    const from = counts[index]!;
    return { from, to, cost: (figures.own(`scale/${to}`) - figures.own(`scale/${from}`)) / (to - from) };
  });
}

/** The largest departure of `stripCosts` from their mean, %. */
function unevenness(figures: Figures): number {
  const mean = (figures.own('scale/128') - figures.own('scale/8')) / 120;
  return Math.max(...stripCosts(figures).map(({ cost }) => 100 * Math.abs(cost / mean - 1)));
}

const ratio = { more: true, unit: '×', both: true } as const;
const least = { more: false, both: false } as const;

/** Of what is measured offline. */
export const offlineTargets: readonly Target[] = [
  { ...ratio, figure: '`full`: native nodes ÷ ours', must: 8, aim: 15, value: times('full/native', 'full') },
  { ...ratio, figure: '`full`: one JS worklet ÷ ours', must: 4, aim: 8, value: times('full/js-one', 'full') },
  { ...ratio, figure: '`eq`: native nodes ÷ ours', must: 6, aim: 10, value: times('eq/native', 'eq') },
  {
    ...least,
    figure: '`mix`: ours ÷ the no-op floor',
    must: 2.2,
    aim: 1.6,
    unit: '×',
    both: true,
    value: overFloor('own'),
  },
  {
    ...ratio,
    figure: '`graph45`: baseline ÷ ours, audio thread',
    must: 6,
    aim: 10,
    value: times('graph45/baseline', 'graph45'),
  },
  {
    ...least,
    figure: '32 strips with nothing connected, above a no-op worklet with nothing connected',
    must: 0.5,
    aim: 0.2,
    unit: 'µs',
    value: (figures) => figures.own('idle/ours') - figures.own('idle/noop'),
  },
  {
    ...least,
    figure: '32 strips fed digital silence ÷ the floor',
    must: 1.5,
    aim: 1.2,
    unit: '×',
    value: (figures) => figures.own('silence/32') / figures.own('floor/noop'),
  },
  {
    ...least,
    figure: 'cost of one more strip, from 8 to 128: largest departure from the mean',
    must: 15,
    aim: 8,
    unit: '%',
    value: unevenness,
  },
];

/** Beside the targets, and judged by none. */
export const alsoTold: readonly Pick<Target, 'figure' | 'value' | 'unit' | 'both'>[] = [
  { figure: '`mix`: ours ÷ the floor, sources included in both', unit: '×', both: true, value: overFloor('total') },
  {
    figure: '`full`: one JS worklet with coarse gains ÷ ours',
    unit: '×',
    both: true,
    value: times('full/js-one-coarse', 'full'),
  },
  { figure: '`full`: Tone.js ÷ ours', unit: '×', both: true, value: times('full/tone', 'full') },
  { figure: '`full`: Elementary ÷ ours', unit: '×', both: true, value: times('full/elementary', 'full') },
  { figure: '`mix`: native nodes ÷ ours', unit: '×', both: true, value: times('mix/native', 'mix') },
  { figure: '`mix`: one JS worklet ÷ ours', unit: '×', both: true, value: times('mix/js-one', 'mix') },
  { figure: '`mix`: 32 JS worklets ÷ ours', unit: '×', both: true, value: times('mix/js-32', 'mix') },
  { figure: '`mix`: Tone.js ÷ ours', unit: '×', both: true, value: times('mix/tone', 'mix') },
  { figure: '`eq`: one JS worklet ÷ ours', unit: '×', both: true, value: times('eq/js-one', 'eq') },
  {
    figure: '`graph45`: baseline that posts no meters ÷ ours',
    unit: '×',
    both: true,
    value: times('graph45/baseline-unmetered', 'graph45'),
  },
];

export type Verdict = 'aim' | 'must' | 'missed' | 'not measured';

export function verdict({ must, aim, more }: Pick<Target, 'must' | 'aim' | 'more'>, value: number): Verdict {
  if (Number.isNaN(value)) return 'not measured';
  const reaches = (bar: number) => (more ? value >= bar : value <= bar);
  return reaches(aim) ? 'aim' : reaches(must) ? 'must' : 'missed';
}
