import type { Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { differingSamples, maxDifference, peak } from './compare.ts';
import { noise } from './noise.ts';
import { pause } from './realtime.ts';
import { recipe } from './recipe.ts';
import { Recorder } from './recorder.ts';

interface Channels {
  addChannel(id: string, source: AudioNode, bus?: string): void;
  removeChannel(id: string): void;
  setChannelVolume(id: string, volume: number): void;
  setChannelPan(id: string, pan: number): void;
  readonly mixer?: Mixer;
}

interface Program {
  createChannels(context: BaseAudioContext): Promise<Channels> | Channels;
}

interface Session {
  save(mixer: Mixer): string;
  load(mixer: Mixer, text: string): void;
}

const sampleRate = 48_000;
const frames = sampleRate / 2;
/** Until the glides of both are over. */
const settledFrames = sampleRate / 4;

const sources = { 'track-1': 1, 'track-2': 2, 'track-3': 3, 'track-4': 4 };

function start(context: BaseAudioContext, seed: number): AudioNode {
  const source = noise(context, { seed, channels: 2, frames });
  source.start();
  return source;
}

/** What an app with tracks and buses does. */
function mix(context: BaseAudioContext, channels: Channels): void {
  for (const [id, seed] of Object.entries(sources)) {
    channels.addChannel(id, start(context, seed), seed % 2 === 0 ? 'bus-2' : undefined);
  }
  channels.setChannelVolume('track-1', 0.7);
  channels.setChannelPan('track-1', -0.8);
  channels.setChannelVolume('track-2', 1.4);
  channels.setChannelPan('track-2', 0.5);
  channels.setChannelPan('track-4', -1);
  channels.setChannelVolume('bus-2', 0.5);
  channels.setChannelPan('bus-2', 0.3);
  channels.removeChannel('track-3');
}

async function render(context: OfflineAudioContext): Promise<Float32Array<ArrayBuffer>[]> {
  const rendered = await context.startRendering();
  return [0, 1].map((channel) => rendered.getChannelData(channel).subarray(settledFrames));
}

/** The same calls before and after. */
export async function renderChannels() {
  const run = async (name: 'before' | 'after') => {
    const { createChannels } = await recipe<Program>('string-ids', name);
    const context = new OfflineAudioContext(2, frames, sampleRate);
    const channels = await createChannels(context);
    mix(context, channels);
    // What is removed has gone before the first frame.
    await pause(0);
    await channels.mixer?.settled();
    const heard = await render(context);
    channels.mixer?.dispose();
    return heard;
  };
  const [before, after] = [await run('before'), await run('after')];
  return { peak: peak(...before), difference: maxDifference(after, before) };
}

/** Channels that come and go while it plays, more of them than there are strips; then one that stays. */
export async function churn(times: number) {
  const { createChannels } = await recipe<Program>('string-ids', 'after');
  const context = new AudioContext({ sampleRate });
  const { mixer, ...channels } = (await createChannels(context)) as Channels & { mixer: Mixer };
  const recorder = await Recorder.listen(mixer.node);
  await context.resume();
  for (let time = 0; time < times; time += 1) {
    channels.addChannel(`track-${time}`, start(context, time));
    channels.setChannelVolume(`track-${time}`, 2);
    if (time % 4 === 3) await pause(10);
    channels.removeChannel(`track-${time}`);
  }
  const level = new ConstantSourceNode(context, { offset: 0.25 });
  level.start();
  channels.addChannel('track-0', level);
  channels.setChannelVolume('track-0', 2);
  await pause(500);
  await recorder.take();
  await pause(100);
  const heard = await recorder.take();
  recorder.close();
  mixer.dispose();
  await pause(30);
  await context.close();
  return { lowest: Math.min(...heard), highest: Math.max(...heard) };
}

/** A session with a gap, and the same in another mixer that was in use before. */
export async function reload() {
  const { createChannels } = await recipe<Program>('string-ids', 'after');
  const { save, load } = await recipe<Session>('string-ids', 'session');
  const context = new OfflineAudioContext(2, frames, sampleRate);
  const { mixer, ...channels } = (await createChannels(context)) as Channels & { mixer: Mixer };
  mix(context, channels);
  channels.removeChannel('track-1');
  await pause(0);
  const text = save(mixer);
  await mixer.settled();
  const before = await render(context);
  mixer.dispose();

  const next = new OfflineAudioContext(2, frames, sampleRate);
  const other = await createMixer(next);
  other.node.connect(next.destination);
  other.claimStrip('elsewhere').connect(start(next, 9));
  other.claimStrip('track-2').gain.value = 0.1;
  const kept = other.strip('track-2')?.index;
  const bad = text.replace('"gain":', '"gain":"loud","was":');
  const refusal = caught(() => load(other, bad));
  const stays = other.strip('track-2')?.index === kept && other.strip('track-2')?.gain.value === Math.fround(0.1);
  load(other, text);
  const ids = other.strips.map(({ id }) => id).filter((id) => id !== null);
  for (const id of ids) other.strip(id)!.connect(start(next, sources[id as keyof typeof sources]));
  await other.settled();
  const after = await render(next);
  other.dispose();
  return { refusal, stays, ids, peak: peak(...before), differing: differingSamples(before, after) };
}

function caught(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Sends a channel to a bus that is not there. */
export async function addToNoBus() {
  const { createChannels } = await recipe<Program>('string-ids', 'after');
  const context = new OfflineAudioContext(2, 128, sampleRate);
  const { mixer, ...channels } = (await createChannels(context)) as Channels & { mixer: Mixer };
  const refusal = caught(() => channels.addChannel('track-1', start(context, 1), 'bus-9'));
  const claimed = mixer.strip('track-1') !== null;
  mixer.dispose();
  return { refusal, claimed };
}
