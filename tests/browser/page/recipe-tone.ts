import type { Mixer, Strip } from 'megamixer';
import * as Tone from 'tone';
import { createMixer } from '/dist/megamixer.js';
import { peak } from './compare.ts';
import { close, pause } from './realtime.ts';
import { recipe } from './recipe.ts';
import { Recorder } from './recorder.ts';

interface Program {
  start(context: AudioContext): Promise<{
    mixer: Mixer;
    synth: Tone.PolySynth;
    strip: Strip;
    disconnect(): void;
  }>;
}

/** What a mixer says of the context that Tone.js makes by itself. */
export async function refused(): Promise<string> {
  try {
    await createMixer(Tone.getContext().rawContext as unknown as BaseAudioContext);
    return 'nothing';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** An A of a synth through a strip at half, and what is left when it is disconnected. */
export async function play() {
  const { start } = await recipe<Program>('tone', 'tone');
  const context = new AudioContext({ sampleRate: 48_000 });
  const { mixer, synth, strip, disconnect } = await start(context);
  const recorder = await Recorder.listen(mixer.node);
  await context.resume();
  synth.set({ oscillator: { type: 'sine' } });
  synth.triggerAttack('A4');
  const level = async () => {
    await pause(500);
    await recorder.take();
    await pause(200);
    return await recorder.take();
  };
  const whole = await level();
  strip.gain.value = 0.5;
  const half = await level();
  disconnect();
  const silence = peak(await level());
  recorder.close();
  synth.dispose();
  await close(context, mixer);
  return { hertz: frequencyOf(whole), whole: peak(whole), ratio: peak(half) / peak(whole), silence };
}

/** By where it passes zero upwards. */
function frequencyOf(samples: Float32Array): number {
  const passes: number[] = [];
  for (let frame = 1; frame < samples.length; frame += 1) {
    const [before, now] = [samples[frame - 1]!, samples[frame]!];
    if (before < 0 && now >= 0) passes.push(frame - now / (now - before));
  }
  return (48_000 * (passes.length - 1)) / (passes.at(-1)! - passes[0]!);
}
