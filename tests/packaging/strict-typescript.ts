import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Has TypeScript judge programs of the manual as strictly as it can, as an app's that has the package. */
export function assertStrict(programs: ReadonlyMap<string, string>, options: Record<string, unknown> = {}): void {
  mkdirSync(join(root, 'target'), { recursive: true });
  const folder = mkdtempSync(join(root, 'target/manual-'));
  mkdirSync(join(folder, 'node_modules'));
  try {
    symlinkSync(join(root, 'dist'), join(folder, 'node_modules/megamixer'));
    // Modules, whether or not they import or export anything.
    for (const [file, code] of programs) writeFileSync(join(folder, file), `${code}export {};\n`);
    const compilerOptions = {
      ...{ strict: true, noEmit: true, module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022', types: [] },
      ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noUnusedLocals: true, jsx: 'react-jsx' },
      ...{ allowJs: true, checkJs: true, skipLibCheck: true },
      ...options,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [...programs.keys()] }));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      stdio: 'pipe',
      encoding: 'utf8',
    });
  } catch (error) {
    assert.fail((error as { stdout?: string }).stdout || String(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
