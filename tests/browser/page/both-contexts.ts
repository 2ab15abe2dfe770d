import { play } from './realtime.ts';
import type { Heard, Watcher } from './watcher.ts';

export const rates = [44_100, 48_000] as const;
let contexts: readonly [AudioContext, AudioContext] | undefined;

/** Two that play, of different sample rates, for all that is done in this page: WebKitGTK may crash when it closes one. */
export async function bothContexts(): Promise<readonly [AudioContext, AudioContext]> {
  contexts ??= [new AudioContext({ sampleRate: rates[0] }), new AudioContext({ sampleRate: rates[1] })];
  for (const context of contexts) await context.resume();
  return contexts;
}

/** What a watcher hears by when every glide is over. */
export async function heard(watcher: Watcher): Promise<Heard> {
  await play(watcher.node.context, 0.2);
  return watcher.heard();
}
