import type { Mixer, Strip } from 'megamixer';
import { noise } from './noise.ts';
import { close, pause, playing } from './realtime.ts';
import { recipe } from './recipe.ts';
import { Recorder } from './recorder.ts';
import { renderMix } from './render.ts';

interface Fade {
  fadeOut(strip: Strip, seconds: number): void;
  fadeIn(mixer: Mixer, strip: Strip, seconds: number): void;
}

interface Remove {
  fadeAndRemove(strip: Strip, seconds: number): Promise<void>;
}

interface Crossfade {
  crossfade(mixer: Mixer, from: Strip, to: Strip, seconds: number): Promise<void>;
}

const sampleRate = 48_000;

function feedConstant(strip: Strip, context: BaseAudioContext, from = 0): void {
  const source = new ConstantSourceNode(context);
  source.start(from);
  strip.connect(source);
}

/** Of a constant, decibels at the beginning and half way through fades of half a second. What fades in begins with its fade. */
export async function renderFade(which: 'fadeOut' | 'fadeIn') {
  const { fadeOut, fadeIn } = await recipe<Fade>('fade', 'fade');
  const from = 4800;
  const seconds = 0.5;
  const [left] = await renderMix({
    frames: from + sampleRate,
    script: [
      {
        frame: from,
        edit: (mixer) => {
          const strip = mixer.strips[0]!;
          if (which === 'fadeOut') fadeOut(strip, seconds);
          else fadeIn(mixer, strip, seconds);
        },
      },
    ],
    prepare: (mixer, context) => feedConstant(mixer.strips[0]!, context, which === 'fadeIn' ? from / sampleRate : 0),
  });
  const at = (time: number) => 20 * Math.log10(left[from + time * sampleRate]!);
  return { before: left[from - 1]!, start: at(0), half: at(seconds / 2), end: left.at(-1)! };
}

/** Fades a strip that is claimed, and takes it back. */
export function fadeAndRemove() {
  return playing({ strips: 1 }, async (mixer, context) => {
    const { fadeAndRemove } = await recipe<Remove>('fade', 'remove');
    const recorder = await Recorder.listen(mixer.node);
    const strip = mixer.claimStrip('a');
    feedConstant(strip, context);
    await mixer.settled();
    await pause(200);
    await fadeAndRemove(strip, 0.2);
    const heard = await recorder.take();
    const again = mixer.claimStrip('b') === strip;
    recorder.close();
    return { loudest: Math.max(...heard), last: heard.at(-1), gain: strip.gain.value, again };
  });
}

/** From one noise to another, decibels of each tenth of the time against the power of one of them. */
export function crossfade() {
  return playing({ strips: 2, buses: 0 }, async (mixer, context) => {
    const { crossfade } = await recipe<Crossfade>('fade', 'crossfade');
    const recorder = await Recorder.listen(mixer.node);
    const [from, to] = [mixer.strips[0]!, mixer.strips[1]!];
    for (const [seed, strip] of [from, to].entries()) {
      const source = noise(context, { seed, channels: 2, frames: sampleRate });
      source.loop = true;
      source.start();
      strip.connect(source);
    }
    to.gain.value = 0;
    await mixer.settled();
    await pause(300);
    await recorder.take();
    await pause(200);
    const reference = power(await recorder.take());
    await crossfade(mixer, from, to, 1);
    const heard = await recorder.take();
    recorder.close();
    const tenths = Array.from({ length: 10 }, (_, tenth) =>
      heard.subarray((tenth * heard.length) / 10, ((tenth + 1) * heard.length) / 10),
    );
    return {
      decibels: tenths.map((samples) => 10 * Math.log10(power(samples) / reference)),
      gains: [from.gain.value, to.gain.value],
    };
  });
}

/** A crossfade whose mixer moves on half way, out of a context whose clock stands still from then on, as it does when it is closed. Resolves once it is over. */
export function crossfadeAcrossContexts() {
  return playing({ strips: 2, buses: 0 }, async (mixer) => {
    const { crossfade } = await recipe<Crossfade>('fade', 'crossfade');
    const [from, to] = [mixer.strips[0]!, mixer.strips[1]!];
    const left = mixer.context as AudioContext;
    const crossfading = crossfade(mixer, from, to, 0.6);
    await pause(200);
    const next = new AudioContext({ sampleRate: 44_100 });
    await mixer.moveTo(next);
    await left.suspend();
    const over = await Promise.race([crossfading.then(() => true), pause(5000).then(() => false)]);
    const gains = [from.gain.value, to.gain.value];
    await close(next, mixer);
    return { over, gains };
  });
}

function power(samples: Float32Array): number {
  return samples.reduce((sum, x) => sum + x * x, 0) / samples.length;
}
