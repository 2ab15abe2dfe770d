/** The sections of a WebAssembly module. Source: WebAssembly Core Specification, "Binary Format", "Modules". */

export const CUSTOM = 0;
export const IMPORT = 2;
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

/** A number as the binary format has it. */
export function numberBytes(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}
