import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Unpacks an archive of stored files by its directory, as programs for it do, and checks what it says of them. Source: PKWARE, APPNOTE 6.3.10. */
export function unzip(archive: Buffer, folder: string): string[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const names: string[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(archive.toString('latin1', at, at + 4), 'PK\x01\x02');
    const [crc, stored, size] = [16, 20, 24].map((field) => archive.readUInt32LE(at + field));
    const [nameBytes, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const name = archive.toString('utf8', at + 46, at + 46 + nameBytes!);
    const local = archive.readUInt32LE(at + 42);
    // But for what the directory alone has, both say the same.
    assert.ok(archive.subarray(local + 4, local + 28).equals(archive.subarray(at + 6, at + 30)), name);
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(data, data + size!);
    assert.deepEqual([stored, crc32(bytes)], [size, crc], name);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
    names.push(name);
    at += 46 + nameBytes! + extra! + comment!;
  }
  assert.equal(at, end, 'the directory is not as long as it says');
  return names;
}
