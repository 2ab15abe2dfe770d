import type { Eq } from 'megamixer';
import { bufferSource } from './apply-scene.ts';
import { renderMix } from './render.ts';

/** Below this a response is not compared, in decibels. */
const SILENT_DB = -60;

export interface BandSetting {
  readonly type: BiquadFilterType;
  readonly frequency: number;
  readonly gain: number;
  readonly Q: number;
}

export interface EqSetting {
  readonly highpass?: { readonly frequency: number; readonly slope: '12' | '24' };
  readonly lowpass?: { readonly frequency: number; readonly slope: '12' | '24' };
  readonly bands?: readonly BandSetting[];
}

/** The Q of Butterworth's sections by slope. BiquadFilterNode takes those of its low-pass and high-pass in decibels. */
const BUTTERWORTH = {
  '12': [Math.SQRT1_2],
  '24': [0.5 / Math.cos(Math.PI / 8), 0.5 / Math.sin(Math.PI / 8)],
} as const;

function set(eq: Eq, setting: EqSetting): void {
  for (const side of ['highpass', 'lowpass'] as const) {
    const cut = setting[side];
    if (cut === undefined) continue;
    eq[side].on.value = true;
    eq[side].frequency.value = cut.frequency;
    eq[side].slope.value = cut.slope;
  }
  for (const [index, { type, frequency, gain, Q }] of (setting.bands ?? []).entries()) {
    const band = eq.bands[index]!;
    band.type.value = type as typeof band.type.value;
    band.frequency.value = frequency;
    band.gain.value = gain;
    band.Q.value = Q;
  }
}

/** What the browser's own filters would do, as the product of their responses. */
function reference(
  context: BaseAudioContext,
  setting: EqSetting,
  frequencies: Float32Array<ArrayBuffer>,
): Float64Array {
  const product = new Float64Array(frequencies.length).fill(1);
  const magnitudes = new Float32Array(frequencies.length);
  const times = (options: BiquadFilterOptions) => {
    new BiquadFilterNode(context, options).getFrequencyResponse(
      frequencies,
      magnitudes,
      new Float32Array(frequencies.length),
    );
    for (const [index, magnitude] of magnitudes.entries()) product[index]! *= magnitude;
  };
  for (const type of ['highpass', 'lowpass'] as const) {
    const cut = setting[type];
    for (const q of cut === undefined ? [] : BUTTERWORTH[cut.slope]) {
      times({ type, frequency: cut!.frequency, Q: 20 * Math.log10(q) });
    }
  }
  for (const band of setting.bands ?? []) times(band);
  return product;
}

export interface Deviation {
  /** dB, of what is heard. */
  readonly heard: number;
  /** dB, of `eq.response`. */
  readonly told: number;
  /** How many frequencies were loud enough to compare. */
  readonly compared: number;
}

/** How far an equaliser is from the browser's own filters, from 10 Hz to Nyquist: as heard, and as it says. */
export async function deviation(sampleRate: number, setting: EqSetting): Promise<Deviation> {
  const frequencies = Float32Array.from({ length: 120 }, (_, i) => 10 * (sampleRate / 2 / 10) ** (i / 119) * 0.9999);
  const frames = sampleRate;
  const impulse = new Float32Array(frames);
  impulse[0] = 1;
  let wanted: Float64Array = new Float64Array();
  let told: Float32Array = new Float32Array();
  const [heard] = await renderMix({
    strips: 1,
    buses: 0,
    frames,
    sampleRate,
    prepare(mixer, context) {
      const strip = mixer.strips[0]!;
      mixer.edit(() => set(strip.eq, setting));
      strip.connect(bufferSource(context, [impulse])!);
      wanted = reference(context, setting, frequencies);
      told = strip.eq.response(frequencies);
    },
  });
  const worst = { heard: 0, told: 0, compared: 0 };
  for (const [index, frequency] of frequencies.entries()) {
    const wantedDb = db(wanted[index]!);
    if (wantedDb < SILENT_DB) continue;
    worst.compared += 1;
    worst.heard = Math.max(worst.heard, Math.abs(db(transform(heard, frequency / sampleRate)) - wantedDb));
    worst.told = Math.max(worst.told, Math.abs(db(told[index]!) - wantedDb));
  }
  return worst;
}

const db = (magnitude: number) => 20 * Math.log10(magnitude);

/** The magnitude of a signal's transform at a frequency, in cycles a frame. */
function transform(signal: Float32Array, frequency: number): number {
  const [cos, sin] = [Math.cos(2 * Math.PI * frequency), Math.sin(2 * Math.PI * frequency)];
  let [re, im, x, y] = [0, 0, 1, 0];
  for (const sample of signal) {
    re += sample * x;
    im -= sample * y;
    [x, y] = [x * cos - y * sin, x * sin + y * cos];
  }
  return Math.hypot(re, im);
}
