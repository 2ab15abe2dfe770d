import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import type { BackendBenchmark } from '../src/api/benchmark.js';
import type { Mixer } from '../src/api/mixer.js';
import { remember } from '../src/code/live-mixers.js';
import { pageRegistry } from '../src/code/page-registry.js';
import { benchmarkText } from '../src/debug/benchmark.js';
import { detectCapabilities } from '../src/index.js';

const page = globalThis as { window?: object };

let imports = 0;

/** A new copy of the door, as a page has that imports two builds. */
async function imported(): Promise<typeof import('../src/debug/index.js')> {
  imports += 1;
  return await import(`../src/debug/index.js?${imports}`);
}

describe('the debug door', () => {
  let said: string[];

  beforeEach(() => {
    said = [];
    for (const level of ['log', 'warn'] as const) {
      mock.method(console, level, (message: string) => said.push(`${level} ${message}`));
    }
  });
  afterEach(() => {
    mock.restoreAll();
    delete page.window;
    delete pageRegistry().mixers;
    delete pageRegistry().logLevel;
  });

  test('puts its tools on the window of a page, and where there is none throws nothing', async () => {
    const outside = await imported();
    assert.equal(typeof outside.report, 'function');
    assert.ok(!('megamixer' in globalThis));
    page.window = {};
    const { report, capabilities, benchmark } = await imported();
    assert.deepEqual(page.window, { megamixer: { report, capabilities, benchmark } });
  });

  test('leaves alone what the page has there, but not an element of that name', async () => {
    pageRegistry().logLevel = 'warn';
    page.window = { megamixer: 'mine' };
    await imported();
    assert.deepEqual(page.window, { megamixer: 'mine' });
    assert.match(said.join(), /warn \[megamixer\] window\.megamixer is there already/);
    page.window = Object.create({ megamixer: 'an element' });
    const { report } = await imported();
    assert.equal((page.window as { megamixer: { report: unknown } }).megamixer.report, report);
  });

  test('reports every mixer that lives, and the page', async () => {
    const { report } = await imported();
    assert.match(await report(), /^No mixers in this page\.\n\nPage\n/);
    const mixer = (text: string, disposed = false) =>
      ({ disposed, stats: { report: async () => ({ text }) } }) as unknown as Mixer;
    const mixers = [mixer('the first'), mixer('gone', true), mixer('the second')];
    for (const each of mixers) remember(each);
    const text = await report();
    assert.match(text, /^2 mixers in this page\.\n\nMixer 1\nthe first\n\nMixer 2\nthe second\n\nPage\n/);
    assert.match(text, /Recommendation +There is no Web Audio here/);
    assert.equal(said.at(-1), `log [megamixer] ${text}`);
    assert.equal(mixers.length, 3);
  });

  test('prints what the page can do, and returns it', async () => {
    const { capabilities } = await imported();
    assert.deepEqual(await capabilities(), await detectCapabilities());
    assert.match(said.join(), /Cross-origin isolated +no\n/);
    assert.match(said.join(), /WebAssembly +available\n/);
    assert.match(said.join(), /Backend +none: There is no Web Audio here/);
  });

  test('prints what each backend costs, or why it cannot be had', async () => {
    const { benchmark } = await imported();
    const found = await benchmark();
    assert.deepEqual([found.length, said.length], [3, 1]);
    const text = benchmarkText([
      { backend: 'shared', available: false, code: 'not-isolated', message: 'Two headers are missing.' },
      {
        ...{ backend: 'message', available: true, quantumMicroseconds: 100.04, quartiles: [90, 110.26], load: 0.0375 },
        strips: 32,
      } as unknown as BackendBenchmark,
    ]);
    assert.equal(
      text,
      'shared   Two headers are missing.\nmessage  100.0 µs a quantum (90.0 to 110.3), a load of 3.8 %, 32 strips',
    );
  });
});
