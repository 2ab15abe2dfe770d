import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTarball } from '../../scripts/package/tarball.mjs';

/** The package, packed and unpacked outside of this repository, where nothing of it can help out. */
export interface Unpacked {
  readonly tarball: string;
  /** A folder whose node_modules has the package. */
  readonly user: string;
  readonly folder: string;
  readonly files: readonly string[];
}

export async function unpacked(): Promise<Unpacked> {
  const user = mkdtempSync(join(tmpdir(), 'megamixer-package-'));
  process.once('exit', () => rmSync(user, { recursive: true, force: true }));
  const { file: tarball, files } = await packTarball(user);
  const folder = join(user, 'node_modules/megamixer');
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  return { tarball, user, folder, files: files.map(({ path }) => path) };
}
