import type { Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { Random } from '../../scenes/random.ts';
import { peak } from './compare.ts';

const strips = 32;
const sampleRate = 48_000;
const quantum = 128;

export interface BenchRound {
  /** µs per quantum. */
  cost: number;
  /** Of the rendered output, to see that what was timed was done. */
  peak: number;
}

const noop = `registerProcessor('bench-noop', class extends AudioWorkletProcessor {
  process() { return true; }
});`;

/** Loops a second of noise, as much of it as a render takes. */
function source(context: BaseAudioContext, seed: number): AudioBufferSourceNode {
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: sampleRate, sampleRate });
  for (const channel of [0, 1]) {
    const random = new Random(seed * 2 + channel);
    const samples = Float32Array.from({ length: sampleRate }, () => random.between(-0.1, 0.1));
    buffer.copyToChannel(samples, channel);
  }
  const node = new AudioBufferSourceNode(context, { buffer, loop: true });
  node.start();
  return node;
}

type Build = (context: OfflineAudioContext, sources: AudioBufferSourceNode[]) => Promise<void>;

async function mixer(
  context: OfflineAudioContext,
  sources: AudioBufferSourceNode[],
  transport: 'shared' | 'message',
  set: (mixer: Mixer) => void,
): Promise<void> {
  const made = await createMixer(context, { strips, transport, maxDelay: 0.01 });
  made.edit(() => set(made));
  for (const [strip, node] of sources.entries()) node.connect(made.node, 0, strip);
  made.node.connect(context.destination);
  await made.settled();
}

function console4(mixer: Mixer): void {
  const random = new Random(1);
  for (const strip of mixer.strips) {
    strip.gain.value = random.between(0.2, 1);
    strip.pan.value = random.between(-1, 1);
    for (const send of strip.sends) send.level.value = random.between(0.1, 0.5);
  }
}

export const cases: Record<string, Build> = {
  'sources alone': async (context, sources) => {
    for (const node of sources) node.connect(context.destination);
  },
  'no-op worklet, 32 inputs': async (context, sources) => {
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([noop], { type: 'text/javascript' })));
    const node = new AudioWorkletNode(context, 'bench-noop', {
      numberOfInputs: strips,
      outputChannelCount: [2],
      channelCount: 2,
      channelCountMode: 'explicit',
    });
    for (const [strip, source] of sources.entries()) source.connect(node, 0, strip);
    node.connect(context.destination);
  },
  'native gain and pan, 32 of each': async (context, sources) => {
    for (const node of sources) {
      node
        .connect(new GainNode(context, { gain: 0.5 }))
        .connect(new StereoPannerNode(context, { pan: 0.3 }))
        .connect(context.destination);
    }
  },
  'mixer, gain and pan, shared': (context, sources) =>
    mixer(context, sources, 'shared', ({ strips }) => {
      for (const strip of strips) {
        strip.gain.value = 0.5;
        strip.pan.value = 0.3;
      }
    }),
  'mixer, gain, pan and 4 sends, shared': (context, sources) => mixer(context, sources, 'shared', console4),
  'mixer, gain, pan and 4 sends, message': (context, sources) => mixer(context, sources, 'message', console4),
};

/** Times one offline render: of a case, or of a mixer that is set so. */
export async function round(what: string | ((mixer: Mixer) => void), quanta: number): Promise<BenchRound> {
  const context = new OfflineAudioContext(2, quanta * quantum, sampleRate);
  const sources = Array.from({ length: strips }, (_, strip) => source(context, strip));
  if (typeof what === 'string') await cases[what]!(context, sources);
  else await mixer(context, sources, 'shared', what);
  const start = performance.now();
  const rendered = await context.startRendering();
  const elapsed = performance.now() - start;
  return {
    cost: (elapsed * 1000) / quanta,
    peak: peak(rendered.getChannelData(0), rendered.getChannelData(1)),
  };
}

export const names = () => Object.keys(cases);
