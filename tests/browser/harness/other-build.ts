import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_HASH } from 'megamixer-worklet/build';
import { root } from './server.ts';

/** A second build of the library, for pages that load two: this one with another hash, which names its processor. */
export function otherBuild(): string {
  const folder = join(root, `target/other-build-${process.pid}`);
  cpSync(join(root, 'dist'), folder, { recursive: true });
  for (const name of ['megamixer.js', 'megamixer-worklet.js']) {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    if (!text.includes(BUILD_HASH)) throw new Error(`${name} does not say its build hash: build first`);
    writeFileSync(file, text.replaceAll(BUILD_HASH, [...BUILD_HASH].reverse().join('')));
  }
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
