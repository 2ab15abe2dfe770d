import type { Benchmark, BenchmarkOptions } from '../api/benchmark.js';
import type { Mixer } from '../api/mixer.js';
import { MixerError } from '../errors.js';

/** Seconds of a piece, and how many there are: 0.3 s in all, so that it takes less than a second with what is around it. */
const PIECE_MS = 60;
const PIECES = 5;
/** Of each of the first renders: browsers compile better what has run for a while. The last tells how many make a piece. */
const WARM_UP_QUANTA = 1500;
const WARM_UPS = 2;
/** So few that what it takes to start and end a render is what they take. */
const FEW_QUANTA = 8;

const METHOD =
  'A copy of the mixer, with its present settings, renders noise in an OfflineAudioContext, faster than real time. ' +
  'A quantum takes what more of them took longer, so that starting a render counts for nothing. ' +
  'What the browser needs to hand over the inputs is included; sources and effects of the page are not.';

export interface BenchmarkParts {
  readonly sampleRate: number;
  readonly quantumFrames: number;
  readonly strips: number;
  /** Makes another mixer with the same settings. */
  twin(context: OfflineAudioContext): Promise<Mixer>;
  /** Throws once the mixer is disposed of. */
  assertOpen(): void;
}

/**
 * Measures what a quantum costs on this machine.
 *
 * @throws MixerError (as a rejection)
 */
export async function benchmark(parts: BenchmarkParts, options: BenchmarkOptions = {}): Promise<Benchmark> {
  const strips = stripsFed(parts.strips, options.strips);
  const { sampleRate, quantumFrames } = parts;
  const take = async (quanta: number) => {
    parts.assertOpen();
    const milliseconds = await timeRender(parts, strips, quanta);
    parts.assertOpen();
    return milliseconds;
  };
  let warm = 0;
  for (let warmUp = 0; warmUp < WARM_UPS; warmUp += 1) warm = await take(WARM_UP_QUANTA);
  const quanta = FEW_QUANTA + Math.max(Math.round((WARM_UP_QUANTA * PIECE_MS) / Math.max(warm, 1)), FEW_QUANTA);
  const few: number[] = [];
  const many: number[] = [];
  for (let piece = 0; piece < PIECES; piece += 1) {
    few.push(await take(FEW_QUANTA));
    many.push(await take(quanta));
  }
  const around = median(few);
  const pieces = many.map((milliseconds) => ((milliseconds - around) * 1000) / (quanta - FEW_QUANTA));
  const quantumMicroseconds = median(pieces);
  const load = (quantumMicroseconds * sampleRate) / (quantumFrames * 1e6);
  return { quantumMicroseconds, load, pieces, quanta, quantumFrames, sampleRate, strips, method: METHOD };
}

/** Renders so many quanta through a copy of the mixer, of which nothing stays. */
async function timeRender(parts: BenchmarkParts, strips: number, quanta: number): Promise<number> {
  const { sampleRate, quantumFrames } = parts;
  const settings = { numberOfChannels: 2, length: quanta * quantumFrames, sampleRate, renderSizeHint: quantumFrames };
  const context = new OfflineAudioContext(settings);
  const mixer = await parts.twin(context);
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

function stripsFed(all: number, wanted = all): number {
  if (Number.isInteger(wanted) && wanted >= 0 && wanted <= all) return wanted;
  throw new MixerError('counts-out-of-range', `benchmark() feeds 0 to ${all} strips of this mixer, not ${wanted}.`);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}
