/** The parts of a module that lead to its memory import: WebAssembly core specification, "Binary Format". */
const HEADER_BYTES = 8;
const IMPORT_SECTION = 2;
const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;
const HAS_MAXIMUM = 1;
const SHARED = 2;

/**
 * A copy of a module whose memory import is not shared any more, so that it takes a plain memory. Nothing else
 * differs: atomic instructions are allowed on plain memory.
 */
export function unsharedWasm(module: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = module.slice();
  const flags = memoryImportFlags(copy);
  copy[flags] = (copy[flags] as number) & ~SHARED;
  return copy;
}

/** Whether these bytes begin as a WebAssembly module does. */
export function isWasm(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
}

/** Where the flags of the first imported memory's limits are. */
function memoryImportFlags(bytes: Uint8Array): number {
  const reader = new Reader(bytes, HEADER_BYTES);
  while (!reader.atEnd) {
    const section = reader.byte();
    const size = reader.unsigned();
    if (section !== IMPORT_SECTION) {
      reader.position += size;
      continue;
    }
    for (let imports = reader.unsigned(); imports > 0; imports -= 1) {
      reader.skipName();
      reader.skipName();
      if (reader.byte() === KIND.memory) return reader.position;
      reader.position -= 1;
      reader.skipDescription();
    }
  }
  throw new Error('the module imports no memory');
}

class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    public position: number,
  ) {}

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.position];
    if (byte === undefined) throw new Error('the module ends too early');
    this.position += 1;
    return byte;
  }

  /** LEB128. */
  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  skipName(): void {
    const length = this.unsigned();
    this.position += length;
  }

  skipDescription(): void {
    const kind = this.byte();
    switch (kind) {
      case KIND.function:
        this.unsigned();
        break;
      case KIND.table:
        this.skipType();
        if (this.byte() & HAS_MAXIMUM) this.unsigned();
        this.unsigned();
        break;
      case KIND.global:
        this.skipType();
        this.byte();
        break;
      case KIND.tag:
        this.byte();
        this.unsigned();
        break;
      default:
        throw new Error(`the module has an import of an unknown kind, ${kind}`);
    }
  }

  skipType(): void {
    const type = this.byte();
    // A reference written out in full: (ref null? heaptype).
    if (type === 0x63 || type === 0x64) this.unsigned();
  }
}
