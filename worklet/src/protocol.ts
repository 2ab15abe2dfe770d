/**
 * Everything that page and worklet say to each other, in one place. On the shared transport nothing of this flows
 * while the mixer plays: parameters and meters are words in memory.
 */

import type { Layout } from './layout.gen.js';

/**
 * The name under which a build registers its processor. A context keeps the first class of a name for ever, so the
 * name says which build it is: two builds in one page, or a hot reload, never run each other's code.
 */
export function processorName(buildHash: string): string {
  return `megamixer-${buildHash}`;
}

/** What the page passes to the processor's constructor. */
export interface ProcessorOptions {
  readonly module: WebAssembly.Module;
  /** The shared memory that the page reads and writes too; null: the worklet makes one of its own. */
  readonly memory: WebAssembly.Memory | null;
  readonly pages: MemoryPages;
  readonly strips: number;
  readonly buses: number;
  /** The longest piece that the engine renders in one call. */
  readonly capacityFrames: number;
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

/** What the page posts. */
export type PageMessage =
  /** Message transport: the last value of each changed word, as pairs of address and bits. */
  | {
      readonly type: 'words';
      readonly pairs: Int32Array;
      readonly epoch: number;
      readonly acknowledge: boolean;
      readonly meters: ArrayBuffer | null;
    }
  /** Message transport: lends a buffer of `meterWords` words, to be returned full. */
  | { readonly type: 'meters'; readonly meters: ArrayBuffer }
  /** A new engine in the same processor. */
  | { readonly type: 'restart'; readonly memory: WebAssembly.Memory | null; readonly words: Int32Array }
  | { readonly type: 'dispose' };

/** What the worklet posts. */
export type WorkletMessage =
  /** An engine is in place; `block` is the address of its block in bytes, `bytes` the size of its memory. */
  | { readonly type: 'ready'; readonly block: number; readonly bytes: number }
  /** No engine could be made. */
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly message: string }
  /** The engine died; the processor is silent until it is told to restart. */
  | { readonly type: 'fault'; readonly message: string }
  /** Every word up to this epoch is in the block: the next quantum adopts it. */
  | { readonly type: 'ack'; readonly epoch: number }
  | { readonly type: 'meters'; readonly meters: ArrayBuffer };

/**
 * How many words a meters buffer holds: what the engine writes, which is the block's header up to the page's words,
 * then its meters.
 */
export function meterWords(layout: Layout): number {
  return layout.pageStart + layout.words - layout.meters;
}
