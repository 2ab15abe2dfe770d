import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { ChromiumDriver } from '../browser/drivers/chromium.ts';
import { freePort } from '../browser/drivers/free-port.ts';
import { root } from './blocks.ts';
import { runBy } from './plan.ts';

const soak = process.env.MEGAMIXER_SOAK === '1';
const folder = mkdtempSync(join(tmpdir(), 'megamixer-walk-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const steps = runBy('walk');

/** As somebody who copies a block and gives it to git. */
function apply(code: string, cwd: string): void {
  const { status, stderr } = spawnSync('git', ['apply', '--verbose', '-'], {
    cwd,
    input: code,
    encoding: 'utf8',
    // Not the repository that the folder may be in.
    env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) },
  });
  assert.equal(status, 0, `${stderr}\n${code}`);
}

test('what CONTRIBUTING.md says to change for a new parameter can still be changed so', () => {
  const small = join(folder, 'small');
  const changes = steps.filter(({ language }) => language === 'diff');
  assert.ok(changes.length > 4);
  for (const { code } of changes) {
    for (const [, file] of code.matchAll(/^--- a\/(.*)$/gm)) {
      if (existsSync(join(small, file!))) continue;
      mkdirSync(dirname(join(small, file!)), { recursive: true });
      cpSync(join(root, file!), join(small, file!));
    }
    apply(code, small);
  }
});

if (soak) {
  test('who follows the steps of CONTRIBUTING.md hears the new parameter in the demo', async () => {
    const clone = join(folder, 'clone');
    cloneInto(clone);
    for (const { language, code } of steps) {
      console.log(`==> ${code.split('\n')[0]}`);
      if (language === 'diff') apply(code, clone);
      else if (/^make demo$/m.test(code)) await hear(code, clone);
      else execFileSync('sh', ['-ec', code], { cwd: clone, stdio: ['ignore', 'inherit', 'inherit'] });
    }
    assert.ok(steps.at(-1)!.code.includes('make demo'), 'it ends with being heard');
    // What holds the format of snapshots agrees.
    const format = ['--import=tsx', '--test', 'host-js/test/snapshot-format.test.ts'];
    execFileSync(process.execPath, format, { cwd: clone, env: withoutTest(), stdio: ['ignore', 'ignore', 'inherit'] });
  });
}

/** What is in the checkout, with the packages that are installed in it, which would otherwise be fetched. */
function cloneInto(clone: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  for (const file of listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)))) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(root, file), join(clone, file));
  }
  for (const modules of ['node_modules', 'scripts/docs/node_modules', 'host-js/node_modules', 'tests/node_modules']) {
    if (existsSync(join(root, modules))) execFileSync('cp', ['-a', join(root, modules), join(clone, modules)]);
  }
  // And with what is compiled already of the crates that are not ours, which takes the longest.
  for (const build of ['shared-cargo', 'js-cargo']) {
    const compiled = join(root, 'target', build);
    mkdirSync(join(clone, 'target'), { recursive: true });
    if (existsSync(compiled)) execFileSync('cp', ['-a', compiled, join(clone, 'target', build)]);
  }
  // A repository of its own, as a clone is: tools that ask git find what is ignored.
  execFileSync('git', ['init', '--quiet'], { cwd: clone });
}

/** Runs the demo, presses its buttons, and compares what comes out, over two bars each. */
async function hear(code: string, cwd: string): Promise<void> {
  const env = { ...process.env, PORT: String(await freePort()) };
  const child = spawn('sh', ['-ec', code], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const driver = await ChromiumDriver.launch();
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (data) => {
        said += data;
        const [, address] = /^The console: +(\S+)$/m.exec(said) ?? [];
        if (address !== undefined) resolve(address);
      });
      child.once('exit', (status) => reject(new Error(`${code}ended with ${status}:\n${said}`)));
    });
    const opened = await driver.open(url);
    await opened.page.setViewport({ width: 1680, height: 1000 });
    await opened.page.waitForSelector('#start:not([disabled])', { timeout: 60_000 });
    await opened.page.click('#start');
    await opened.page.waitForFunction('demo.context.currentTime > 3', { timeout: 60_000 });
    const before = await opened.evaluate<number>(POWER);
    await opened.page.click('>>> button[aria-label="Master dim"]');
    assert.equal(await opened.evaluate('demo.mixer.master.dim.value'), true, 'what was pressed is another button');
    const dimmed = await opened.evaluate<number>(POWER);
    const lower = 10 * Math.log10(before / dimmed);
    console.log(`    dimmed, the demo is ${lower.toFixed(1)} dB lower`);
    writeFileSync(join(root, 'target/test-figures/walk.json'), `${JSON.stringify({ lowerDb: lower })}\n`);
    assert.ok(Math.abs(lower - 20) < 2, `it is ${lower} dB lower`);
  } finally {
    await driver.close();
    if (child.exitCode === null) process.kill(-child.pid!);
  }
}

/** The mean square of what comes out in 5 seconds of the song, some time after a button was pressed. */
const POWER = `(async () => {
  const { analyser, context } = demo;
  const samples = new Float32Array(analyser.fftSize);
  const start = context.currentTime + 0.3;
  let [sum, count] = [0, 0];
  while (context.currentTime < start + 5) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (context.currentTime < start) continue;
    analyser.getFloatTimeDomainData(samples);
    sum += samples.reduce((sum, x) => sum + x * x, 0);
    count += samples.length;
  }
  return sum / count;
})()`;

/** The runner's own variables would have a test inside a test report to nobody. */
function withoutTest(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return env;
}
