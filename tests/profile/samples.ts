import { type Span, workletSpans } from './quanta.ts';
import type { TraceEvent } from './trace.ts';

/** What a trace has of the sampling profiler, where it was asked for: a beginning, and pieces. */
interface Chunk {
  readonly startTime?: number;
  readonly timeDeltas?: readonly number[];
  readonly cpuProfile?: {
    readonly nodes?: readonly { readonly id: number; readonly parent?: number }[];
    readonly samples?: readonly number[];
  };
}

const MARGIN = 50_000;

/** The call of `process` that the profiler hit most, and most deeply: where the flame chart has the most to show. */
export function mostSampledQuantum(events: readonly TraceEvent[]): Span {
  // The panel leaves out what came before it was told of its page.
  const begin = events.find(({ name }) => name === 'TracingStartedInBrowser')?.ts ?? 0;
  const spans = workletSpans(events).filter(({ ts }) => ts > begin + MARGIN);
  const weights = new Map<Span, number>();
  for (const { ts, depth } of workletSamples(events, spans[0]!.tid)) {
    const span = spans.find((each) => each.ts <= ts && ts < each.ts + each.dur);
    if (span !== undefined) weights.set(span, (weights.get(span) ?? 0) + depth);
  }
  const [most] = [...weights].sort(([, a], [, b]) => b - a);
  if (most === undefined) throw new Error('the profiler hit no quantum of the trace');
  return most[0];
}

/** Every sample of a thread, with the depth of its stack. */
function workletSamples(events: readonly TraceEvent[], tid: number): { ts: number; depth: number }[] {
  const dataOf = (event: TraceEvent) => event.args.data as Chunk;
  const profile = events.find((event) => event.name === 'Profile' && event.tid === tid);
  if (profile === undefined) throw new Error('the trace has no samples of the worklet');
  const { id, pid } = profile as TraceEvent & { id: string };
  const chunks = events.filter(
    (event) => event.name === 'ProfileChunk' && event.pid === pid && (event as unknown as { id: string }).id === id,
  );
  const depths = new Map<number, number>();
  const samples: { ts: number; depth: number }[] = [];
  let ts = dataOf(profile).startTime ?? profile.ts;
  for (const { cpuProfile, timeDeltas = [] } of chunks.sort((a, b) => a.ts - b.ts).map(dataOf)) {
    for (const node of cpuProfile?.nodes ?? []) depths.set(node.id, (depths.get(node.parent ?? 0) ?? 0) + 1);
    for (const [index, node] of (cpuProfile?.samples ?? []).entries()) {
      ts += timeDeltas[index] ?? 0;
      samples.push({ ts, depth: depths.get(node) ?? 0 });
    }
  }
  return samples;
}
