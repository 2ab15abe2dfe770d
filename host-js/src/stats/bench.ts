import type { Benchmark } from '../api/benchmark.js';
import type { Backend, Mixer } from '../api/mixer.js';
import { MixerError } from '../errors.js';

/** What a piece renders takes about so long, beyond what starting and ending it takes. */
const PIECE_MS = 60;
/** JavaScript is compiled anew in every context, which takes it a second or more: so long is a piece of it, and its second half counts. */
const JS_PIECE_MS = 2000;
const LOOK_MS = 10;
/** Browsers compile better what has run for a while: so many renders of so many quanta, or of so long, come first. */
const WARM_UPS = 2;
const WARM_UP_QUANTA = 1500;
const WARM_UP_MS = 1000;
/** How fast it is about is seen by these. */
const FIRST_QUANTA = 64;
/** So few that what it takes to start and end a render is what they take. */
const FEW_QUANTA = 8;

const METHOD =
  'Mixers alike render noise in OfflineAudioContexts, faster than real time. ' +
  'A quantum takes what more of them took longer, so that starting a render counts for nothing; ' +
  'without WebAssembly, what it takes in the second half of a render. ' +
  'What the browser needs to hand over the inputs is included; sources and effects of the page are not.';

/** What is measured. */
export interface Measured {
  readonly backend: Backend;
  readonly sampleRate: number;
  readonly quantumFrames: number;
  /** How many strips are fed. */
  readonly strips: number;
  /** Makes a mixer that is like all others that are measured, ready to be rendered. */
  make(context: OfflineAudioContext): Promise<Mixer>;
  /** Throws once nobody wants to know any more. */
  assertWanted(): void;
}

/** Measures what a quantum of a mixer costs on this machine, piece by piece, so that several may take turns. */
export class Bench {
  readonly #measured: Measured;
  /** Milliseconds of the renders of few quanta, and of those of many: in turns, since the machine may be busier now than then. */
  readonly #few: number[] = [];
  readonly #many: number[] = [];
  /** Microseconds a quantum, of JavaScript. */
  readonly #halves: number[] = [];
  #quanta = 2 * FEW_QUANTA;

  constructor(measured: Measured) {
    this.#measured = measured;
  }

  get #js(): boolean {
    return this.#measured.backend === 'js';
  }

  /** Comes first: finds how many quanta make a piece. */
  async warmUp(): Promise<void> {
    let perMs = await this.#quantaPerMs(FIRST_QUANTA);
    if (this.#js) {
      this.#quanta = Math.max(Math.round(perMs * JS_PIECE_MS), this.#quanta);
      await this.#secondHalf();
      return;
    }
    for (let warmUp = 0; warmUp < WARM_UPS; warmUp += 1) {
      perMs = await this.#quantaPerMs(Math.max(FEW_QUANTA, Math.min(WARM_UP_QUANTA, Math.round(perMs * WARM_UP_MS))));
    }
    this.#quanta = FEW_QUANTA + Math.max(Math.round(perMs * PIECE_MS), FEW_QUANTA);
  }

  async piece(): Promise<void> {
    if (this.#js) {
      this.#halves.push(await this.#secondHalf());
    } else {
      this.#few.push((await this.#take(FEW_QUANTA)).milliseconds);
      this.#many.push((await this.#take(this.#quanta)).milliseconds);
    }
  }

  get result(): Benchmark {
    const { sampleRate, quantumFrames, strips } = this.#measured;
    const around = this.#js ? 0 : quantile(this.#few, 0.5);
    const differences = this.#many.map((many) => ((many - around) * 1000) / (this.#quanta - FEW_QUANTA));
    const pieces = this.#js ? [...this.#halves] : differences;
    const quantumMicroseconds = quantile(pieces, 0.5);
    return {
      quantumMicroseconds,
      load: (quantumMicroseconds * sampleRate) / (quantumFrames * 1e6),
      pieces,
      quartiles: [quantile(pieces, 0.25), quantile(pieces, 0.75)],
      quanta: this.#quanta,
      ...{ quantumFrames, sampleRate, strips },
      method: METHOD,
    };
  }

  /** Microseconds a quantum, of the second half of a render. The next one is as long as it takes for that half to be well compiled. */
  async #secondHalf(): Promise<number> {
    const { milliseconds, halfway } = await this.#take(this.#quanta);
    const quantumMs = (milliseconds - halfway.milliseconds) / (this.#quanta - halfway.quanta);
    const rest = Math.max(JS_PIECE_MS - halfway.milliseconds, JS_PIECE_MS / 2);
    this.#quanta = Math.max(halfway.quanta + Math.round(rest / Math.max(quantumMs, 1e-3)), 2 * FEW_QUANTA);
    return quantumMs * 1000;
  }

  async #quantaPerMs(quanta: number): Promise<number> {
    // Clocks may be as coarse as a millisecond.
    return quanta / Math.max((await this.#take(quanta)).milliseconds, 1);
  }

  async #take(quanta: number): Promise<Taken> {
    this.#measured.assertWanted();
    const taken = await render(this.#measured, quanta);
    this.#measured.assertWanted();
    return taken;
  }
}

/** What a render took. */
interface Taken {
  readonly milliseconds: number;
  /** What it had taken once it was seen to be half done, and how many quanta were done by then. At its start where nobody looked. */
  readonly halfway: { readonly milliseconds: number; readonly quanta: number };
}

/** Renders so many quanta through a new mixer, of which nothing stays. */
async function render(measured: Measured, quanta: number): Promise<Taken> {
  const { sampleRate, quantumFrames, strips } = measured;
  const settings = { numberOfChannels: 2, length: quanta * quantumFrames, sampleRate, renderSizeHint: quantumFrames };
  const context = new OfflineAudioContext(settings);
  const mixer = await measured.make(context);
  let fault: string | undefined;
  mixer.addEventListener('fault', ({ detail }) => {
    fault = detail.message;
  });
  const source = noise(context);
  let halfway = { milliseconds: 0, quanta: 0 };
  let timer: ReturnType<typeof setInterval> | undefined;
  try {
    for (let strip = 0; strip < strips; strip += 1) source.connect(mixer.node, 0, strip);
    mixer.node.connect(context.destination);
    source.start();
    const start = performance.now();
    if (measured.backend === 'js') {
      timer = setInterval(() => {
        const done = Math.round((context.currentTime * sampleRate) / quantumFrames);
        if (done < quanta / 2 || done >= quanta) return;
        halfway = { milliseconds: performance.now() - start, quanta: done };
        clearInterval(timer);
      }, LOOK_MS);
    }
    await context.startRendering();
    const milliseconds = performance.now() - start;
    if (fault !== undefined)
      throw new MixerError('engine-refused', `The engine failed while it was measured: ${fault}.`);
    return { milliseconds, halfway };
  } finally {
    clearInterval(timer);
    source.disconnect();
    mixer.dispose();
  }
}

/** Loud enough to open gates and to be compressed. */
function noise(context: BaseAudioContext): AudioBufferSourceNode {
  const { sampleRate } = context;
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: Math.round(sampleRate / 4), sampleRate });
  for (const channel of [0, 1]) {
    const samples = Float32Array.from({ length: buffer.length }, () => Math.random() - 0.5);
    buffer.copyToChannel(samples, channel);
  }
  return new AudioBufferSourceNode(context, { buffer, loop: true });
}

/** What a share of the values is below, interpolated between those next to it. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] as number;
  const above = sorted[Math.ceil(at)] as number;
  return below + (above - below) * (at % 1);
}
