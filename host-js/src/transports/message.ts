import { HEADER, type Layout } from 'megamixer-worklet/layout';
import type { Lent, PageMessage, WorkletMessage } from 'megamixer-worklet/protocol';
import { MixerError } from '../errors.js';
import { LentReadings } from './lent-readings.js';
import { Pacer } from './pacer.js';
import type { EngineInPlace, Transport } from './transport.js';

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
  readonly #layout: Layout;
  readonly #pacer = new Pacer(() => this.#post(false));
  /** Null while no engine is in place: what changes waits. */
  #port: MessagePort | null = null;
  /** Whether that engine acknowledges: one that has rendered its last does not, and still gives meters. */
  #answers = false;
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

  /** What the engine last told. */
  readonly #readings: LentReadings;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#words = new Int32Array(layout.pageEnd);
    this.#unsent = new Int32Array(layout.pageEnd);
    this.#isUnsent = new Uint8Array(layout.pageEnd);
    this.#readings = new LentReadings(layout);
  }

  newMemory(): null {
    return null;
  }

  attach({ port, words }: EngineInPlace, mirror: Int32Array | null): void {
    this.#port = port;
    this.#answers = true;
    this.#failure = null;
    this.#readings.silence();
    this.#readings.forgetLent();
    if (mirror !== null) this.#noteMissed(words, mirror);
    // What waited for the old engine was not acknowledged, and never will be.
    if (this.#waiters.length > 0) this.#post(true);
    else if (this.#unsentCount > 0 || this.#readings.wanted) this.#pacer.request();
  }

  detach(): void {
    this.#port = null;
    this.#answers = false;
    this.#readings.silence();
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
    return this.#readings.load(word);
  }

  take(word: number): number {
    this.#want();
    return this.#closed ? this.#readings.load(word) : this.#readings.take(word);
  }

  readScope(left: Float32Array, right: Float32Array): number {
    this.#readings.wantScope();
    this.#want();
    return this.#readings.readScope(left, right);
  }

  receive(message: WorkletMessage): void {
    if (message.type === 'ack') this.#acknowledge(message.epoch);
    else if (message.type === 'meters') this.#takeBack(message.lent);
  }

  expect(): void {
    this.#failure = null;
  }

  fail(error: Error): void {
    if (!this.#answers) this.#failure = error;
    this.#rejectWaiters(error);
  }

  end(error: Error): void {
    this.#answers = false;
    this.fail(error);
  }

  settled(): Promise<void> {
    if (!this.#answers && this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#answers) {
      if (this.#unsentCount === 0 && this.#acknowledged === this.#epoch) return Promise.resolve();
      this.#post(true);
    }
    const epoch = this.#answers ? this.#epoch : this.#epoch + 1;
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

  /** What was written since an engine was told `words` may have gone to another one meanwhile. */
  #noteMissed(words: Int32Array, mirror: Int32Array): void {
    const { pageStart, pageEnd } = this.#layout;
    for (let word = pageStart; word < pageEnd; word += 1) {
      if (mirror[word] !== words[word - pageStart]) this.#note(word, mirror);
    }
  }

  /** Posts what is due, if anything is; an acknowledgement can be asked for even of nothing. */
  #post(acknowledge: boolean): boolean {
    const port = this.#port;
    if (port === null) return false;
    const lent = this.#readings.wanted ? this.#readings.lend() : null;
    const transfer = lent === null ? [] : buffersOf(lent);
    if (this.#unsentCount > 0 || acknowledge) {
      this.#epoch += 1;
      const pairs = this.#takeUnsent();
      const message: PageMessage = { type: 'words', pairs, epoch: this.#epoch, acknowledge, lent };
      port.postMessage(message, [pairs.buffer, ...transfer]);
      return true;
    }
    if (lent === null) return false;
    port.postMessage({ type: 'meters', lent } satisfies PageMessage, transfer);
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
    if (!this.#closed && this.#readings.want()) this.#pacer.request();
  }

  #takeBack(lent: Lent): void {
    const heard = this.#port !== null && !this.#closed;
    this.#readings.takeBack(lent, heard);
  }
}

function buffersOf({ meters, scope }: Lent): ArrayBuffer[] {
  return scope === null ? [meters] : [meters, scope];
}
