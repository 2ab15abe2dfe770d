import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { packTarball } from '../../scripts/package/tarball.mjs';
import { install, run, versionOf } from '../apps/harness/install.ts';

const soak = process.env.MEGAMIXER_SOAK === '1';
const place = mkdtempSync(join(tmpdir(), 'megamixer-types-'));

before(async () => install('types', (await packTarball(place)).file, place));
after(() => rmSync(place, { recursive: true, force: true }));

/** The oldest compiler that is promised to understand the types, and the newest. */
const compilers = { 'typescript-5.4': /^5\.4\./, typescript: /^7\./ };

/** As a compiler is told by who runs what it makes in Node, and by who has a bundler. */
const resolutions = {
  node16: { module: 'Node16', moduleResolution: 'Node16' },
  bundler: { module: 'ESNext', moduleResolution: 'Bundler' },
};

describe('a strict program finds the types of everything that it uses', () => {
  for (const [compiler, version] of Object.entries(compilers)) {
    for (const [resolution, how] of Object.entries(resolutions)) {
      // The oldest knows the older way, and the newest the newer; in soak each knows both.
      if (!soak && (compiler === 'typescript') !== (resolution === 'bundler')) continue;
      test(`${compiler}, ${resolution}`, async () => {
        assert.match(versionOf(compiler, place), version);
        const compilerOptions = {
          ...how,
          ...{ target: 'ES2022', lib: ['ES2022', 'DOM'], noEmit: true, types: [] },
          ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
          // Ours are looked into too, and what they lead to.
          skipLibCheck: false,
        };
        const project = join(place, `tsconfig.${resolution}.json`);
        writeFileSync(project, JSON.stringify({ compilerOptions, files: ['program.ts', 'hooks.ts'] }));
        await run([process.execPath, join('node_modules', compiler, 'bin/tsc'), '--project', project], place);
      });
    }
  }
});
