import {
  HEADER,
  LAYOUT_HASH,
  type Layout,
  MAGIC,
  PARAMS,
  PARTS,
  type ParamSpec,
  type RecordName,
  VCA_COUNT,
} from 'megamixer-worklet/layout';
import { bitsOf } from './float-bits.js';

/** A block as it is before the first edit, with every control at its default, up to the end of the page's words. */
export function initialWords(layout: Layout): Int32Array<ArrayBuffer> {
  const words = new Int32Array(layout.pageEnd);
  words[HEADER.magic] = MAGIC;
  words[HEADER.layoutHash] = LAYOUT_HASH;
  words[HEADER.strips] = layout.strips;
  words[HEADER.buses] = layout.buses;
  words[HEADER.words] = layout.words;
  fill(words, layout.mixer, 'mixer');
  for (let vca = 0; vca < VCA_COUNT; vca += 1) fill(words, layout.vca(vca), 'vca');
  fill(words, layout.master, 'master');
  for (let bus = 0; bus < layout.buses; bus += 1) fill(words, layout.bus(bus), 'bus');
  for (let strip = 0; strip < layout.strips; strip += 1) {
    fill(words, layout.strip(strip), 'strip');
    for (let bus = 0; bus < layout.buses; bus += 1) fill(words, layout.send(strip, bus), 'send');
  }
  return words;
}

/** Fills a record and its parts, which are records inside it. */
function fill(words: Int32Array, first: number, record: RecordName): void {
  const params: Record<string, ParamSpec> = PARAMS[record];
  for (const spec of Object.values(params)) {
    words[first + spec.offset] = defaultWord(spec);
  }
  for (const [part, offset] of partsOf(record)) fill(words, first + offset, part);
}

/** The word of a parameter at its default: the bits of a float, or a plain integer. */
export function defaultWord(spec: ParamSpec): number {
  const isFloat = spec.kind === 'gain' || spec.kind === 'number' || spec.kind === 'setting';
  return isFloat ? bitsOf(spec.default) : spec.default;
}

/** The parts of a record: each bears the name of the record that it is. */
export function partsOf(record: RecordName): [part: RecordName, offset: number][] {
  const parts: Partial<Record<RecordName, Partial<Record<RecordName, number>>>> = PARTS;
  return Object.entries(parts[record] ?? {}) as [RecordName, number][];
}

/** For every word of the page: the word that counts the version of its section, parts included; 0 where none does. */
export function versionWords(layout: Layout): Uint16Array {
  const versions = new Uint16Array(layout.pageEnd);
  const mark = (section: number, from: number, to: number) => versions.fill(layout.versions + section, from, to);
  mark(layout.mixerSection, layout.mixer, layout.master);
  mark(layout.masterSection, layout.master, layout.bus(0));
  for (let bus = 0; bus < layout.buses; bus += 1) {
    mark(layout.busSection(bus), layout.bus(bus), layout.bus(bus + 1));
  }
  for (let strip = 0; strip < layout.strips; strip += 1) {
    mark(layout.stripSection(strip), layout.strip(strip), layout.strip(strip + 1));
  }
  return versions;
}
