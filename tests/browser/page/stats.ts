import type { Backend, Benchmark, MixerReport } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { peak } from './compare.ts';
import { feed, pause, playing, until } from './realtime.ts';

/** The messages that go each way through ports of the page while `work` runs. */
async function counting(port: MessagePort, work: () => Promise<void>): Promise<number> {
  let messages = 0;
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: [unknown]) {
    messages += 1;
    postMessage.apply(this, args);
  } as typeof postMessage;
  const count = () => (messages += 1);
  port.addEventListener('message', count);
  try {
    await work();
  } finally {
    MessagePort.prototype.postMessage = postMessage;
    port.removeEventListener('message', count);
  }
  return messages;
}

export interface WatchedLoad {
  /** At the first read, and once it was known. */
  first: number | null;
  load: number | null;
  /** While nobody read anything, before and long after the load was watched, and while it was. */
  messages: { before: number; during: number };
  report: MixerReport;
  underruns: boolean;
}

/** Watches the load of a mixer that plays. */
export async function watchLoad(backend: Backend): Promise<WatchedLoad> {
  return playing({ backend, strips: 4 }, async (mixer, context) => {
    feed(mixer, [0, 2], 0.1);
    mixer.node.connect(context.destination);
    await mixer.settled();
    await pause(200);
    const { stats } = mixer;
    const { port } = mixer.node;
    const before = await counting(port, () => pause(300));
    const first = stats.load;
    const during = await counting(port, async () => {
      await until(() => stats.load !== null, 15_000);
    });
    return {
      first,
      load: stats.load,
      messages: { before, during },
      report: await stats.report(),
      underruns: 'playbackStats' in context,
    };
  });
}

/** What an offline render counts: loads before and after, frames, quanta, and the report. */
export async function offline(backend: Backend) {
  const frames = 12_800;
  const context = new OfflineAudioContext(2, frames, 48_000);
  const mixer = await createMixer(context, { backend, strips: 4 });
  feed(mixer, [1, 2, 3], 0.1);
  mixer.node.connect(context.destination);
  mixer.strips[0]!.gain.value = 0.5;
  await mixer.settled();
  const load = mixer.stats.load;
  await context.startRendering();
  await until(() => mixer.stats.frames === frames, 5000);
  const report = await mixer.stats.report();
  mixer.dispose();
  return { load, quanta: mixer.stats.quanta, stripsAwake: mixer.stats.stripsAwake, report };
}

export interface Benched<R = Benchmark> {
  benchmark: R;
  ms: number;
  /** The largest sample of each render. */
  peaks: number[];
}

/** What `benchmark` says of a mixer as it is made, of one whose master is muted, and of one that is not fed. */
export async function benchmarks(
  backend: Backend,
): Promise<{ plain: Benched; muted: Benched; unfed: Benched; gain: number }> {
  const context = new OfflineAudioContext(2, 128, 48_000);
  const mixer = await createMixer(context, { backend });
  const strip = mixer.strips[31]!;
  strip.gain.value = 0.5;
  const plain = await benched(() => mixer.benchmark());
  const unfed = await benched(() => mixer.benchmark({ strips: 0 }));
  mixer.master.mute.value = true;
  const muted = await benched(() => mixer.benchmark());
  const gain = strip.gain.value;
  mixer.dispose();
  return { plain, muted, unfed, gain };
}

/** Listens to what is rendered while something is measured. */
export async function benched<R>(work: () => Promise<R>): Promise<Benched<R>> {
  const peaks: number[] = [];
  const { startRendering } = OfflineAudioContext.prototype;
  OfflineAudioContext.prototype.startRendering = async function () {
    const buffer = await startRendering.call(this);
    peaks.push(peak(buffer.getChannelData(0), buffer.getChannelData(1)));
    return buffer;
  };
  try {
    const start = performance.now();
    const benchmark = await work();
    return { benchmark, ms: performance.now() - start, peaks };
  } finally {
    OfflineAudioContext.prototype.startRendering = startRendering;
  }
}

/** How `benchmark` refuses. */
export async function refusals(): Promise<string[]> {
  const context = new OfflineAudioContext(2, 128, 48_000);
  const mixer = await createMixer(context, { strips: 2 });
  const codes: string[] = [];
  const refused = (promise: Promise<unknown>) =>
    promise.then(
      () => codes.push('none'),
      (error) => codes.push(error.code),
    );
  await refused(mixer.benchmark({ strips: 3 }));
  await refused(mixer.benchmark({ strips: 0.5 }));
  const running = refused(mixer.benchmark());
  await pause(20);
  mixer.dispose();
  await running;
  await refused(mixer.benchmark());
  return codes;
}
