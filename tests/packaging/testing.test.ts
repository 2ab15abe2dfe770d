import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const example = join(root, 'examples/testing');
const tools = ['vitest', 'happy-dom'];

/** As much as is asked of what `vitest --reporter=json` reports. */
interface Report {
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'megamixer-testing-')));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Puts the example beside the package as npm packs it, with the tools that are here already. */
function install(): void {
  // Its tsconfig.json is about this repository.
  for (const part of ['package.json', 'vitest.config.js', 'src']) {
    cpSync(join(example, part), join(folder, part), { recursive: true });
  }
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: join(root, 'dist'),
      encoding: 'utf8',
    }),
  );
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'megamixer'), { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', join(modules, 'megamixer'), '--strip-components=1']);
  const { resolve } = createRequire(join(example, 'package.json'));
  for (const tool of tools) symlinkSync(dirname(resolve(`${tool}/package.json`)), join(modules, tool));
}

/** Adds a test that expects other than what is so, which somebody has to notice. */
function addBrokenTest(): void {
  const tests = readFileSync(join(folder, 'src/desk.test.ts'), 'utf8');
  const broken = tests.replace('expect(strip().mute.value).toBe(true)', 'expect(strip().mute.value).toBe(false)');
  assert.notEqual(broken, tests);
  writeFileSync(join(folder, 'src/broken.test.ts'), broken);
}

test('the example of tests runs with the package that users install, and fails where it should', () => {
  install();
  addBrokenTest();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '--outputFile=report.json'],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const { testResults }: Report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  const of = (file: string) => {
    const results = testResults.find(({ name }) => name.endsWith(file))?.assertionResults;
    assert.ok(results, `${file} did not run:\n${stdout}\n${stderr}`);
    const failed = results.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName);
    return { count: results.length, failed };
  };
  assert.deepEqual(of('src/desk.test.ts'), { count: 10, failed: [] });
  assert.deepEqual(of('src/start.test.ts'), { count: 2, failed: [] });
  assert.deepEqual(of('src/broken.test.ts'), { count: 10, failed: ['a channel mutes and says so'] });
});
