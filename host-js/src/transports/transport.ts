import type { MemoryPages, WorkletMessage } from 'megamixer-worklet/protocol';
import type { Publisher } from '../mirror/mirror.js';
import type { Readings } from './link.js';

/** What the worklet says of an engine that is in place. */
export type Ready = Extract<WorkletMessage, { type: 'ready' }>;

/** An engine that is in place, and what it was given. */
export interface EngineInPlace {
  readonly port: MessagePort;
  readonly ready: Ready;
  /** From `newMemory`. */
  readonly memory: WebAssembly.Memory | null;
  /** The words that the page owns, as the engine was told them. */
  readonly words: Int32Array;
}

/** The way between page and engine, for the life of a mixer; engines come and go under it. */
export interface Transport extends Publisher, Readings {
  /**
   * The memory for an engine about to be made; null where the worklet makes its own.
   *
   * @throws MixerError `out-of-memory`
   */
  newMemory(pages: MemoryPages): WebAssembly.Memory | null;
  /**
   * Goes on with this engine, whether or not there was another one. `mirror` has the words as they should be now, where
   * any may have been written since the engine was told its own; else null.
   *
   * @throws MixerError `layout-mismatch`, and goes on as before
   */
  attach(engine: EngineInPlace, mirror: Int32Array | null): void;
  /** The engine is gone: meters read 0, and what is published waits for the next one. */
  detach(): void;
  /** Takes a message that is meant for it. */
  receive(message: WorkletMessage): void;
  /** A new engine is on its way: who waits for things to settle waits for it. */
  expect(): void;
  /** It could not be made: who waits is told so, as are those who ask while there is no engine. */
  fail(error: Error): void;
  /** The engine has rendered its last: who waits is told so, as are those who ask until there is another one. Its meters stay. */
  end(error: Error): void;
  /** Resolves when the engine has every word published so far; where none is in place, when the next one has. */
  settled(): Promise<void>;
  /** Lets go of everything but the last readings. */
  close(): void;
}
