/**
 * The graph that this project flattens: 20 sources, each into its own JavaScript worklet strip (3-band EQ, compressor,
 * gain, pan), a worklet that sums them, one that works on the sum, then DynamicsCompressor, Gain and Analyser. With the
 * sources 45 nodes. Beside it the same 20 strips in our node, and the same Analyser behind it.
 *
 * Both can be built in any context. The sound of strips and sums is the same to a fraction of a decibel; the last
 * compressor is not: the browser's adds make-up gain and looks ahead, ours does neither.
 */
import type { Backend, Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { type BandGains, corners } from '../worklets/graph45/corners.ts';
import type { Levels } from '../worklets/graph45/level-post.ts';
import { addWorklet } from './worklet.ts';

export const graph45Strips = 20;

/** One channel as a page sees it, whichever graph is behind it. */
export interface StripHandle {
  /** Sets the fader, linear, 0 to 4. */
  setGain(value: number): void;
  /** Sets the position, -1 to 1. */
  setPan(value: number): void;
  /** The last peak of either side that the page knows, linear. */
  peak(): number;
  /** The last gain reduction that the page knows, dB, 0 or more. */
  reduction(): number;
}

export interface Graph45 {
  readonly strips: readonly StripHandle[];
  /** The last node, connected to nothing yet. */
  readonly output: AnalyserNode;
  /** Peak of the sum, linear. */
  masterPeak(): number;
  /** Disconnects all of it and lets go of it. The sources stay. */
  dispose(): void;
}

export interface BaselineGraph extends Graph45 {
  readonly controls: readonly { readonly gain: AudioParam; readonly pan: AudioParam }[];
  readonly worklets: readonly AudioWorkletNode[];
  /** Messages from the audio thread so far. */
  messages(): number;
}

export interface OurGraph extends Graph45 {
  readonly mixer: Mixer;
}

interface StripSettings extends BandGains {
  readonly gain: number;
  readonly pan: number;
  readonly threshold: number;
  readonly ratio: number;
}

/** How both are set at first. */
export function graph45Settings(strip: number): StripSettings {
  return {
    gain: 0.4 + 0.02 * strip,
    pan: (strip - 9.5) / 10,
    low: -4 + (strip % 5),
    mid: 3 - (strip % 4),
    high: 1 + (strip % 3),
    threshold: -30,
    ratio: 4,
  };
}

const masterEq = { low: 1, mid: -1, high: 2 };
export const masterCompressor = { threshold: -18, knee: 6, ratio: 3, attack: 0.01, release: 0.2 };
const masterGain = 0.8;
const stereo: AudioWorkletNodeOptions = { outputChannelCount: [2], channelCount: 2, channelCountMode: 'explicit' };

/** Once per context, before `buildBaseline`. */
export async function addBaselineWorklets(context: BaseAudioContext): Promise<void> {
  await Promise.all(['strip', 'mixer', 'master'].map((name) => addWorklet(context, `graph45/${name}`)));
}

/**
 * The 25 nodes of the baseline behind the 20 sources, connected to them.
 *
 * @param options `meters: false` builds worklets that post nothing
 */
export function buildBaseline(
  context: BaseAudioContext,
  sources: readonly AudioNode[],
  { meters = true } = {},
): BaselineGraph {
  const processorOptions = { meters };
  let messages = 0;
  const levels: Levels[] = [];
  const listen = (node: AudioWorkletNode, index: number) => {
    levels[index] = { peakLeft: 0, peakRight: 0, reduction: 0 };
    if (!meters) return;
    node.port.onmessage = ({ data }: MessageEvent<Levels>) => {
      levels[index] = data;
      messages += 1;
    };
  };
  const peak = (index: number) => Math.max(levels[index]!.peakLeft, levels[index]!.peakRight);

  const sum = new AudioWorkletNode(context, 'graph45-mixer', { ...stereo, numberOfInputs: graph45Strips });
  const strips = sources.map((source, index) => {
    const strip = new AudioWorkletNode(context, 'graph45-strip', {
      ...stereo,
      processorOptions,
      parameterData: { ...graph45Settings(index) },
    });
    listen(strip, index);
    source.connect(strip).connect(sum, 0, index);
    return strip;
  });
  const master = new AudioWorkletNode(context, 'graph45-master', {
    ...stereo,
    processorOptions,
    parameterData: masterEq,
  });
  listen(master, graph45Strips);
  const compressor = new DynamicsCompressorNode(context, masterCompressor);
  const gain = new GainNode(context, { gain: masterGain });
  const output = new AnalyserNode(context);
  sum.connect(master).connect(compressor).connect(gain).connect(output);

  const controls = strips.map(({ parameters }) => ({ gain: parameters.get('gain')!, pan: parameters.get('pan')! }));
  return {
    strips: controls.map((control, index) => ({
      setGain(value) {
        control.gain.value = value;
      },
      setPan(value) {
        control.pan.value = value;
      },
      peak: () => peak(index),
      reduction: () => levels[index]!.reduction,
    })),
    controls,
    worklets: [...strips, sum, master],
    output,
    messages: () => messages,
    masterPeak: () => peak(graph45Strips),
    dispose() {
      for (const [index, source] of sources.entries()) source.disconnect(strips[index]!);
      for (const node of [...strips, sum, master, compressor, gain, output]) node.disconnect();
      for (const { port } of [...strips, master]) port.close();
    },
  };
}

/** The same in two nodes behind the sources: our mixer and the analyser. Resolves when every setting is heard. */
export async function buildOurs(
  context: BaseAudioContext,
  sources: readonly AudioNode[],
  backend: Backend,
): Promise<OurGraph> {
  const mixer = await createMixer(context, { strips: graph45Strips, buses: 0, effects: 0, backend });
  const { strips, master } = mixer;
  mixer.edit(() => {
    for (const strip of strips) setStrip(strip, graph45Settings(strip.index));
    setBands(master.eq, masterEq);
    master.compressor.on.value = true;
    for (const [name, value] of Object.entries(masterCompressor)) {
      master.compressor[name as keyof typeof masterCompressor].value = value;
    }
    master.gain.value = masterGain;
  });
  const output = new AnalyserNode(context);
  const disconnect = sources.map((source, index) => strips[index]!.connect(source));
  mixer.node.connect(output);
  await mixer.settled();
  return {
    mixer,
    strips: strips.map(({ gain, pan, meter, compressor }) => ({
      setGain(value) {
        gain.value = value;
      },
      setPan(value) {
        pan.value = value;
      },
      peak: () => meter.peak,
      reduction: () => compressor.gainReduction,
    })),
    output,
    masterPeak: () => master.meter.peak,
    dispose() {
      for (const end of disconnect) end();
      mixer.dispose();
      output.disconnect();
    },
  };
}

function setStrip(strip: Mixer['strips'][number], settings: StripSettings): void {
  strip.gain.value = settings.gain;
  strip.pan.value = settings.pan;
  setBands(strip.eq, settings);
  strip.compressor.on.value = true;
  strip.compressor.threshold.value = settings.threshold;
  strip.compressor.ratio.value = settings.ratio;
}

function setBands(eq: Mixer['master']['eq'], gains: BandGains): void {
  for (const [index, { name, type, frequency }] of corners.entries()) {
    const band = eq.bands[index]!;
    band.type.value = type;
    band.frequency.value = frequency;
    band.gain.value = gains[name];
  }
}
