/** A fader on a mixer that plays a tone. */
import type { Mixer } from 'megamixer';
import '/dist/elements/define.js';
import { createMixer } from '/dist/megamixer.js';
import { close, play } from './realtime.ts';

let context: AudioContext;
let mixer: Mixer;
let analyser: AnalyserNode;

export async function begin(): Promise<void> {
  document.body.replaceChildren();
  context = new AudioContext({ sampleRate: 48_000 });
  mixer = await createMixer(context, { strips: 1, buses: 0 });
  analyser = new AnalyserNode(context, { fftSize: 4096 });
  mixer.node.connect(analyser);
  const tone = new OscillatorNode(context, { frequency: 997 });
  mixer.strips[0]!.connect(tone);
  tone.start();
  await context.resume();
  document.body.append(
    Object.assign(document.createElement('mm-fader'), { id: 'fader', param: mixer.strips[0]!.gain }),
  );
}

/** The level of the tone, dB against a fader at 0 dB, and what the fader says. */
export async function level(): Promise<{ heard: number; said: number }> {
  await play(context, 0.3);
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  const power = samples.reduce((sum, x) => sum + x * x, 0) / samples.length;
  const fader = document.getElementById('fader')!.shadowRoot!.querySelector('[role="slider"]')!;
  return { heard: 10 * Math.log10(2 * power), said: Number(fader.ariaValueNow) };
}

export const middle = (): [x: number, y: number] => {
  const fader = document.getElementById('fader')!.shadowRoot!.querySelector('[role="slider"]')!;
  const { x, y, width, height } = fader.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
};

export const end = (): Promise<void> => close(context, mixer);
