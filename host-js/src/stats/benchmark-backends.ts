import type { BackendBenchmark, BackendBenchmarkOptions } from '../api/benchmark.js';
import type { Backend } from '../api/mixer.js';
import { createUnnoticed } from '../create-mixer.js';
import { BACKENDS } from '../engine/backends.js';
import { checkWebAudio } from '../engine/check-context.js';
import { wishesFrom } from '../engine/shape.js';
import { MixerError } from '../errors.js';
import { Bench } from './bench.js';

const ROUNDS = { min: 1, max: 100, usual: 5 } as const;
const SAMPLE_RATE = 48_000;
const QUANTUM_FRAMES = 128;

/** A backend and what has become of it. */
interface Contender {
  readonly backend: Backend;
  readonly bench: Bench;
  refusal: MixerError | null;
}

/**
 * Measures what a quantum costs with each backend that this page can have: mixers alike render noise in OfflineAudioContexts at
 * 48 kHz. `shared` and `message` take turns, so that what else the machine does meets both; `js` comes after them. One
 * that cannot be had is listed with the reason. It takes some three seconds, with `js` a quarter of a minute.
 *
 * Page thread only; anywhere else it lists all as `unsupported`.
 *
 * @throws MixerError (as a rejection) `counts-out-of-range`, `aborted`
 */
export async function benchmarkBackends(options: BackendBenchmarkOptions = {}): Promise<BackendBenchmark[]> {
  const { strips } = wishesFrom(options.strips === undefined ? {} : { strips: options.strips });
  const rounds = roundsFrom(options.rounds);
  const assertWanted = () => {
    const { signal } = options;
    if (signal?.aborted) throw new MixerError('aborted', 'The benchmark was aborted by its signal.', signal.reason);
  };
  assertWanted();
  const contenders = BACKENDS.map((backend): Contender => {
    const make = (context: OfflineAudioContext) => prepared(context, backend, strips, options);
    const measured = { backend, strips, make, assertWanted, sampleRate: SAMPLE_RATE, quantumFrames: QUANTUM_FRAMES };
    return { backend, bench: new Bench(measured), refusal: null };
  });

  // WebKit goes on compiling JavaScript whose render has ended, which whoever has the next turn would pay for.
  const last = contenders.filter(({ backend }) => backend === 'js');
  await race(
    contenders.filter((each) => !last.includes(each)),
    rounds,
  );
  await race(last, rounds);
  return contenders.map(({ backend, bench, refusal }) =>
    refusal === null
      ? { backend, available: true, ...bench.result }
      : { backend, available: false, code: refusal.code, message: refusal.message },
  );
}

/** Measures them in turns. */
async function race(contenders: readonly Contender[], rounds: number): Promise<void> {
  for (const each of contenders) {
    await attempt(each, async () => {
      checkWebAudio();
      await each.bench.warmUp();
    });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const each of contenders) await attempt(each, () => each.bench.piece());
  }
}

async function prepared(
  context: OfflineAudioContext,
  backend: Backend,
  strips: number,
  { assetsUrl, prepare }: BackendBenchmarkOptions,
) {
  const mixer = await createUnnoticed(context, { backend, strips, ...(assetsUrl !== undefined && { assetsUrl }) });
  if (prepare !== undefined) {
    try {
      prepare(mixer);
      await mixer.settled();
    } catch (cause) {
      mixer.dispose();
      // Whichever it was, it says nothing of the backend.
      throw new Error('The function prepare, which benchmarkBackends was given, failed.', { cause });
    }
  }
  return mixer;
}

/** Goes on with a backend, unless it has turned out that it cannot be had. */
async function attempt(contender: Contender, work: () => Promise<void>): Promise<void> {
  if (contender.refusal !== null) return;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof MixerError) || error.code === 'aborted') throw error;
    contender.refusal = error;
  }
}

function roundsFrom(wanted: number = ROUNDS.usual): number {
  const { min, max } = ROUNDS;
  if (Number.isInteger(wanted) && wanted >= min && wanted <= max) return wanted;
  throw new MixerError(
    'counts-out-of-range',
    `benchmarkBackends() takes ${min} to ${max} rounds, not ${String(wanted)}.`,
  );
}
