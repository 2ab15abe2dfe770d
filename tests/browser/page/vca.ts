import type { Backend } from 'megamixer';
import { renderMix, renderTogether, type Stereo } from './render.ts';

const sampleRate = 48_000;
const start = 4_800;
const frames = 16_000;
/** A strip's fader, and the VCAs above it: where each is at first, where it ramps to, and in how many frames. */
const faders = [
  { from: 1, to: 0.5, over: 4_800 },
  { from: 0.8, to: 0.1, over: 9_600 },
  { from: 0.5, to: 1.5, over: 2_400 },
  { from: 1.2, to: 1.2, over: 0 },
  { from: 0.9, to: 0.3, over: 7_200 },
] as const;

/** A constant through a strip under four VCAs, one above the other, all of which move at once. */
export async function renderFaders(backend: Backend): Promise<Float32Array> {
  const [left] = await renderMix({
    ...{ backend, frames, strips: 3, buses: 1 },
    script: [
      {
        frame: 0,
        edit({ strips, vcas }) {
          for (const [index, { from }] of faders.entries()) [strips[2]!, ...vcas][index]!.gain.value = from;
          for (const [index, member] of [strips[2]!, ...vcas.slice(0, faders.length - 2)].entries()) {
            member.vca.value = vcas[index]!;
          }
        },
      },
      {
        frame: start,
        edit({ strips, vcas }) {
          for (const [index, { to, over }] of faders.entries()) {
            if (over > 0) [strips[2]!, ...vcas][index]!.gain.rampTo(to, over / sampleRate);
          }
        },
      },
    ],
    prepare: (mixer, context) => {
      const source = new ConstantSourceNode(context);
      source.start();
      mixer.strips[2]!.connect(source);
    },
  });
  return left;
}

/** The same through as many GainNodes, one after the other. */
async function renderNodes(): Promise<Float32Array> {
  const context = new OfflineAudioContext(2, frames, sampleRate);
  const source = new ConstantSourceNode(context);
  source.start();
  let last: AudioNode = source;
  for (const { from, to, over } of faders) {
    const node = new GainNode(context, { gain: from });
    node.gain.setValueAtTime(from, start / sampleRate);
    if (over > 0) node.gain.exponentialRampToValueAtTime(to, (start + over) / sampleRate);
    last = last.connect(node);
  }
  const [[left]] = (await renderTogether(context, [last])) as [Stereo];
  return left;
}

/** By backend, the largest difference from the nodes as a part of what they are, and how the ends of both read. */
export async function compareFaders(backends: readonly Backend[]) {
  const nodes = await renderNodes();
  const found = [];
  for (const backend of backends) {
    const heard = await renderFaders(backend);
    let worst = 0;
    // A ramp of the engine has made its first step in its first frame, one of a node makes it in its second.
    for (let frame = 0; frame + 1 < frames; frame += 1) {
      const expected = nodes[frame < start ? frame : frame + 1]!;
      worst = Math.max(worst, Math.abs(heard[frame]! - expected) / expected);
    }
    found.push({ backend, worst, ends: [heard.at(-1)!, nodes.at(-1)!], distance: nodes[0]! / nodes.at(-1)! });
  }
  return found;
}
