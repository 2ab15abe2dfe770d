import type { Backend, Mixer } from 'megamixer';
import { createMixer, MixerError } from '/dist/megamixer.js';
import { bufferSource } from './apply-scene.ts';
import { renderMix } from './render.ts';

const frames = 4800;

async function constant(
  backend: Backend,
  set: (mixer: Mixer) => void,
  options: { monitor?: boolean } = {},
): Promise<{ main: number; monitor: number }> {
  const context = new OfflineAudioContext(2, frames, 48_000);
  const mixer = await createMixer(context, { strips: 4, buses: 3, backend, ...options });
  for (const [strip, level] of [0.5, 0.25].entries()) {
    mixer.strips[strip]!.connect(bufferSource(context, [new Float32Array(frames).fill(level)])!);
  }
  mixer.edit(() => set(mixer));
  const merger = new ChannelMergerNode(context, { numberOfInputs: 2 });
  for (let output = 0; output < mixer.node.numberOfOutputs; output += 1) {
    const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
    mixer.node.connect(splitter, output);
    splitter.connect(merger, 0, output);
  }
  merger.connect(context.destination);
  await mixer.settled();
  const rendered = await context.startRendering();
  mixer.dispose();
  return { main: rendered.getChannelData(0)[frames - 1]!, monitor: rendered.getChannelData(1)[frames - 1]! };
}

/** The last sample of the output: strip 0 plays 0.5, strip 1 plays 0.25. */
export const levels = (backend: Backend, how: keyof typeof wirings) => constant(backend, wirings[how]);

const wirings = {
  'a group in a group': ({ strips, buses }: Mixer) => {
    strips[0]!.output.value = buses[2]!;
    buses[2]!.output.value = buses[0]!;
    buses[2]!.gain.value = 0.5;
    buses[0]!.gain.value = 0.25;
    strips[1]!.mute.value = true;
  },
  'ducked by a strip': ({ strips }: Mixer) => duck(strips[1]!, strips[0]!),
  'ducked by a bus': ({ strips, buses }: Mixer) => {
    for (const { on } of strips[1]!.sends) on.value = false;
    strips[0]!.output.value = buses[1]!;
    duck(strips[1]!, buses[1]!);
  },
};

function duck(strip: Mixer['strips'][number], key: Mixer['strips'][number] | Mixer['buses'][number]): void {
  const { compressor } = strip;
  compressor.on.value = true;
  compressor.threshold.value = -40;
  compressor.ratio.value = 100;
  compressor.knee.value = 0;
  compressor.attack.value = 0;
  compressor.key.value = key;
}

/** What PFL and AFL put on the second output, beside the first. */
export const monitored = (backend: Backend, listen: 'off' | 'pfl' | 'afl') =>
  constant(
    backend,
    ({ strips, monitor }) => {
      strips[1]!.gain.value = 0.5;
      strips[1]!.listen.value = listen;
      monitor.gain.value = 0.5;
    },
    { monitor: true },
  );

/** What is said when a circle is refused, and whether anything changed. */
export async function circle(): Promise<{ code: string; message: string; output: string; gain: number }> {
  const context = new OfflineAudioContext(2, 128, 48_000);
  const mixer = await createMixer(context, { strips: 2, buses: 2 });
  mixer.buses[0]!.output.value = mixer.buses[1]!;
  let [code, message] = ['', ''];
  try {
    mixer.edit(() => {
      mixer.strips[0]!.gain.value = 0.25;
      mixer.buses[1]!.output.value = mixer.buses[0]!;
    });
  } catch (error) {
    if (error instanceof MixerError) [code, message] = [error.code, error.message];
  }
  const output = mixer.buses[1]!.output.value === mixer.master ? 'master' : 'changed';
  const gain = mixer.strips[0]!.gain.value;
  mixer.dispose();
  return { code, message, output, gain };
}

/** The memory that mixers say they take, and what is said of one that would take too much. */
export async function memory(): Promise<{ usual: number; delayed: number; refusal: string | null }> {
  const taken = async (options: object) => {
    const mixer = await createMixer(new OfflineAudioContext(2, 128, 48_000), options);
    const { maximumBytes } = mixer.memory;
    mixer.dispose();
    return maximumBytes;
  };
  return { usual: await taken({}), delayed: await taken({ maxDelay: 0.1 }), refusal: await refusalOfTooMuch() };
}

/** Null where the browser has no rate at which a mixer can take too much. */
async function refusalOfTooMuch(): Promise<string | null> {
  let context: OfflineAudioContext;
  try {
    context = new OfflineAudioContext(2, 128, 768_000);
  } catch {
    return null;
  }
  const asked = { strips: 128, buses: 16, effects: 16, maxDelay: 0.1 };
  return createMixer(context, asked).then(
    () => 'made',
    (error: unknown) => (error instanceof MixerError ? `${error.code}: ${error.message}` : String(error)),
  );
}

/** By how many frames the output comes later with the limiter on, as measured and as told. */
export async function latency(backend: Backend): Promise<{ measured: number; told: number; offTold: number }> {
  const impulse = new Float32Array(frames);
  impulse[1000] = 0.5;
  let [told, offTold] = [0, 0];
  const [left] = await renderMix({
    backend,
    strips: 1,
    buses: 0,
    frames,
    prepare(mixer, context) {
      offTold = mixer.latency.frames;
      mixer.master.limiter.on.value = true;
      told = mixer.latency.frames;
      mixer.strips[0]!.connect(bufferSource(context, [impulse])!);
    },
  });
  return { measured: left.findIndex((sample) => sample !== 0) - 1000, told, offTold };
}
