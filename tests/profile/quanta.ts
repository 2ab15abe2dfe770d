import { median, quantile } from '../bench/statistics.ts';
import type { TraceEvent } from './trace.ts';

/** Durations in µs. */
export interface Distribution {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly maximum: number;
}

/** What the audio thread did, quantum by quantum. */
export interface Quanta {
  /** `process` of the worklet: ours, with the binding around it. */
  readonly worklet: Distribution;
  /** The whole graph: sources, worklet, analysers, output. */
  readonly render: Distribution;
}

/** The spans that Chromium traces, once a quantum. */
const SPANS = {
  worklet: 'AudioWorkletProcessor::Process',
  render: 'RealtimeAudioDestinationHandler::Render',
} as const;

export function quanta(events: readonly TraceEvent[]): Quanta {
  return { worklet: distribution(events, SPANS.worklet), render: distribution(events, SPANS.render) };
}

function distribution(events: readonly TraceEvent[], name: string): Distribution {
  const all = durations(events, name);
  if (all.length === 0) throw new Error(`the trace has no ${name}: did the demo play?`);
  return {
    count: all.length,
    median: median(all),
    p95: quantile(all, 0.95),
    p99: quantile(all, 0.99),
    maximum: all.reduce((most, each) => Math.max(most, each)),
  };
}

/** Of complete events, and of pairs of a beginning and an end on one thread. */
export function durations(events: readonly TraceEvent[], name: string): number[] {
  const open = new Map<string, number>();
  const found: number[] = [];
  const mine = events.filter((event) => event.name === name).sort((a, b) => a.ts - b.ts);
  for (const { ph, pid, tid, ts, dur } of mine) {
    const thread = `${pid}/${tid}`;
    const start = open.get(thread);
    if (ph === 'X') found.push(dur ?? 0);
    else if (ph === 'B') open.set(thread, ts);
    else if (ph === 'E' && start !== undefined) {
      found.push(ts - start);
      open.delete(thread);
    }
  }
  return found;
}

/** An event with a duration. */
export type Span = TraceEvent & { readonly dur: number };

/** Every call of `process`. */
export function workletSpans(events: readonly TraceEvent[]): Span[] {
  const spans = events.filter(({ name, ph }) => name === SPANS.worklet && ph === 'X') as Span[];
  if (spans.length === 0) throw new Error(`the trace has no ${SPANS.worklet}: did the demo play?`);
  return spans;
}
