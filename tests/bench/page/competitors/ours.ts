import type { Backend, Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { buses, compressor, delay, gate, type Level, limiter, reverb, stripSettings } from '../../settings.ts';
import type { Build } from './build.ts';

export interface OurOptions {
  readonly backend: Backend;
  readonly strips: number;
  readonly level: Level;
  /** With `full`: whether buses and master have their effects, limiter and costly meters too. Default yes. */
  readonly output?: boolean;
}

/** The mixer, as the package ships it. */
export function ours({ backend, strips, level, output = true }: OurOptions): Build {
  return async (context, sources) => {
    const mixer = await createMixer(context, { strips, buses, backend });
    mixer.edit(() => {
      for (const strip of mixer.strips) setStrip(strip, level);
      if (level === 'full' && output) setOutput(mixer);
    });
    for (const [strip, source] of sources.entries()) mixer.strips[strip]!.connect(source);
    mixer.node.connect(context.destination);
    await mixer.settled();
    return {
      reductions: () => readReductions(mixer),
      ...(backend === 'message'
        ? { byMessage: true }
        : { counted: () => ({ awake: mixer.stats.stripsAwake, quanta: mixer.stats.quanta }) }),
      dispose: () => mixer.dispose(),
    };
  };
}

function readReductions(mixer: Mixer): readonly number[] {
  return mixer.strips.map((strip) => strip.compressor.gainReduction);
}

function setStrip(strip: Mixer['strips'][number], level: Level): void {
  const { trim, gain, pan, sends, bands } = stripSettings(strip.index);
  strip.trim.value = trim;
  strip.gain.value = gain;
  strip.pan.value = pan;
  for (const [bus, send] of sends.entries()) strip.sends[bus]!.level.value = send;
  if (level === 'mix') return;

  const [highpass, ...rest] = bands;
  strip.eq.highpass.on.value = true;
  strip.eq.highpass.frequency.value = highpass!.frequency;
  for (const [index, { type, frequency, gain: lift, Q }] of rest.entries()) {
    const band = strip.eq.bands[index]!;
    band.type.value = type as 'peaking';
    band.frequency.value = frequency;
    band.gain.value = lift;
    band.Q.value = Q;
  }
  if (level === 'eq') return;

  strip.gate.on.value = true;
  for (const [name, value] of Object.entries(gate)) strip.gate[name as keyof typeof gate].value = value;
  strip.compressor.on.value = true;
  for (const [name, value] of Object.entries(compressor)) {
    strip.compressor[name as keyof typeof compressor].value = value;
  }
}

function setOutput({ buses: [first, second], master }: Mixer): void {
  first!.effect.type.value = 'reverb';
  first!.effect.reverb.decay.value = reverb.decay;
  first!.effect.reverb.damping.value = reverb.damping;
  second!.effect.type.value = 'delay';
  second!.effect.delay.time.value = delay.time;
  second!.effect.delay.feedback.value = delay.feedback;
  second!.effect.delay.highCut.value = delay.highCut;
  master.limiter.on.value = true;
  master.limiter.ceiling.value = limiter.ceiling;
  master.limiter.release.value = limiter.release;
  for (const meter of ['truePeak', 'loudness', 'correlation', 'scope'] as const) master[meter].subscribe();
}
