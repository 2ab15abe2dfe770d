/** The functions of a WebAssembly module. Source: WebAssembly Core Specification, "Name Section". */
import { importsOf } from './memory-import.mjs';
import { codeSection, numberBytes, sectionsOf, textBytes, WasmReader } from './sections.mjs';

/**
 * Every function of the module by its name in the name section, with where its body starts and ends, counted as in
 * DWARF.
 *
 * @returns {{ name: string, start: number, end: number }[]}
 */
export function functionsOf(bytes) {
  const sections = sectionsOf(bytes);
  const names = functionNames(sections.find(({ name }) => name === 'name'));
  // Imports are numbered first.
  const imported = importsOf(bytes).filter(({ kind }) => kind === 'function').length;
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

/** Rust's names say of each crate which of that name it is: there is but one. */
export const withoutHashes = (name) => name.replace(/\[[0-9a-f]{8,16}\]/g, '');
