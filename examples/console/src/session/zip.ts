import { SessionError } from './document.ts';

/** A file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly pieces: Iterable<Uint8Array<ArrayBuffer>>;
}

/** Sizes and places are numbers of 32 bits. */
const LARGEST_BYTES = 2 ** 32 - 1;
/** The page has a turn after so long. */
const TURN_MS = 8;
const VERSION = 20;
/** Names are UTF-8. */
const UTF8 = 1 << 11;
const STORED = 0;

/**
 * Files in one archive, as they are: sounds hardly get smaller. Source: PKWARE, APPNOTE 6.3.10, sections 4.3 and 4.4. `onEntry`
 * hears how many are in it.
 */
export async function zip(entries: readonly ZipEntry[], onEntry: (done: number) => void): Promise<Blob> {
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let [at, directoryBytes] = [0, 0];
  let turn = performance.now();
  for (const [i, { name, pieces }] of entries.entries()) {
    const file: Blob[] = [];
    let [crc, size] = [0, 0];
    for (const piece of pieces) {
      crc = crc32(piece, crc);
      size += piece.length;
      // Where the browser keeps it, and not on the heap of the page.
      file.push(new Blob([piece]));
      if (performance.now() - turn < TURN_MS) continue;
      await new Promise((resolve) => setTimeout(resolve));
      turn = performance.now();
    }
    const path = new TextEncoder().encode(name);
    const facts = [
      ...[u16(VERSION), u16(UTF8), u16(STORED), ...now(), u32(crc), u32(size), u32(size)],
      ...[u16(path.length), u16(0)],
    ];
    const head = bytes(u32(0x04034b50), ...facts, [...path]);
    const line = bytes(u32(0x02014b50), u16(VERSION), ...facts, u16(0), u16(0), u16(0), u32(0), u32(at), [...path]);
    parts.push(head, ...file);
    directory.push(line);
    at += head.length + size;
    directoryBytes += line.length;
    if (at + directoryBytes > LARGEST_BYTES) {
      throw new SessionError('The sounds take more than 4 GB, which is more than a ZIP file holds.');
    }
    onEntry(i + 1);
  }
  const count = u16(entries.length);
  const end = bytes(u32(0x06054b50), u16(0), u16(0), count, count, u32(directoryBytes), u32(at), u16(0));
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

const CRCS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return crc;
});

/** Of what came before, if anything, and of these. */
function crc32(piece: Uint8Array, before: number): number {
  let crc = ~before;
  for (let i = 0; i < piece.length; i++) crc = (crc >>> 8) ^ CRCS[(crc ^ piece[i]!) & 0xff]!;
  return ~crc >>> 0;
}

/** The time and the day, as MS-DOS had them. */
function now(): readonly [number[], number[]] {
  const date = new Date();
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  const day = ((date.getFullYear() - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  return [u16(time), u16(day)];
}

const u16 = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff];
const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)];
const bytes = (...fields: readonly number[][]): Uint8Array<ArrayBuffer> => Uint8Array.from(fields.flat());
