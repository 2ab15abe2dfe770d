const importSection = 2;

/** The kinds of import, in the binary format's numbers. */
const kinds = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };

/**
 * The limits of the memory that a module imports. WebAssembly.Module.imports names the import, but tells no limits
 * everywhere, so the import section is read here.
 * Source: WebAssembly Core Specification, "Binary Format", "Import Section".
 */
export function memoryImport(bytes) {
  let at = 8;

  function number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  function skip(count) {
    at += count;
  }
  function limits() {
    const flags = number();
    const initial = number();
    return { initial, maximum: flags & 1 ? number() : undefined, shared: (flags & 2) !== 0 };
  }
  function skipDescription(kind) {
    if (kind === kinds.function) number();
    else if (kind === kinds.global) skip(2);
    else if (kind === kinds.tag) {
      skip(1);
      number();
    } else {
      skip(1);
      limits();
    }
  }

  while (at < bytes.length) {
    const section = number();
    const size = number();
    if (section !== importSection) {
      skip(size);
      continue;
    }
    for (let count = number(); count > 0; count -= 1) {
      skip(number());
      skip(number());
      const kind = number();
      if (kind === kinds.memory) return limits();
      skipDescription(kind);
    }
    break;
  }
  throw new Error('the module imports no memory');
}
