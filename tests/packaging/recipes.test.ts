import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { programsOf, recipes } from '../browser/harness/recipe.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the programs of the recipes are strict TypeScript', () => {
  const folder = join(root, `target/recipes-${process.pid}`);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  try {
    symlinkSync(join(root, 'dist'), join(folder, 'node_modules/megamixer'));
    const files = recipes()
      .flatMap(programsOf)
      .map(({ recipe, name, language, code }) => {
        const file = `${recipe}.${name}.${language}`;
        // A module, whether or not it imports or exports anything.
        writeFileSync(join(folder, file), `${code}export {};\n`);
        return file;
      });
    const compilerOptions = {
      ...{ strict: true, noEmit: true, module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022', types: [] },
      ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noUnusedLocals: true, jsx: 'react-jsx' },
      ...{ allowJs: true, checkJs: true, skipLibCheck: true },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      stdio: 'pipe',
      encoding: 'utf8',
    });
  } catch (error) {
    assert.fail((error as { stdout?: string }).stdout || String(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
