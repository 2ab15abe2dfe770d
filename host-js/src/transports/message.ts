import { HEADER, type Layout, METERS } from 'megamixer-worklet/layout';
import { meterWords, type PageMessage, type WorkletMessage } from 'megamixer-worklet/protocol';
import { MixerError } from '../errors.js';
import { Pacer } from './pacer.js';
import type { Ready, Transport } from './transport.js';

const RECORD_WORDS = METERS.fault + 1;

interface Waiter {
  readonly epoch: number;
  resolve(): void;
  reject(error: Error): void;
}

/**
 * The engine's memory is the worklet's own. The page posts the last value of each changed word, at most once a frame,
 * and lends a buffer for the meters while somebody reads them.
 */
export class MessageTransport implements Transport {
  readonly kind = 'message';
  readonly reason: string;
  readonly #layout: Layout;
  readonly #pacer = new Pacer(() => this.#post(false));
  /** Null while no engine is in place: what changes waits. */
  #port: MessagePort | null = null;
  #closed = false;
  /** Why no engine is in place, where the last try to make one failed. */
  #failure: Error | null = null;

  /** The last published bits of every word of the page, and which of them the engine has not been told. */
  readonly #words: Int32Array;
  readonly #unsent: Int32Array;
  readonly #isUnsent: Uint8Array;
  #unsentCount = 0;

  /** Of the last message with words, and of the last that the worklet acknowledged. */
  #epoch = 0;
  #acknowledged = 0;
  #waiters: Waiter[] = [];

  /** What the engine last told, at the addresses of the block. */
  readonly #readings: Int32Array;
  #wanted = false;
  /** The buffer for meters while it is here; null until the first read, and while the worklet has it. */
  #meters: ArrayBuffer | null = null;
  #lent = false;

  constructor(reason: string, layout: Layout) {
    this.reason = reason;
    this.#layout = layout;
    this.#words = new Int32Array(layout.words);
    this.#unsent = new Int32Array(layout.words);
    this.#isUnsent = new Uint8Array(layout.words);
    this.#readings = new Int32Array(layout.words);
  }

  newMemory(): null {
    return null;
  }

  attach(port: MessagePort, _ready: Ready, _mirror: Int32Array | null): void {
    this.#port = port;
    this.#failure = null;
    // The old engine may have taken the buffer with it.
    this.#lent = false;
    this.#meters = null;
    // What waited for the old engine was not acknowledged, and never will be.
    if (this.#waiters.length > 0) this.#post(true);
    else if (this.#unsentCount > 0 || this.#wanted) this.#pacer.request();
  }

  detach(): void {
    this.#port = null;
    this.#readings.fill(0);
  }

  publish(words: Int32Array, changed: Int32Array, values: number, versions: number): void {
    for (let index = 0; index < values + versions; index += 1) {
      this.#note(changed[index] as number, words);
    }
    this.#note(HEADER.sequence, words);
    this.#pacer.request();
  }

  load(word: number): number {
    this.#want();
    return this.#readings[word] as number;
  }

  take(word: number): number {
    const bits = this.load(word);
    if (!this.#closed) this.#readings[word] = 0;
    return bits;
  }

  receive(message: WorkletMessage): void {
    if (message.type === 'ack') this.#acknowledge(message.epoch);
    else if (message.type === 'meters') this.#takeMeters(message.meters);
  }

  expect(): void {
    this.#failure = null;
  }

  fail(error: Error): void {
    if (this.#port === null) this.#failure = error;
    this.#rejectWaiters(error);
  }

  settled(): Promise<void> {
    if (this.#port === null && this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#port !== null) {
      if (this.#unsentCount === 0 && this.#acknowledged === this.#epoch) return Promise.resolve();
      this.#post(true);
    }
    const epoch = this.#port === null ? this.#epoch + 1 : this.#epoch;
    return new Promise((resolve, reject) => this.#waiters.push({ epoch, resolve, reject }));
  }

  close(): void {
    this.#closed = true;
    this.#port = null;
    this.#pacer.close();
    this.#rejectWaiters(new MixerError('disposed', 'The mixer was disposed of before it had settled.'));
  }

  #rejectWaiters(error: Error): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter.reject(error);
  }

  #note(word: number, words: Int32Array): void {
    this.#words[word] = words[word] as number;
    if (this.#isUnsent[word] === 1) return;
    this.#isUnsent[word] = 1;
    this.#unsent[this.#unsentCount] = word;
    this.#unsentCount += 1;
  }

  /** Posts what is due, if anything is; an acknowledgement can be asked for even of nothing. */
  #post(acknowledge: boolean): boolean {
    const port = this.#port;
    if (port === null) return false;
    const meters = this.#wanted ? this.#lend() : null;
    if (this.#unsentCount > 0 || acknowledge) {
      this.#epoch += 1;
      const pairs = this.#takeUnsent();
      const message: PageMessage = { type: 'words', pairs, epoch: this.#epoch, acknowledge, meters };
      port.postMessage(message, meters === null ? [pairs.buffer] : [pairs.buffer, meters]);
      return true;
    }
    if (meters === null) return false;
    port.postMessage({ type: 'meters', meters } satisfies PageMessage, [meters]);
    return true;
  }

  #takeUnsent(): Int32Array<ArrayBuffer> {
    const pairs = new Int32Array(this.#unsentCount * 2);
    for (let index = 0; index < this.#unsentCount; index += 1) {
      const word = this.#unsent[index] as number;
      pairs[index * 2] = word;
      pairs[index * 2 + 1] = this.#words[word] as number;
      this.#isUnsent[word] = 0;
    }
    this.#unsentCount = 0;
    return pairs;
  }

  #acknowledge(epoch: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, epoch);
    const settled = this.#waiters.filter((waiter) => waiter.epoch <= epoch);
    this.#waiters = this.#waiters.filter((waiter) => waiter.epoch > epoch);
    for (const waiter of settled) waiter.resolve();
  }

  #want(): void {
    if (this.#wanted || this.#lent || this.#closed) return;
    this.#wanted = true;
    this.#pacer.request();
  }

  #lend(): ArrayBuffer {
    const meters = this.#meters ?? new ArrayBuffer(meterWords(this.#layout) * 4);
    this.#meters = null;
    this.#wanted = false;
    this.#lent = true;
    return meters;
  }

  #takeMeters(meters: ArrayBuffer): void {
    this.#lent = false;
    this.#meters = meters;
    if (this.#port === null || this.#closed) return;
    const from = new Int32Array(meters);
    const to = this.#readings;
    const { pageStart, meters: first, words } = this.#layout;
    for (let word = 0; word < pageStart; word += 1) to[word] = from[word] as number;
    for (let word = first; word < words; word += 1) {
      const bits = from[pageStart + word - first] as number;
      // Nobody may have read the last ones. The bits of floats that are not negative order as the floats do.
      to[word] = isSinceRead(word - first) ? Math.max(bits, to[word] as number) : bits;
    }
  }
}

function isSinceRead(meterWord: number): boolean {
  const word = meterWord % RECORD_WORDS;
  return word === METERS.peakSinceReadLeft || word === METERS.peakSinceReadRight;
}
