import {
  HEADER,
  type Layout,
  layout,
  type ParamSpec,
  RAMP_FROM_WHERE_IT_IS,
  type RecordName,
  VCA_COUNT,
} from 'megamixer-worklet/layout';
import type { Random } from './random.ts';
import { placesOf } from './records.ts';
import type { Scene } from './scene.ts';

/** A change of one word of the block. */
export type WordChange = readonly [word: number, bits: number];

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** Whether its word holds a float; else a plain integer. */
function isNumber(spec: ParamSpec): boolean {
  return spec.kind === 'gain' || spec.kind === 'number' || spec.kind === 'setting';
}

/** A value as its word holds it. */
export function wordOf(spec: ParamSpec, value: number | boolean | string): number {
  if (spec.kind === 'choice') return typeof value === 'string' ? spec.choices!.indexOf(value) : Number(value);
  if (!isNumber(spec)) return Number(value);
  float[0] = Number(value);
  return bits[0]!;
}

type Values = Readonly<Record<string, unknown>>;

/** Sets a section: values by path, defaults elsewhere. */
export function setSection(words: Int32Array, first: number, record: RecordName, values: Values): void {
  for (const { path, spec, first: start } of placesOf(record, first)) {
    const value = (values[path] ?? spec.default) as number | boolean | string;
    words[start + spec.offset] = wordOf(spec, value);
  }
}

/** Where it goes and the VCA that it is of, as their words hold them: 0 is the master, and none. */
function withIndices<T extends { readonly output?: number | null; readonly vca?: number | null }>(settings: T): Values {
  const { output = null, vca = null } = settings;
  return { ...settings, output: output === null ? 0 : 1 + output, vca: vca === null ? 0 : 1 + vca };
}

/** The words of a block in which a scene is set. */
export function sceneWords(scene: Scene): { at: Layout; words: Int32Array<ArrayBuffer> } {
  const at = layout(scene.strips.length, scene.buses.length);
  const words = new Int32Array(at.words);
  setSection(words, at.mixer, 'mixer', {});
  for (let vca = 0; vca < VCA_COUNT; vca += 1)
    setSection(words, at.vca(vca), 'vca', withIndices(scene.vcas?.[vca] ?? {}));
  setSection(words, at.master, 'master', { ...scene.master });
  for (const [bus, settings] of scene.buses.entries()) setSection(words, at.bus(bus), 'bus', withIndices(settings));
  for (const [strip, settings] of scene.strips.entries()) {
    setSection(words, at.strip(strip), 'strip', withIndices(settings));
    for (const [bus, send] of settings.sends.entries()) setSection(words, at.send(strip, bus), 'send', { ...send });
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
    const [first, version, record] = randomSection(at, random);
    const { spec, first: section } = random.pick(placesOf(record, first));
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

type Section = [first: number, version: number, record: RecordName];

function randomSection(at: Layout, random: Random): Section {
  const strip = random.below(at.strips);
  const sections: Section[] = [
    [at.mixer, at.mixerSection, 'mixer'],
    [at.vca(random.below(VCA_COUNT)), at.mixerSection, 'vca'],
    [at.vca(random.below(VCA_COUNT)), at.mixerSection, 'vca'],
    [at.master, at.masterSection, 'master'],
    ...Array.from({ length: 6 }, (): Section => [at.strip(strip), at.stripSection(strip), 'strip']),
  ];
  if (at.buses > 0) {
    const bus = random.below(at.buses);
    sections.push([at.bus(bus), at.busSection(bus), 'bus']);
    sections.push([at.send(strip, bus), at.stripSection(strip), 'send']);
    sections.push([at.send(strip, bus), at.stripSection(strip), 'send']);
  }
  return random.pick(sections);
}

function randomWord(spec: ParamSpec, random: Random): number {
  if (!isNumber(spec)) return random.below(spec.max + 1);
  if (random.chance(0.15)) return wordOf(spec, random.pick([spec.min, spec.default, spec.max]));
  const max = spec.kind === 'gain' ? Math.min(spec.max, 2) : spec.max;
  if (spec.taper === 'octaves') return wordOf(spec, spec.min * (max / spec.min) ** random.next());
  return wordOf(spec, spec.unit === 's' ? random.between(0.002, 0.1) : random.between(spec.min, max));
}
