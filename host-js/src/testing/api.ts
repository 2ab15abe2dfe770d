import type { Compressor, Gate } from '../api/dynamics.js';
import type { Correlation, CostlyMeter, Limiter, Loudness, Scope, TruePeak } from '../api/master.js';
import type { LevelMeter, Meter } from '../api/meter.js';
import type { Diagnostic, Mixer, MixerOptions } from '../api/mixer.js';
import type { MixerStats } from '../api/stats.js';
import type { FaultDetail } from '../events.js';

/**
 * What `createTestMixer` may be told: all that `createMixer` may, so that an app's own options can be passed on, and what
 * only an `AudioContext` and a browser would tell. Any `backend` can be had, and is called `shared` where none is asked for.
 * `assetsUrl`, `profiling` and `script` are ignored: they are about an engine.
 */
export interface TestMixerOptions extends MixerOptions {
  /** Where the mixer is. Default: one of `createTestContext`. */
  context?: BaseAudioContext;
  /** Hz, 3000 to 768000. Default 48000. Ignored with `context`, which has its own. */
  sampleRate?: number;
  /** What `mixer.diagnostics` says. Default: nothing was tried and failed. */
  diagnostics?: readonly Diagnostic[];
}

/** A stand-in for a context, which runs from the start. It makes no nodes, and its time stands still. */
export type TestContext = BaseAudioContext & Pick<AudioContext, 'resume' | 'suspend' | 'close'>;

/** A mixer without sound. Everything that `Mixer` has is the real thing, down to the words that an engine would read. */
export interface TestMixer extends Mixer {
  /** A stand-in for the node, which remembers what it was connected to. */
  readonly node: AudioWorkletNode & TestNode;
  /** What came through `strip.connect`, and has been neither undone nor ended. */
  readonly connections: readonly StripConnection[];
  /**
   * Has a meter read what is given here, under the names that it is read by; the rest stays as it is. A figure for a
   * meter of both channels is that of each of them. What is linear is rounded to 32-bit float, as what an engine measures.
   *
   * @throws TypeError for a meter of another mixer, a name that it does not have, or a figure of another type: nothing
   * changes
   * @throws MixerError `disposed`
   */
  setMeter(meter: Meter, figures: Partial<LevelMeter & Pick<Meter, 'fault'>>): void;
  setMeter(channel: LevelMeter, figures: Partial<LevelMeter>): void;
  setMeter(dynamics: Gate | Compressor | Limiter, figures: { gainReduction: number }): void;
  setMeter(loudness: Loudness, figures: LoudnessFigures): void;
  setMeter(truePeak: TruePeak, figures: Partial<Pick<TruePeak, 'left' | 'right' | 'max'>>): void;
  setMeter(correlation: Correlation, figures: Pick<Correlation, 'value'>): void;
  /** Plays so many frames into the scope, which reads them with those from before. Both are of one length. */
  setMeter(scope: Scope, frames: { left: ArrayLike<number>; right: ArrayLike<number> }): void;
  /** `load` is read while the context runs; `underruns` are set in a context of `createTestContext`. */
  setMeter(stats: MixerStats, figures: StatsFigures): void;
  /** Whether anybody has subscribed: a real mixer measures only then. */
  isSubscribed(meter: CostlyMeter): boolean;
  /**
   * Tells of a fault, by default of the engine's. Meters then read silence, and who awaits `settled()` waits, until
   * `rebuild()` resolves: a real mixer calls that by itself, some milliseconds later. With `nodeChanged`, `node` is
   * another one from here on, which has what came through `strip.connect`, and a `nodechange` follows. With the source `restart`, `settled()` rejects
   * until `rebuild()` is called.
   *
   * @throws MixerError `disposed`
   */
  fault(detail?: Partial<FaultDetail>): void;
}

/** `null` for what cannot be measured. */
export type LoudnessFigures = Partial<Omit<Loudness, 'available' | 'subscribe' | 'reset'>>;

export type StatsFigures = Partial<Omit<MixerStats, 'load' | 'sequence' | 'report'>> & { load?: number };

/** What plays into a strip. */
export interface StripConnection {
  readonly source: AudioNode;
  /** The source's. */
  readonly output: number;
  /** The index of the strip. */
  readonly strip: number;
}

/** A stand-in for an AudioNode: what is connected to it may be anything, and nothing is heard. */
export interface TestNode extends AudioNode {
  /** Where it leads, in the order of connecting. */
  readonly connections: readonly NodeConnection[];
}

/** Where an output of a node leads. */
export interface NodeConnection {
  readonly destination: AudioNode | AudioParam;
  readonly output: number;
  /** Of the destination; 0 where that is an AudioParam. */
  readonly input: number;
}
