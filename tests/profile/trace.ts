import { once } from 'node:events';
import type { CDPSession } from 'puppeteer-core';

/** One event of a trace, in Chromium's trace event format. Times are µs. */
export interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args: Record<string, unknown>;
}

/**
 * What DevTools itself asks for, less its samples of JavaScript, and what tells of each quantum. Not
 * `webaudio.audionode`, which takes more time than what it measures.
 */
const CATEGORIES = [
  '__metadata',
  'blink.console',
  'blink.user_timing',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'latencyInfo',
  'loading',
  'toplevel',
  'v8.execute',
  'webaudio',
  'disabled-by-default-audio-worklet',
];

/** Records what happens while `work` runs. */
export async function record(
  session: CDPSession,
  categories: readonly string[],
  work: () => Promise<void>,
): Promise<TraceEvent[]> {
  await session.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { recordMode: 'recordUntilFull', includedCategories: [...CATEGORIES, ...categories] },
  });
  await work();
  const complete = once(session as never, 'Tracing.tracingComplete');
  await session.send('Tracing.end');
  const [{ stream, dataLossOccurred }] = await complete;
  if (dataLossOccurred) throw new Error('the trace is not whole: Chromium had no room for all of it');
  const parts: Buffer[] = [];
  for (let ended = false; !ended; ) {
    const { data, base64Encoded, eof } = await session.send('IO.read', { handle: stream });
    parts.push(Buffer.from(data, base64Encoded ? 'base64' : 'utf8'));
    ended = eof;
  }
  await session.send('IO.close', { handle: stream });
  return (JSON.parse(Buffer.concat(parts).toString()) as { traceEvents: TraceEvent[] }).traceEvents;
}

/** When the first and the last event were, in µs. What only names processes and threads has no time. */
export function span(events: readonly TraceEvent[]): { start: number; end: number } {
  const times = events.filter(({ ts, ph }) => ts > 0 && ph !== 'M').map(({ ts }) => ts);
  return times.reduce(({ start, end }, ts) => ({ start: Math.min(start, ts), end: Math.max(end, ts) }), {
    start: Number.POSITIVE_INFINITY,
    end: 0,
  });
}
