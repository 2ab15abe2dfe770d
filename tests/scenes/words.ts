import { HEADER, type Layout, layout, PARAMS, type ParamSpec, RAMP_FROM_WHERE_IT_IS } from 'megamixer-worklet/layout';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';

/** A change of one word of the block. */
export type WordChange = readonly [word: number, bits: number];

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** A value as its word holds it. */
export function wordOf(spec: ParamSpec, value: number | boolean | string): number {
  if (spec.kind === 'choice') return typeof value === 'string' ? spec.choices!.indexOf(value) : Number(value);
  if (spec.kind === 'switch') return Number(value);
  float[0] = Number(value);
  return bits[0]!;
}

type Values = Readonly<Record<string, unknown>>;

function set(words: Int32Array, section: number, specs: Readonly<Record<string, ParamSpec>>, values: Values): void {
  for (const [name, spec] of Object.entries(specs)) {
    const value = (values[name] ?? spec.default) as number | boolean | string;
    words[section + spec.offset] = wordOf(spec, value);
  }
}

/** The words of a block in which a scene is set. */
export function sceneWords(scene: Scene): { at: Layout; words: Int32Array<ArrayBuffer> } {
  const at = layout(scene.strips.length, scene.buses.length);
  const words = new Int32Array(at.words);
  set(words, at.mixer, PARAMS.mixer, {});
  set(words, at.master, PARAMS.master, { ...scene.master });
  for (const [bus, settings] of scene.buses.entries()) set(words, at.bus(bus), PARAMS.bus, { ...settings });
  for (const [strip, settings] of scene.strips.entries()) {
    set(words, at.strip(strip), PARAMS.strip, { ...settings });
    for (const [bus, send] of settings.sends.entries()) set(words, at.send(strip, bus), PARAMS.send, { ...send });
  }
  return { at, words };
}

/** An edit of a few random controls, with the words that publish it. */
export function randomEdit(words: Int32Array, at: Layout, random: Random): WordChange[] {
  const changes: WordChange[] = [];
  const change = (word: number, to: number) => {
    words[word] = to;
    changes.push([word, to]);
  };
  for (let count = 1 + random.below(6); count > 0; count -= 1) {
    const [section, version, specs] = randomSection(at, random);
    const spec = random.pick(Object.values(specs));
    change(section + spec.offset, randomWord(spec, random));
    if (spec.ramp !== null) {
      float[0] = random.chance(0.4) ? random.between(0.001, 0.05) : 0;
      change(section + spec.ramp.seconds, bits[0]!);
      float[0] = random.chance(0.5) ? random.between(spec.min, spec.max) : RAMP_FROM_WHERE_IT_IS;
      change(section + spec.ramp.start, bits[0]!);
      const count = section + spec.ramp.count;
      change(count, words[count]! + 1);
    }
    change(at.versions + version, words[at.versions + version]! + 1);
  }
  change(HEADER.sequence, words[HEADER.sequence]! + 2);
  return changes;
}

type Section = [first: number, version: number, specs: Readonly<Record<string, ParamSpec>>];

function randomSection(at: Layout, random: Random): Section {
  const strip = random.below(at.strips);
  const sections: Section[] = [
    [at.mixer, at.mixerSection, PARAMS.mixer],
    [at.master, at.masterSection, PARAMS.master],
    ...Array.from({ length: 6 }, (): Section => [at.strip(strip), at.stripSection(strip), PARAMS.strip]),
  ];
  if (at.buses > 0) {
    const bus = random.below(at.buses);
    sections.push([at.bus(bus), at.busSection(bus), PARAMS.bus]);
    sections.push([at.send(strip, bus), at.stripSection(strip), PARAMS.send]);
    sections.push([at.send(strip, bus), at.stripSection(strip), PARAMS.send]);
  }
  return random.pick(sections);
}

function randomWord(spec: ParamSpec, random: Random): number {
  if (spec.kind === 'switch' || spec.kind === 'choice') return random.below(spec.max + 1);
  if (random.chance(0.15)) return wordOf(spec, random.pick([spec.min, spec.default, spec.max]));
  return wordOf(spec, spec.unit === 's' ? random.between(0.002, 0.1) : random.between(spec.min, Math.min(spec.max, 2)));
}
