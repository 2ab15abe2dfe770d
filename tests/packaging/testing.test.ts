import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unpacked } from './tarball.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const example = join(root, 'examples/testing');
const tools = ['vitest', 'happy-dom'];

/** As much as is asked of what `vitest --reporter=json` reports. */
interface Report {
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
}

/** Puts the example beside the package as users install it, with the tools that are here already. */
async function installed(): Promise<string> {
  const { user } = await unpacked();
  // Its tsconfig.json is about this repository.
  for (const part of ['package.json', 'vitest.config.js', 'src']) {
    cpSync(join(example, part), join(user, part), { recursive: true });
  }
  const { resolve } = createRequire(join(example, 'package.json'));
  for (const tool of tools) symlinkSync(dirname(resolve(`${tool}/package.json`)), join(user, 'node_modules', tool));
  return user;
}

/** Adds a test that expects other than what is so, which somebody has to notice. */
function addBrokenTest(folder: string): void {
  const tests = readFileSync(join(folder, 'src/desk.test.ts'), 'utf8');
  const broken = tests.replace('expect(strip().mute.value).toBe(true)', 'expect(strip().mute.value).toBe(false)');
  assert.notEqual(broken, tests);
  writeFileSync(join(folder, 'src/broken.test.ts'), broken);
}

test('the example of tests runs with the package that users install, and fails where it should', async () => {
  const folder = await installed();
  addBrokenTest(folder);
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
