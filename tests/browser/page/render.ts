import type { Mixer, MixerOptions } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';

export type Stereo = readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];

/** Renders stereo nodes side by side in one context, so that all of them hear the very same sources. */
export async function renderTogether(context: OfflineAudioContext, nodes: readonly AudioNode[]): Promise<Stereo[]> {
  const merger = new ChannelMergerNode(context, { numberOfInputs: nodes.length * 2 });
  for (const [index, node] of nodes.entries()) {
    const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
    node.connect(splitter);
    splitter.connect(merger, 0, index * 2);
    splitter.connect(merger, 1, index * 2 + 1);
  }
  context.destination.channelInterpretation = 'discrete';
  merger.connect(context.destination);
  const rendered = await context.startRendering();
  return nodes.map((_, index) => [rendered.getChannelData(index * 2), rendered.getChannelData(index * 2 + 1)]);
}

export interface MixOptions extends Pick<MixerOptions, 'strips' | 'buses' | 'backend' | 'script' | 'profiling'> {
  frames: number;
  sampleRate?: number;
  /** The context's quantum, where the browser lets one choose. */
  quantum?: number;
  prepare: (mixer: Mixer, context: OfflineAudioContext) => void;
  /** Looks at the mixer once all is rendered. */
  after?: (mixer: Mixer) => void | Promise<void>;
}

/** Renders one mixer alone. */
export async function renderMix(options: MixOptions): Promise<Stereo> {
  const { frames, sampleRate = 48_000, quantum, prepare, after, ...mixerOptions } = options;
  const context = new OfflineAudioContext({
    numberOfChannels: 2,
    length: frames,
    sampleRate,
    ...(quantum !== undefined && { renderSizeHint: quantum }),
  } as OfflineAudioContextOptions);
  const mixer = await createMixer(context, mixerOptions);
  prepare(mixer, context);
  mixer.node.connect(context.destination);
  await mixer.settled();
  const rendered = await context.startRendering();
  await after?.(mixer);
  mixer.dispose();
  return [rendered.getChannelData(0), rendered.getChannelData(1)];
}
