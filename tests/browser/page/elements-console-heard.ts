/** A strip and an equaliser on a mixer that plays a tone. */
import type { Mixer } from 'megamixer';
import '/dist/elements/define.js';
import { createMixer } from '/dist/megamixer.js';
import { close, play } from './realtime.ts';

const HERTZ = 997;

let context: AudioContext;
let mixer: Mixer;
let analyser: AnalyserNode;

export async function begin(): Promise<void> {
  context = new AudioContext({ sampleRate: 48_000 });
  mixer = await createMixer(context, { strips: 1, buses: 0 });
  analyser = new AnalyserNode(context, { fftSize: 4096 });
  mixer.node.connect(analyser);
  const tone = new OscillatorNode(context, { frequency: HERTZ });
  mixer.strips[0]!.connect(tone);
  tone.start();
  await context.resume();
  const [strip] = mixer.strips;
  document.body.replaceChildren(
    Object.assign(document.createElement('mm-strip'), { id: 'strip', strip: strip! }),
    Object.assign(document.createElement('mm-eq'), { id: 'eq', eq: strip!.eq }),
  );
  await new Promise(requestAnimationFrame);
}

/** The level of the tone, dB against the tone as it comes, once what was set has come to rest. */
export async function heard(): Promise<number> {
  await play(context, 0.3);
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  const power = samples.reduce((sum, x) => sum + x * x, 0) / samples.length;
  return Math.max(-200, 10 * Math.log10(2 * power));
}

export function focusMute(): void {
  document.getElementById('strip')!.shadowRoot!.querySelector<HTMLElement>('[data-control="mute"]')!.focus();
}

export function focusBand(): void {
  const handles = document.getElementById('eq')!.shadowRoot!.querySelectorAll<HTMLElement>('[role="slider"]');
  [...handles].find(({ ariaLabel }) => ariaLabel === 'Band 2')!.focus();
}

/** What BiquadFilterNode makes of the tone, dB, set as the handle says: `peaking, 800 Hz, +6.0 dB, Q 1.4`. */
export function expected(): { text: string; db: number } {
  const handles = document.getElementById('eq')!.shadowRoot!.querySelectorAll<HTMLElement>('[role="slider"]');
  const text = [...handles].find(({ ariaLabel }) => ariaLabel === 'Band 2')!.ariaValueText!;
  const [, frequency, gain, Q] = /^peaking, (\d+) Hz, \+([\d.]+) dB, Q ([\d.]+)$/.exec(text)!.map(Number);
  const filter = new BiquadFilterNode(context, { type: 'peaking', frequency: frequency!, gain: gain!, Q: Q! });
  const magnitude = new Float32Array(1);
  filter.getFrequencyResponse(Float32Array.of(HERTZ), magnitude, new Float32Array(1));
  return { text, db: 20 * Math.log10(magnitude[0]!) };
}

export const end = (): Promise<void> => close(context, mixer);
