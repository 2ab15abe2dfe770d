import { BUILD_HASH } from './build.gen.js';
import { type BareEngine, type Channels, EngineInstance, Refusal } from './engine-instance.js';
import { MetersOut } from './meters-out.js';
import {
  type Engine,
  type PageMessage,
  type ProcessorOptions,
  processorName,
  type RefusalCode,
  type WorkletMessage,
} from './protocol.js';
import { Script } from './script.js';
import { Stopwatch } from './stopwatch.js';

/** Makes an engine anew: over this memory, where the page gave one. Throws a Refusal. */
type EngineMaker = (options: ProcessorOptions, memory: WebAssembly.Memory | null) => BareEngine;

/** One mixer: copies its inputs in, has the engine mix them, copies the mix out, and survives the engine's death. */
class MegamixerProcessor extends AudioWorkletProcessor {
  readonly #newEngine: EngineMaker;
  /** Null once it died, until the page sends what a new one needs; and after disposal. */
  #engine: EngineInstance | null = null;
  /** Null once disposed. */
  #options: ProcessorOptions | null;
  readonly #script: Script;
  readonly #meters: MetersOut;
  readonly #stopwatch = new Stopwatch();

  constructor(options: ProcessorOptions, newEngine: EngineMaker) {
    super();
    this.#newEngine = newEngine;
    this.#options = options;
    this.#script = new Script(options.script);
    this.#meters = new MetersOut(this.port, sampleRate, options.lastFrame);
    this.port.onmessage = (event: MessageEvent<PageMessage>) => this.#receive(event.data);
    this.#start(options.memory, options.words);
    // The page's memory and words belong to this engine alone: a restart brings its own.
    this.#options = { ...options, memory: null, words: new Int32Array(0), script: [] };
  }

  process(inputs: Channels[], outputs: Channels[]): boolean {
    const engine = this.#engine;
    if (engine === null) return this.#options !== null;
    this.#stopwatch.start(engine);
    try {
      this.#mix(engine, inputs, outputs);
      if (engine.grew) throw new Error('the memory of the engine grew while it was playing');
    } catch (error) {
      this.#fault(error, outputs);
      return true;
    }
    if (this.#meters.lent) this.#meters.tick(engine, currentFrame);
    this.#stopwatch.stop(engine, outputs[0]?.[0]?.length ?? 0);
    return true;
  }

  #mix(engine: EngineInstance, inputs: Channels[], outputs: Channels[]): void {
    const quantum = outputs[0]?.[0]?.length ?? 0;
    for (let first = 0; first < quantum; first += engine.capacityFrames) {
      const frames = Math.min(engine.capacityFrames, quantum - first);
      engine.copyIn(inputs, first, frames);
      // To ask for the current frame is a call out of JavaScript: not where nobody needs to know it.
      if (this.#script.over) engine.render(0, frames);
      else this.#play(engine, currentFrame + first, frames);
      engine.copyOut(outputs, first, frames);
    }
  }

  /** Renders with what the script does meanwhile. */
  #play(engine: EngineInstance, firstFrame: number, frames: number): void {
    for (let offset = 0; offset < frames; ) {
      const now = firstFrame + offset;
      this.#script.play(now, engine);
      const cut = Math.min(frames - offset, this.#script.framesUntilNext(now));
      engine.render(offset, cut);
      offset += cut;
    }
  }

  /** Silence from here on, told once, until the page restarts the engine. */
  #fault(error: unknown, outputs: Channels[]): void {
    this.#engine = null;
    for (const channel of outputs.flat()) channel.fill(0);
    this.#post({ type: 'fault', message: String(error) });
  }

  #start(memory: WebAssembly.Memory | null, words: Int32Array): void {
    const options = this.#options;
    if (options === null) return;
    try {
      this.#engine = new EngineInstance({ ...options, sampleRate }, this.#newEngine(options, memory), words);
      const { block, bytes, limiterLatencyFrames } = this.#engine;
      this.#post({ type: 'ready', block, bytes, limiterLatencyFrames });
    } catch (error) {
      this.#engine = null;
      this.#post({ type: 'refused', code: refusalCode(error), message: String(error) });
    }
  }

  #receive(message: PageMessage): void {
    switch (message.type) {
      case 'words':
        this.#write(message.pairs);
        if (message.acknowledge && this.#engine !== null) {
          this.#post({ type: 'ack', epoch: message.epoch });
        }
        if (message.lent !== null) this.#meters.lend(message.lent, this.#engine, currentFrame);
        break;
      case 'meters':
        this.#meters.lend(message.lent, this.#engine, currentFrame);
        break;
      case 'restart':
        this.#engine = null;
        this.#start(message.memory, message.words);
        break;
      case 'dispose':
        this.#engine = null;
        this.#options = null;
        this.port.onmessage = null;
        this.port.close();
        break;
    }
  }

  #write(pairs: Int32Array): void {
    const words = this.#engine?.words;
    if (words === undefined) return;
    // Nobody else has this memory; and `Atomics.store` would allocate the bits of most floats a second time.
    for (let pair = 0; pair + 1 < pairs.length; pair += 2) {
      words[pairs[pair] as number] = pairs[pair + 1] as number;
    }
  }

  #post(message: WorkletMessage): void {
    this.port.postMessage(message);
  }
}

function refusalCode(error: unknown): RefusalCode {
  if (error instanceof Refusal) return error.code;
  return error instanceof RangeError ? 'out-of-memory' : 'engine-refused';
}

/** Registers the mixer with an engine of that kind. */
export function registerMixer(engine: Engine, newEngine: EngineMaker): void {
  registerProcessor(
    processorName(BUILD_HASH, engine),
    class extends MegamixerProcessor {
      constructor(init: { processorOptions: ProcessorOptions }) {
        super(init.processorOptions, newEngine);
      }
    },
  );
}
