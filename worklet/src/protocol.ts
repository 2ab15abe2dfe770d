/**
 * Everything that page and worklet say to each other, in one place. On the shared transport nothing of this flows
 * while the mixer plays: parameters and meters are words in memory.
 */

import { type Layout, METERS, SCOPE_FRAMES } from './layout.gen.js';

/** What the engine is made of: WebAssembly, or the same translated to JavaScript. */
export type Engine = 'wasm' | 'js';

/**
 * The name under which a build registers its processor. A context keeps the first class of a name for ever, so the
 * name says which build it is, and which engine: two builds in one page, or a hot reload, never run each other's code.
 */
export function processorName(buildHash: string, engine: Engine): string {
  return engine === 'wasm' ? `megamixer-${buildHash}` : `megamixer-${engine}-${buildHash}`;
}

/** The name of the processor that has the browser collect what is no longer needed in the worklet, and says when it did. */
export function sweeperName(buildHash: string): string {
  return `${processorName(buildHash, 'wasm')}-sweeper`;
}

/** What an engine is made for. It stays the same through restarts. */
export interface EngineShape {
  readonly strips: number;
  readonly buses: number;
  /** The first so many buses have an effect slot. */
  readonly effects: number;
  /** The longest alignment delay of a strip, in seconds. */
  readonly maxDelay: number;
  /** Stereo outputs: the mix, and with 2 the monitor's. */
  readonly outputs: 1 | 2;
  /** The longest piece that the engine renders in one call. */
  readonly capacityFrames: number;
}

/** What the page passes to the processor's constructor. */
export interface ProcessorOptions extends EngineShape {
  /** Null: the worklet brings its engine with it, in JavaScript. */
  readonly module: WebAssembly.Module | null;
  /** The shared memory that the page reads and writes too; null: the worklet makes one of its own. */
  readonly memory: WebAssembly.Memory | null;
  readonly pages: MemoryPages;
  /** The layout that the page was built with. */
  readonly layoutHash: number;
  /** The words that the page owns, from `pageStart` to `pageEnd` of the layout. */
  readonly words: Int32Array;
  /** The frame at which the context stops: Infinity unless it is offline. */
  readonly lastFrame: number;
  /** For tests only. */
  readonly script: readonly ScriptStep[];
}

/** The size of an engine's memory, in pages of 64 KiB. */
export interface MemoryPages {
  readonly initial: number;
  readonly maximum: number;
}

/** For tests only: words that change at exactly `frame` of the context, on either transport. */
export interface ScriptStep {
  readonly frame: number;
  /** Pairs of a word's address in the block and its new bits, in the order of writing. */
  readonly words: readonly number[];
  /** Executes a trap at that frame. */
  readonly trap: boolean;
}

export type RefusalCode = 'layout-mismatch' | 'out-of-memory' | 'engine-refused';

/** Message transport: buffers that the page lends, to be returned full. */
export interface Lent {
  /** `meterWords` words. */
  readonly meters: ArrayBuffer;
  /** `SCOPE_MESSAGE_WORDS` words, while somebody reads the scope. */
  readonly scope: ArrayBuffer | null;
}

/** What the page posts. */
export type PageMessage =
  /** Message transport: the last value of each changed word, as pairs of address and bits. */
  | {
      readonly type: 'words';
      readonly pairs: Int32Array;
      readonly epoch: number;
      readonly acknowledge: boolean;
      readonly lent: Lent | null;
    }
  /** Message transport: asks for the meters alone. */
  | { readonly type: 'meters'; readonly lent: Lent }
  /** A new engine in the same processor. */
  | { readonly type: 'restart'; readonly memory: WebAssembly.Memory | null; readonly words: Int32Array }
  | { readonly type: 'dispose' };

/** What the worklet posts. */
export type WorkletMessage =
  /**
   * An engine is in place; `block` is the address of its block in bytes, `bytes` the size of its memory, and
   * `limiterLatencyFrames` how late its output comes while the limiter is on.
   */
  | { readonly type: 'ready'; readonly block: number; readonly bytes: number; readonly limiterLatencyFrames: number }
  /** No engine could be made. */
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly message: string }
  /** The engine died; the processor is silent until it is told to restart. */
  | { readonly type: 'fault'; readonly message: string }
  /** Every word up to this epoch is in the block: the next quantum adopts it. */
  | { readonly type: 'ack'; readonly epoch: number }
  /** What was lent comes back full. */
  | { readonly type: 'meters'; readonly lent: Lent };

/**
 * How many words a meters buffer holds: what the engine writes, which is the block's header up to the page's words,
 * then its meters.
 */
export function meterWords(layout: Layout): number {
  return layout.pageStart + layout.metersEnd - layout.meters;
}

/** The words of the block that hold the largest sample since the page took it: whoever hands them over leaves 0. */
export function sinceReadWords(layout: Layout): number[] {
  const records = [
    layout.masterMeter,
    ...Array.from({ length: layout.buses }, (_, bus) => layout.busMeter(bus)),
    ...Array.from({ length: layout.strips }, (_, strip) => layout.stripMeter(strip)),
  ];
  return records.flatMap((record) => [record + METERS.peakSinceReadLeft, record + METERS.peakSinceReadRight]);
}

/** The most frames that the scope is read at once: as many again may be written before the reader is overrun. */
export const SCOPE_READ_FRAMES = SCOPE_FRAMES / 2;

/** The words of a scope buffer: the frame it goes up to, how many frames it holds, then left and right in turn. */
export const SCOPE_MESSAGE = { end: 0, count: 1, frames: 2 } as const;
export const SCOPE_MESSAGE_WORDS = SCOPE_MESSAGE.frames + 2 * SCOPE_READ_FRAMES;
