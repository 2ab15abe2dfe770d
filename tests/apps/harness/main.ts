/**
 * Apps that have megamixer from its tarball, made by the tools that people use, and driven in Chromium:
 * `node --import=tsx tests/apps/harness/main.ts [--only vite,next] [--keep]`. Without `--only` those of every run of the tests, or
 * all with MEGAMIXER_SOAK. `--keep` leaves the apps where they were made.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packTarball } from '../../../scripts/package/tarball.mjs';
import { ChromiumDriver } from '../../browser/drivers/chromium.ts';
import { type App, apps, quick, type Way } from './apps.ts';
import { type Visit, visit } from './drive.ts';
import { appsFolder, install, run, versionOf } from './install.ts';
import { assertNoAssets } from './output.ts';
import { checkPolicies } from './policies.ts';
import { serve } from './serve.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, keep: { type: 'boolean', default: false } } });
const only = values.only?.split(',') ?? (process.env.MEGAMIXER_SOAK === '1' ? apps.map(({ folder }) => folder) : quick);

/** What a page downloads at most by default: a little more than the library takes, and no second copy of anything. */
const mostBytes = 110_000;

interface Row extends Record<string, unknown> {
  app: string;
  version: string;
  way: string;
}
const rows: Row[] = [];
const scratch = mkdtempSync(join(tmpdir(), 'megamixer-apps-'));
let driver: ChromiumDriver;
let tarball: string;

before(async () => {
  tarball = (await packTarball(scratch)).file;
  driver = await ChromiumDriver.launch();
});

after(async () => {
  await driver?.close();
  if (!values.keep) rmSync(scratch, { recursive: true, force: true });
  const folder = fileURLToPath(new URL('../../../target/test-figures', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'apps.json'), `${JSON.stringify({ browser: driver?.version, rows }, null, 2)}\n`);
  console.table(rows);
});

for (const app of apps.filter(({ folder }) => only.includes(folder))) {
  describe(app.folder, () => {
    const place = join(scratch, app.folder);
    before(async () => {
      await install(app.folder, tarball, place);
      for (const shared of ['app.js', 'main.js']) cpSync(join(appsFolder, shared), join(place, shared));
    });

    for (const way of app.ways) {
      test(`${app.folder}, ${way.name}: plays and obeys its fader, isolated and not`, () => check(app, way, place));
    }
    if (app.folder === 'esbuild') {
      test('esbuild, esm: plays under strict policies once it has copied the files', () =>
        checkPolicies(driver, place));
    }
  });
}

async function check(app: App, way: Way, place: string): Promise<void> {
  for (const command of way.build) await run(command, place);
  const output = 'folder' in way.serve ? way.serve.folder : way.serve.output;
  if (output !== null && output !== '.') assertNoAssets(output, place);

  const shared = await visitServed(way, place, true);
  const message = await visitServed(way, place, false);
  assert.equal(shared.backend, 'shared');
  assert.equal(message.backend, 'message');
  const { all, megamixer } = shared.gzipBytes;
  rows.push({
    app: app.folder,
    version: app.tool === null ? '' : versionOf(app.tool, place),
    way: way.name,
    sharedDb: shared.heardDb.join(', '),
    messageDb: message.heardDb.join(', '),
    ...(way.published && { gzipAll: all, gzipMegamixer: megamixer }),
  });
  if (way.published) assert.ok(megamixer > 50_000 && megamixer < mostBytes, `${megamixer} bytes of scripts`);
}

async function visitServed(way: Way, place: string, isolated: boolean): Promise<Visit> {
  const served = await serve(way, place, isolated);
  try {
    const rendered = 'rendered' in way.serve && way.serve.rendered;
    if (rendered) assert.ok((await (await fetch(served.url)).text()).includes(rendered), 'rendered on the server');
    const found = await visit(driver, served.url);
    // All is in the script: nobody has to serve another file.
    assert.deepEqual(
      found.requests.filter((path) => /\.wasm$|worklet/.test(path)),
      [],
    );
    assert.doesNotMatch(served.said(), /error|⨯/i);
    return found;
  } finally {
    served.close();
  }
}
