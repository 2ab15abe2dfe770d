import { IMPORT, sectionsOf, WasmReader } from './sections.mjs';

/** The kinds of import, in the order of the binary format's numbers. */
const kinds = ['function', 'table', 'memory', 'global', 'tag'];

/**
 * What a module imports; of a memory, also its limits. WebAssembly.Module.imports tells no limits everywhere, so the
 * import section is read here.
 * Source: WebAssembly Core Specification, "Binary Format", "Import Section".
 *
 * @returns {{ kind: string, initial?: number, maximum?: number | undefined, shared?: boolean }[]}
 */
export function importsOf(bytes) {
  const section = sectionsOf(bytes).find(({ id }) => id === IMPORT);
  if (section === undefined) return [];
  const reader = new WasmReader(section.content);

  function limits() {
    const flags = reader.number();
    const initial = reader.number();
    return { initial, maximum: flags & 1 ? reader.number() : undefined, shared: (flags & 2) !== 0 };
  }
  const descriptions = {
    function: () => reader.number(),
    global: () => [reader.byte(), reader.byte()],
    tag: () => [reader.byte(), reader.number()],
    table: () => [reader.byte(), limits()],
  };
  return Array.from({ length: reader.number() }, () => {
    reader.text();
    reader.text();
    const kind = kinds[reader.byte()] ?? 'unknown';
    if (kind === 'memory') return { kind, ...limits() };
    descriptions[kind]();
    return { kind };
  });
}

/** The limits of the memory that a module imports. */
export function memoryImport(bytes) {
  const memory = importsOf(bytes).find(({ kind }) => kind === 'memory');
  if (memory === undefined) throw new Error('the module imports no memory');
  const { initial, maximum, shared } = memory;
  return { initial, maximum, shared };
}
