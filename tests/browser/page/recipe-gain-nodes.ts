import type { Mixer } from 'megamixer';
import { maxDifference, peak } from './compare.ts';
import { noise } from './noise.ts';
import { recipe } from './recipe.ts';

interface Channel {
  setVolume(volume: number): void;
  setPan(pan: number): void;
  remove(): void;
}

interface Program {
  createChannels(
    context: BaseAudioContext,
    sources: readonly { node: AudioNode; channels: 1 | 2 }[],
  ): Promise<Desk> | Desk;
}

interface Desk {
  readonly channels: readonly Channel[];
  setMasterVolume(volume: number): void;
  readonly mixer?: Mixer;
}

const sampleRate = 48_000;
/** Until the glides of both are over. */
const settledFrames = sampleRate / 4;
const frames = sampleRate / 2;

/** The same settings before and after, rendered: one source of one channel, two of two, and one that is removed. */
export async function renderGainNodes() {
  const render = async (name: 'before' | 'after') => {
    const { createChannels } = await recipe<Program>('gain-nodes', name);
    const context = new OfflineAudioContext(2, frames, sampleRate);
    const sources = ([1, 2, 2, 2] as const).map((channels, seed) => {
      const node = noise(context, { seed, channels, frames });
      node.start();
      return { node, channels };
    });
    const { channels, setMasterVolume, mixer } = await createChannels(context, sources);
    const settings = [
      [0.8, -0.6],
      [1.5, 0.25],
      [0.3, 1],
      [1, 0],
    ] as const;
    for (const [index, [volume, pan]] of settings.entries()) {
      channels[index]!.setVolume(volume);
      channels[index]!.setPan(pan);
    }
    channels[3]!.remove();
    setMasterVolume(0.5);
    await mixer?.settled();
    const rendered = await context.startRendering();
    mixer?.dispose();
    return [0, 1].map((channel) => rendered.getChannelData(channel).subarray(settledFrames));
  };
  const [before, after] = [await render('before'), await render('after')];
  return { peak: peak(...before), difference: maxDifference(after, before) };
}
