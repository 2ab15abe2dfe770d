import type { Protocol } from 'puppeteer-core';

/** A function that samples hit. */
export interface FunctionShare {
  readonly name: string;
  readonly of: 'engine' | 'worklet' | 'browser';
  /** Of the samples in which the audio thread was at work in JavaScript or WebAssembly. */
  readonly share: number;
}

/** What the profiler says the thread does when it does nothing of ours. */
const IDLE = new Set(['(root)', '(idle)', '(program)']);

/** How the time of the worklet is divided among functions, each without those that it calls. */
export function functionShares({ nodes, samples = [], timeDeltas = [] }: Protocol.Profiler.Profile): FunctionShare[] {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const times = new Map<string, { of: FunctionShare['of']; time: number }>();
  let whole = 0;
  // A sample stands for the time up to the next one; the last for none.
  for (const [index, id] of samples.entries()) {
    const time = timeDeltas[index + 1] ?? 0;
    const { functionName, url } = byId.get(id)!;
    if (IDLE.has(functionName)) continue;
    const name = functionName || '(anonymous)';
    const of = url.startsWith('wasm:') || url.endsWith('.wasm') ? 'engine' : url === '' ? 'browser' : 'worklet';
    const entry = times.get(`${of} ${name}`) ?? { of, time: 0 };
    entry.time += time;
    whole += time;
    times.set(`${of} ${name}`, entry);
  }
  if (whole === 0) throw new Error('no sample hit the worklet: did the demo play?');
  return [...times]
    .map(([key, { of, time }]) => ({ name: key.slice(of.length + 1), of, share: time / whole }))
    .sort((a, b) => b.share - a.share);
}
