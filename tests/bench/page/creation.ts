import type { Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';

let context: AudioContext | undefined;
const kept: Mixer[] = [];

/** Milliseconds of `createMixer`, one after the other; each mixer is gone before the next. */
export async function times(strips: number, count: number): Promise<number[]> {
  context ??= new AudioContext();
  const found: number[] = [];
  for (let time = 0; time < count; time += 1) {
    const start = performance.now();
    const mixer = await createMixer(context, { strips });
    found.push(performance.now() - start);
    mixer.dispose();
  }
  return found;
}

/** Makes mixers that stay. */
export async function make(strips: number, count: number): Promise<void> {
  context ??= new AudioContext();
  for (let made = 0; made < count; made += 1) kept.push(await createMixer(context, { strips }));
}

/** Asks for one control of every strip, which makes it. */
export function ask(): number {
  return kept.flatMap((mixer) => mixer.strips).reduce((sum, strip) => sum + strip.gain.value, 0);
}

export function dispose(): void {
  for (const mixer of kept.splice(0)) mixer.dispose();
}
