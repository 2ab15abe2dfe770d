/** `make package`: the tarball that npm publishes, in target/package, and what is in it. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inRepository, top } from '../paths.mjs';
import { packTarball } from './tarball.mjs';

const { file, bytes, unpackedBytes, files } = await packTarball(inRepository('target/package'));
const column = (number) => number.toLocaleString('en').padStart(10);
console.log(`     bytes       gzip`);
for (const { path, size } of files) {
  const gzip = gzipSync(readFileSync(inRepository('dist', path)), { level: 9 }).length;
  console.log(`${column(size)} ${column(gzip)}  ${path}`);
}
console.log(`${column(unpackedBytes)} ${column(bytes)}  ${relative(top, file)}, ${files.length} files`);
