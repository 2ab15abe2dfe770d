/** What a page can tell of a graph once it has rendered. */
export interface Built {
  /** Gain reductions of the strips' compressors in dB, 0 or more, where the competitor tells. */
  reductions?(): readonly number[];
  /** What our engine counted: strips that were awake at the end, and quanta. */
  counted?(): { readonly awake: number; readonly quanta: number };
  /** Whether both come by messages, and only after they were asked for. */
  readonly byMessage?: boolean;
  /** Ends what outlives the context. */
  dispose?(): void;
}

/** Connects sources through a graph to the destination; resolves once the context may render. */
export type Build = (context: OfflineAudioContext, sources: readonly AudioBufferSourceNode[]) => Promise<Built>;

/** Of a worklet with one stereo output and so many stereo inputs. */
export function stereoWorklet(numberOfInputs: number): AudioWorkletNodeOptions {
  return { numberOfInputs, outputChannelCount: [2], channelCount: 2, channelCountMode: 'explicit' };
}

/** A gain of two channels, whatever arrives. */
export function stereoGain(context: BaseAudioContext, gain: number): GainNode {
  return new GainNode(context, { gain, channelCount: 2, channelCountMode: 'explicit' });
}
