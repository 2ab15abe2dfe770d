/** The sections of a WebAssembly module. Source: WebAssembly Core Specification, "Binary Format", "Modules". */

export const CUSTOM = 0;
const IMPORT = 2;
const CODE = 10;
const HEADER_BYTES = 8;

/**
 * A section; a custom one has a name. `start` is where it stands in the file, `content` what is in it, from
 * `contentStart` of the file on.
 *
 * @typedef {{ id: number, name: string, start: number, end: number, contentStart: number, content: Uint8Array }} Section
 */

/** Reads numbers and names of the binary format, one after another. */
export class WasmReader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    this.at += 1;
    return this.bytes[this.at - 1];
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString();
  }
}

/** @returns {Section[]} */
export function sectionsOf(bytes) {
  const reader = new WasmReader(bytes, HEADER_BYTES);
  const sections = [];
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const size = reader.number();
    const end = reader.at + size;
    const name = id === CUSTOM ? reader.text() : '';
    sections.push({ id, name, start, end, contentStart: reader.at, content: bytes.subarray(reader.at, end) });
    reader.at = end;
  }
  return sections;
}

/** The code section, whose start is where DWARF counts from. */
export function codeSection(bytes) {
  const code = sectionsOf(bytes).find(({ id }) => id === CODE);
  if (code === undefined) throw new Error('the module has no code');
  return code;
}

/** The module with only those of its custom sections that `keep` says, and with others at its end. */
export function withCustomSections(bytes, keep, added = {}) {
  const kept = sectionsOf(bytes).filter(({ id, name }) => id !== CUSTOM || keep(name));
  return Buffer.concat([
    bytes.subarray(0, HEADER_BYTES),
    ...kept.map(({ start, end }) => bytes.subarray(start, end)),
    ...Object.entries(added).map(([name, content]) => customSection(name, content)),
  ]);
}

function customSection(name, content) {
  const body = Buffer.concat([textBytes(name), content]);
  return Buffer.concat([Buffer.from([CUSTOM]), numberBytes(body.length), body]);
}

/** A text as the binary format has it: its length first. */
export function textBytes(text) {
  const bytes = Buffer.from(text);
  return Buffer.concat([numberBytes(bytes.length), bytes]);
}

function numberBytes(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}

/**
 * Every function of the module by its name in the name section, with where its body starts and ends, counted as in
 * DWARF.
 *
 * @returns {{ name: string, start: number, end: number }[]}
 */
export function functionsOf(bytes) {
  const sections = sectionsOf(bytes);
  const names = functionNames(sections.find(({ name }) => name === 'name'));
  const imported = importedFunctions(bytes, sections.find(({ id }) => id === IMPORT));
  const reader = new WasmReader(codeSection(bytes).content);
  return Array.from({ length: reader.number() }, (_, index) => {
    const size = reader.number();
    const start = reader.at;
    reader.at += size;
    return { name: names.get(imported + index) ?? '', start, end: reader.at };
  });
}

const functionNamesId = 1;

function functionNames(section) {
  const names = new Map();
  if (section === undefined) return names;
  const reader = new WasmReader(section.content);
  while (reader.at < section.content.length) {
    const id = reader.byte();
    const end = reader.number() + reader.at;
    if (id === functionNamesId) {
      for (let count = reader.number(); count > 0; count -= 1) names.set(reader.number(), reader.text());
    }
    reader.at = end;
  }
  return names;
}

/** A name section that names functions alone, by what `rename` makes of the names of the module. */
export function nameSection(bytes, rename) {
  const names = [...functionNames(sectionsOf(bytes).find(({ name }) => name === 'name'))];
  const content = Buffer.concat([
    numberBytes(names.length),
    ...names.map(([index, name]) => Buffer.concat([numberBytes(index), textBytes(rename(name))])),
  ]);
  return Buffer.concat([Buffer.from([functionNamesId]), numberBytes(content.length), content]);
}

function importedFunctions(bytes, section) {
  if (section === undefined) return 0;
  // The engine's own idea of the imports, whose descriptions have many forms.
  return WebAssembly.Module.imports(new WebAssembly.Module(bytes)).filter(({ kind }) => kind === 'function').length;
}
