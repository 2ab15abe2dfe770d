import type { Bus, Mixer, Strip } from 'megamixer';
import { recipe } from './recipe.ts';
import { renderMix } from './render.ts';

interface Duck {
  duck(music: Strip, voice: Strip): void;
}

interface Group {
  duckUnder(mixer: Mixer, music: Strip, voices: readonly Strip[], bus: Bus): void;
}

const sampleRate = 48_000;

/**
 * Music on the right, and from half a second to one and a half a voice at -12 dBFS on the left, or two of half of it. Decibels of the music
 * before, while and after.
 */
export async function renderDucked(how: 'strip' | 'bus') {
  const { duck } = await recipe<Duck>('sidechain', 'duck');
  const { duckUnder } = await recipe<Group>('sidechain', 'group');
  const [, right] = await renderMix({
    frames: 4 * sampleRate,
    prepare(mixer, context) {
      const [music, ...voices] = mixer.strips.slice(0, how === 'strip' ? 2 : 3) as [Strip, Strip, Strip];
      play(music, context, 0.5, 0, 4);
      for (const voice of voices) play(voice, context, 10 ** (-12 / 20) / voices.length, 0.5, 1.5);
      music.input.value = 'mono';
      music.pan.value = 1;
      for (const voice of voices) {
        voice.input.value = 'mono';
        voice.pan.value = -1;
      }
      if (how === 'strip') duck(music, voices[0]!);
      else duckUnder(mixer, music, voices, mixer.buses[0]!);
    },
  });
  const at = (seconds: number) => 20 * Math.log10(right[seconds * sampleRate]! / 0.5);
  return { before: at(0.45), ducked: at(1.45), after: at(3.9) };
}

function play(strip: Strip, context: BaseAudioContext, offset: number, from: number, to: number): void {
  const source = new ConstantSourceNode(context, { offset });
  source.start(from);
  source.stop(to);
  strip.connect(source);
}
