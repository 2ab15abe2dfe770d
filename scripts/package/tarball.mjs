import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../paths.mjs';
import { capture } from '../program.mjs';

/**
 * Packs dist/, which is the package, as npm would publish it.
 *
 * @param {string} folder where the tarball goes
 * @returns {Promise<{ file: string, bytes: number, unpackedBytes: number, files: { path: string, size: number }[] }>}
 */
export async function packTarball(folder) {
  mkdirSync(folder, { recursive: true });
  const { code, output } = await capture([
    ...['npm', 'pack', inRepository('dist'), '--pack-destination', folder, '--json', '--loglevel=error'],
  ]);
  if (code !== 0) throw new Error(`npm pack: ${output}`);
  const [{ filename, size, unpackedSize, files }] = JSON.parse(output);
  return { file: join(folder, filename), bytes: size, unpackedBytes: unpackedSize, files };
}
