/** What the bounces of the tests mix, and how the same is played live. */

import type { Mixer } from 'megamixer';
import type { Session, SessionSource } from 'megamixer/bounce';
import { Random } from '../../scenes/random.ts';
import { renderMix, type Stereo } from './render.ts';

export const sampleRate = 48_000;

/** White noise, the same for the same seed. */
export function noise(seed: number, frames: number): Float32Array<ArrayBuffer> {
  const random = new Random(seed);
  return Float32Array.from({ length: frames }, () => random.between(-1, 1));
}

export const buffers = {
  long: [noise(1, 96_000), noise(2, 96_000)],
  short: [noise(3, 6_000), noise(4, 6_000)],
  mono: [noise(5, 50_000)],
};

/** Ten strips with most of what there is, and one into which nothing plays, two buses with effects, keys, and sources of every kind, which start on whole frames. */
export function session(length: Session['length'], { plain = false } = {}): Session {
  const processed = (strip: number) => ({
    eq: { highpass: { on: true }, band2: { frequency: 300 + 200 * strip, gain: 6 } },
    compressor: { on: true, threshold: -30, key: strip === 2 ? 'strips[0]' : null },
    gate: { on: strip % 2 === 0, threshold: -40 },
  });
  return {
    version: 1,
    sampleRate,
    mixer: { strips: 11, buses: 2 },
    snapshot: {
      version: 1,
      ...(!plain && { master: { gain: 0.5, compressor: { on: true }, limiter: { on: true, ceiling: -6 } } }),
      strips: Array.from({ length: 10 }, (_, strip) => ({
        gain: 0.3 + 0.05 * strip,
        pan: strip / 10 - 0.5,
        ...processed(strip),
        output: strip === 7 ? 'buses[1]' : 'master',
        sends: [{ level: 0.4 }, { level: 0.2, tap: 'pre' }],
      })),
      buses: [
        { effect: { type: 'delay', delay: { time: 0.05 } }, output: 'buses[1]' },
        { effect: { type: 'reverb' }, compressor: { on: true, key: 'strips[3]' } },
      ],
    },
    sources: Array.from({ length: 14 }, (_, source): SessionSource => {
      const looped = source % 2 === 1;
      return {
        buffer: ['long', 'short', 'mono'][source % 3]!,
        strip: source % 10,
        start: [0, 0.25, 0.1][source % 3]!,
        offset: source % 4 === 0 ? 0.05 : 0,
        duration: source % 5 === 0 ? 0.2 : 2,
        gain: 0.5,
        loop: looped,
      };
    }),
    ...(length !== undefined && { length }),
  };
}

/** The same session by a mixer that plays. */
export function playedLive(session: Session, frames: number): Promise<Stereo> {
  return renderMix({
    ...{ frames, sampleRate, strips: session.mixer!.strips!, buses: session.mixer!.buses! },
    prepare(mixer, context) {
      mixer.restore(session.snapshot!);
      for (const source of session.sources!) play(mixer, context, source);
    },
  });
}

function play(mixer: Mixer, context: BaseAudioContext, source: SessionSource): void {
  const channels = buffers[source.buffer as keyof typeof buffers];
  const buffer = new AudioBuffer({ numberOfChannels: channels.length, length: channels[0]!.length, sampleRate });
  for (const [channel, samples] of channels.entries()) buffer.copyToChannel(samples, channel);
  const player = new AudioBufferSourceNode(context, { buffer, loop: source.loop ?? false });
  const gain = new GainNode(context, { gain: source.gain ?? 1 });
  player.connect(gain);
  mixer.strips[source.strip]!.connect(gain);
  player.start(source.start ?? 0, source.offset ?? 0, source.duration ?? Number.MAX_VALUE);
}
