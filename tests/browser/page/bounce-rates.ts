import type { BounceOptions, Session } from 'megamixer/bounce';
import { bounce } from '/dist/bounce.js';
import { noise } from './bounce-session.ts';
import { fingerprint } from './compare.ts';
import { readWav } from './wav.ts';

const LENGTH = 3;

/** A sound at one sample rate as it is in a mix at another, from `offset` seconds on. */
async function mixed(
  [from, to]: readonly [number, number],
  sound: Float32Array[],
  { offset = 0, ...options }: BounceOptions & { offset?: number } = {},
) {
  const session: Session = {
    version: 1,
    ...{ sampleRate: to, mixer: { strips: 1, buses: 0 }, length: LENGTH },
    sources: [{ buffer: 'sound', strip: 0, offset }],
  };
  const buffers = { sound: { channels: sound, sampleRate: from } };
  const { mix } = await bounce(session, buffers, { format: 'float32', ...options });
  return (await readWav(mix)).channels;
}

const wave = (hz: number, rate: number) =>
  Float64Array.from({ length: LENGTH * rate }, (_, frame) => 0.5 * Math.sin((2 * Math.PI * hz * frame) / rate));

const loudest = (samples: ArrayLike<number>, from = 0, to = samples.length) => {
  let place = from;
  for (let frame = from; frame < to; frame += 1)
    if (Math.abs(samples[frame]!) > Math.abs(samples[place]!)) place = frame;
  return place;
};

/** How far a sine is from one that was made at the rate of the mix, away from where it begins and ends: pitch, level, phase and purity at once. */
export async function sineError(rates: readonly [number, number], hz: number): Promise<number> {
  const [found] = await mixed(rates, [Float32Array.from(wave(hz, rates[0]))]);
  const wanted = wave(hz, rates[1]);
  const errors = found.map((sample, frame) => sample - wanted[frame]!);
  return Math.abs(errors[loudest(errors, rates[1] / 2, 2.5 * rates[1])]!);
}

/** What is left of a sine that cannot be at the rate of the mix. */
export async function leftOf(rates: readonly [number, number], hz: number): Promise<number> {
  const [found] = await mixed(rates, [Float32Array.from(wave(hz, rates[0]))]);
  return Math.abs(found[loudest(found, rates[1] / 2, 2.5 * rates[1])]!);
}

/** In which frames of left and right an impulse at a second is, and how unlike what is before it and behind it are. */
export async function impulse(rates: readonly [number, number], offset: number) {
  const [left, right] = [new Float32Array(2 * rates[0]), new Float32Array(2 * rates[0])];
  left[rates[0]] = 0.5;
  right[rates[0]] = -0.25;
  const found = await mixed(rates, [left, right], { offset });
  const place = loudest(found[0]);
  const unlike = Array.from({ length: 200 }, (_, away) => found[0][place - away]! - found[0][place + away]!);
  return { places: found.map((channel) => loudest(channel)), unlike: Math.abs(unlike[loudest(unlike)]!) };
}

/** How long a sound is that is loud to its last frame, and fingerprints of noise by threads and from where it is read. */
export async function length(rates: readonly [number, number]) {
  const frames = 2 * rates[0] + 1_001;
  const [level] = await mixed(rates, [new Float32Array(frames).fill(0.5)]);
  const sound = [noise(7, frames), noise(8, frames)];
  const whole = await mixed(rates, sound, { threads: 1 });
  const later = await mixed(rates, sound, { threads: 2, offset: 0.7 });
  const start = Math.round(0.7 * rates[1]);
  const end = level.findLastIndex((sample) => sample !== 0) + 1;
  return {
    wanted: Math.round((frames * rates[1]) / rates[0]),
    end,
    whole: fingerprint(...whole.map((channel) => channel.slice(start, end))),
    later: fingerprint(...later.map((channel) => channel.slice(0, end - start))),
  };
}

/** A session and its AudioBuffer at one rate, mixed at another by the option: what the file says, and how far its sine is from the ideal. */
export async function byOption([from, to]: readonly [number, number], hz: number) {
  const sound = new AudioBuffer({ length: LENGTH * from, sampleRate: from });
  sound.copyToChannel(Float32Array.from(wave(hz, from)), 0);
  const session: Session = {
    version: 1,
    ...{ sampleRate: from, mixer: { strips: 1, buses: 0 }, length: LENGTH },
    sources: [{ buffer: 'sound', strip: 0 }],
  };
  const { mix, report } = await bounce(session, { sound }, { format: 'float32', sampleRate: to });
  const { channels, sampleRate } = await readWav(mix);
  const wanted = wave(hz, to);
  const errors = channels[0].map((sample, frame) => sample - wanted[frame]!);
  const error = Math.abs(errors[loudest(errors, to / 2, 2.5 * to)]!);
  return { sampleRate, reported: report.sampleRate, frames: channels[0].length, error };
}
