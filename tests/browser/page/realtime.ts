import type { Mixer, MixerOptions } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { endWatchers } from './watcher.ts';

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Waits for something to become true, as long as it may take. */
export async function until(condition: () => boolean, withinMs: number): Promise<number> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > withinMs) throw new Error(`not within ${withinMs} ms: ${condition}`);
    await pause(1);
  }
  return performance.now() - start;
}

/** Lets a context play on for so many seconds of its own. */
export async function play(context: BaseAudioContext, seconds: number, withinMs = 10_000): Promise<void> {
  const from = context.currentTime;
  await until(() => context.currentTime > from + seconds, withinMs).catch(() => {
    // harness/hung.ts knows these words.
    throw new Error(
      `the clock of the context stands, ${context.state}, at ${context.currentTime - from} of ${seconds} s`,
    );
  });
}

/** Runs a mixer in a context that plays, and closes both afterwards. */
export async function playing<R>(
  options: MixerOptions,
  work: (mixer: Mixer, context: AudioContext) => Promise<R>,
): Promise<R> {
  const context = new AudioContext({ sampleRate: 48_000 });
  let mixer: Mixer | undefined;
  try {
    mixer = await createMixer(context, options);
    await context.resume();
    return await work(mixer, context);
  } finally {
    await close(context, mixer);
  }
}

/**
 * Disposes of a mixer and closes its context. WebKitGTK 2.50 may crash when a context is closed in which there has been a worklet, above
 * all one with an open port: there the context is only suspended, unless it is the closing that is tested.
 */
export async function close(
  context: AudioContext,
  mixer: Mixer | undefined,
  { forGood = !isWebKit } = {},
): Promise<void> {
  mixer?.dispose();
  endWatchers(context);
  // Disposal closes the port, on the audio thread.
  if (isWebKit) await pause(30);
  if (forGood) await context.close();
  else await context.suspend();
}

const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);

/** A constant on some strips. */
export function feed(mixer: Mixer, strips: readonly number[], offset = 1): void {
  for (const strip of strips) {
    const source = new ConstantSourceNode(mixer.context, { offset });
    source.start();
    mixer.strips[strip]!.connect(source);
  }
}
