import { HEADER, LAYOUT_HASH, type Layout, MAGIC, PARAMS, type ParamSpec } from 'megamixer-worklet/layout';
import { bitsOf } from './float-bits.js';

/** A block as it is before the first edit, with every control at its default. */
export function initialWords(layout: Layout): Int32Array<ArrayBuffer> {
  const words = new Int32Array(layout.words);
  words[HEADER.magic] = MAGIC;
  words[HEADER.layoutHash] = LAYOUT_HASH;
  words[HEADER.strips] = layout.strips;
  words[HEADER.buses] = layout.buses;
  words[HEADER.words] = layout.words;
  fill(words, layout.mixer, PARAMS.mixer);
  fill(words, layout.master, PARAMS.master);
  for (let bus = 0; bus < layout.buses; bus += 1) fill(words, layout.bus(bus), PARAMS.bus);
  for (let strip = 0; strip < layout.strips; strip += 1) {
    fill(words, layout.strip(strip), PARAMS.strip);
    for (let bus = 0; bus < layout.buses; bus += 1) {
      fill(words, layout.send(strip, bus), PARAMS.send);
    }
  }
  return words;
}

function fill(words: Int32Array, section: number, params: Record<string, ParamSpec>): void {
  for (const spec of Object.values(params)) {
    words[section + spec.offset] = isFloat(spec) ? bitsOf(spec.default) : spec.default;
  }
}

/** Whether its word holds the bits of a float; else a plain integer. */
function isFloat(spec: ParamSpec): boolean {
  return spec.kind !== 'switch' && spec.kind !== 'choice';
}

/** For every word of the block: the word that counts the version of its section; 0 where the page owns no section. */
export function versionWords(layout: Layout): Uint16Array {
  const versions = new Uint16Array(layout.words);
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
