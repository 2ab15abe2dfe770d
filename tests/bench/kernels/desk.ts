/** The console whose stages are timed, and what plays into it. */
import { layout } from 'megamixer-worklet/layout';
import { optionsFor } from '../../parity/rendering-engine.ts';
import { Random } from '../../scenes/random.ts';
import { setSection } from '../../scenes/words.ts';
import { type Input, upTo } from '../stages.ts';

export const desk = { strips: 32, buses: 4 } as const;
export const frames = 128;
export const options = { ...optionsFor(desk.strips, desk.buses), maxDelay: 0.01 };
export const at = layout(desk.strips, desk.buses);

/** The words of a block with the first so many stages on. */
export function wordsOf(count: number): Int32Array<ArrayBuffer> {
  const settings = upTo(count);
  const words = new Int32Array(at.words);
  setSection(words, at.mixer, 'mixer', {});
  setSection(words, at.master, 'master', settings.master);
  for (let bus = 0; bus < desk.buses; bus += 1) setSection(words, at.bus(bus), 'bus', settings.bus(bus));
  for (let strip = 0; strip < desk.strips; strip += 1) {
    setSection(words, at.strip(strip), 'strip', settings.strip);
    for (let bus = 0; bus < desk.buses; bus += 1) setSection(words, at.send(strip, bus), 'send', settings.send);
  }
  return words;
}

const noise = Array.from({ length: desk.strips * 2 }, (_, channel) => {
  const random = new Random(channel);
  return Float32Array.from({ length: frames }, () => random.between(-0.1, 0.1));
});
const silence = noise.map((channel) => new Float32Array(channel.length));

/** A quantum of each channel of each strip: left and right in turn. */
export function channelsOf(input: Input): Float32Array<ArrayBuffer>[] {
  return input === 'noise' ? noise : silence;
}

/** The same as a processor gets it. */
export function inputsOf(input: Input): Float32Array<ArrayBuffer>[][] {
  const channels = channelsOf(input);
  return Array.from({ length: desk.strips }, (_, strip) =>
    input === 'nothing' ? [] : channels.slice(2 * strip, 2 * strip + 2),
  );
}
