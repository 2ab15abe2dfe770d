import type { Benchmark } from '../api/benchmark.js';
import type { Backend, Mixer } from '../api/mixer.js';
import { MixerError } from '../errors.js';

/** What a piece renders takes about so long, beyond what starting and ending it takes. */
const PIECE_MS = 60;
/** Browsers compile better what has run for a while: so many renders of so many quanta, or of so long, come first. */
const WARM_UPS = 2;
const WARM_UP_QUANTA = 1500;
const WARM_UP_MS = 1000;
/** How fast it is about is seen by these. */
const FIRST_QUANTA = 64;
/** So few that what it takes to start and end a render is what they take. */
const FEW_QUANTA = 8;
/** JavaScript is compiled anew in every context: its quanta get faster for so long, which nobody hears after the first second. */
const SETTLING_MS = 300;

const METHOD =
  'Mixers alike render noise in OfflineAudioContexts, faster than real time. ' +
  'A quantum takes what more of them took longer, so that starting a render counts for nothing. ' +
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
  readonly #pieces: number[] = [];
  #few = FEW_QUANTA;
  #many = FEW_QUANTA;

  constructor(measured: Measured) {
    this.#measured = measured;
  }

  /** Comes first: finds how many quanta make a piece. */
  async warmUp(): Promise<void> {
    let perMs = await this.#quantaPerMs(FIRST_QUANTA);
    for (let warmUp = 0; warmUp < WARM_UPS; warmUp += 1) {
      perMs = await this.#quantaPerMs(Math.max(FEW_QUANTA, Math.min(WARM_UP_QUANTA, Math.round(perMs * WARM_UP_MS))));
    }
    if (this.#measured.backend === 'js') this.#few += Math.round(perMs * SETTLING_MS);
    this.#many = this.#few + Math.max(Math.round(perMs * PIECE_MS), FEW_QUANTA);
  }

  async piece(): Promise<void> {
    const few = await this.#take(this.#few);
    const many = await this.#take(this.#many);
    this.#pieces.push(((many - few) * 1000) / (this.#many - this.#few));
  }

  get result(): Benchmark {
    const { sampleRate, quantumFrames, strips } = this.#measured;
    const pieces = [...this.#pieces];
    const quantumMicroseconds = quantile(pieces, 0.5);
    return {
      quantumMicroseconds,
      load: (quantumMicroseconds * sampleRate) / (quantumFrames * 1e6),
      pieces,
      quartiles: [quantile(pieces, 0.25), quantile(pieces, 0.75)],
      quanta: this.#many,
      ...{ quantumFrames, sampleRate, strips },
      method: METHOD,
    };
  }

  async #quantaPerMs(quanta: number): Promise<number> {
    // Clocks may be as coarse as a millisecond.
    return quanta / Math.max(await this.#take(quanta), 1);
  }

  /** Milliseconds of a render of so many quanta. */
  async #take(quanta: number): Promise<number> {
    this.#measured.assertWanted();
    const milliseconds = await timeRender(this.#measured, quanta);
    this.#measured.assertWanted();
    return milliseconds;
  }
}

/** Renders so many quanta through a new mixer, of which nothing stays. */
async function timeRender(measured: Measured, quanta: number): Promise<number> {
  const { sampleRate, quantumFrames, strips } = measured;
  const settings = { numberOfChannels: 2, length: quanta * quantumFrames, sampleRate, renderSizeHint: quantumFrames };
  const context = new OfflineAudioContext(settings);
  const mixer = await measured.make(context);
  let fault: string | undefined;
  mixer.addEventListener('fault', ({ detail }) => {
    fault = detail.message;
  });
  const source = noise(context);
  try {
    for (let strip = 0; strip < strips; strip += 1) source.connect(mixer.node, 0, strip);
    mixer.node.connect(context.destination);
    source.start();
    const start = performance.now();
    await context.startRendering();
    const elapsed = performance.now() - start;
    if (fault !== undefined)
      throw new MixerError('engine-refused', `The engine failed while it was measured: ${fault}.`);
    return elapsed;
  } finally {
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
