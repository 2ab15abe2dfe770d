/** The demo under the hands of the profile: see tests/profile. */

import type { Mixer } from 'megamixer';
import type { MmFader } from 'megamixer/elements';
import { deepAll } from './deep.ts';

/** What a drag did. */
export interface Drag {
  readonly faders: number;
  /** Animation frames in which every fader moved. */
  readonly frames: number;
  readonly seconds: number;
}

/** Moves every fader of the demo in each animation frame, each a wave of its own. */
export function dragAllFaders(seconds: number): Promise<Drag> {
  const params = deepAll<MmFader>('mm-fader').map(({ param }) => param!);
  const homes = params.map(({ position }) => position);
  const start = performance.now();
  return new Promise((resolve) => {
    let frames = 0;
    const move = (now: number) => {
      const elapsed = (now - start) / 1000;
      for (const [index, param] of params.entries()) {
        const wave = elapsed < seconds ? 0.06 * Math.sin(elapsed * 2.5 + index * 0.7) : 0;
        param.position = Math.min(1, Math.max(0, homes[index]! + wave));
      }
      frames += 1;
      if (elapsed < seconds) requestAnimationFrame(move);
      else resolve({ faders: params.length, frames, seconds: elapsed });
    };
    requestAnimationFrame(move);
  });
}

/** What Chromium counts of a context's playback, in seconds. */
export interface PlaybackStats {
  readonly underrunEvents: number;
  readonly underrunDuration: number;
  readonly totalDuration: number;
}

export interface Facts {
  readonly backend: string;
  readonly strips: number;
  readonly sampleRate: number;
  readonly quantumFrames: number;
}

interface Demo {
  readonly context: AudioContext & { readonly playbackStats?: PlaybackStats; readonly renderQuantumSize?: number };
  readonly mixer: Mixer;
}

const demo = () => (globalThis as unknown as { demo: Demo }).demo;

export function facts(): Facts {
  const { context, mixer } = demo();
  return {
    backend: mixer.backend.kind,
    strips: mixer.strips.length,
    sampleRate: context.sampleRate,
    quantumFrames: context.renderQuantumSize ?? 128,
  };
}

/** Has the mixer make a new engine. */
export function rebuild(): Promise<void> {
  return demo().mixer.rebuild();
}

/** The counts of the demo's context so far; null where it counts nothing. */
export function playback(): PlaybackStats | null {
  const stats = demo().context.playbackStats;
  if (stats === undefined) return null;
  const { underrunEvents, underrunDuration, totalDuration } = stats;
  return { underrunEvents, underrunDuration, totalDuration };
}
