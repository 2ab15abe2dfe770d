import type { Backend, BackendBenchmark, BackendBenchmarkOptions } from 'megamixer';
import { benchmarkBackends, createMixer, type MixerError } from '/dist/megamixer.js';
import { type Benched, benched } from './stats.ts';

type Asked = Pick<BackendBenchmarkOptions, 'strips' | 'rounds' | 'assetsUrl'>;

/** What each backend costs, and what is heard meanwhile. */
export function measure(options: Asked): Promise<Benched<BackendBenchmark[]>> {
  return benched(() => benchmarkBackends(options));
}

/** The same of mixers whose master is muted. */
export function measureMuted(options: Asked): Promise<Benched<BackendBenchmark[]>> {
  const prepare: BackendBenchmarkOptions['prepare'] = (mixer) => {
    mixer.master.mute.value = true;
  };
  return benched(() => benchmarkBackends({ ...options, prepare }));
}

/** Microseconds a quantum of mixers alike, as each says itself. */
export async function saidByMixers(backends: readonly Backend[], strips: number): Promise<number[]> {
  const figures: number[] = [];
  for (const backend of backends) {
    const mixer = await createMixer(new OfflineAudioContext(2, 128, 48_000), { backend, strips });
    figures.push((await mixer.benchmark()).quantumMicroseconds);
    mixer.dispose();
  }
  return figures;
}

/** Microseconds a quantum of a mixer in a render that is timed here, with all that starting it takes. */
export async function timed(backend: Backend, strips: number): Promise<number> {
  const quanta = 4000;
  const context = new OfflineAudioContext(2, quanta * 128, 48_000);
  const mixer = await createMixer(context, { backend, strips });
  const source = new OscillatorNode(context);
  for (const strip of mixer.strips) strip.connect(source);
  mixer.node.connect(context.destination);
  source.start();
  const start = performance.now();
  await context.startRendering();
  const milliseconds = performance.now() - start;
  mixer.dispose();
  return (milliseconds * 1000) / quanta;
}

/** What comes of an abort after so many milliseconds, and how many renders begin afterwards. */
export async function aborted(milliseconds: number): Promise<{ code: string; later: number }> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  const code = await benchmarkBackends({ rounds: 100, signal: controller.signal }).then(
    () => 'none',
    (error: MixerError) => error.code,
  );
  const { peaks } = await benched(() => new Promise((resolve) => setTimeout(resolve, 300)));
  return { code, later: peaks.length };
}

/** What comes of a function that fails. */
export function failing(): Promise<string> {
  const prepare: BackendBenchmarkOptions['prepare'] = (mixer) => {
    mixer.strips[0]!.gain.value = Number.NaN;
  };
  return benchmarkBackends({ prepare }).then(
    () => 'none',
    (error: Error) => `${error.message} ${(error.cause as Error).name}`,
  );
}
