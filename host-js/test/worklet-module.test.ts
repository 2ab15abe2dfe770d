import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addProcessor } from '../src/code/worklet-module.js';

/** A context that loads worklets when the test says so. A blob is what the library carries with it, and so is data. */
function slowContext() {
  const asked: string[] = [];
  const loads: { resolve(): void; reject(cause: unknown): void }[] = [];
  const audioWorklet = {
    addModule(url: string) {
      asked.push(url.replace(/^(blob|data):.*/s, 'carried'));
      return new Promise<void>((resolve, reject) => loads.push({ resolve, reject }));
    },
  };
  const context = { audioWorklet } as BaseAudioContext;
  const load = (url: string | null) => addProcessor(context, 'wasm', url);
  /** Has the oldest load that is under way succeed, or fail. */
  const next = async (how: 'resolve' | 'reject') => {
    loads.shift()![how](`no ${asked.at(-1)}`);
    await new Promise(setImmediate);
  };
  return { asked, load, next };
}

describe('the worklet of a context', () => {
  test('is loaded once, from wherever it was first asked for', async () => {
    const { asked, load, next } = slowContext();
    const all = [load('/a/w.js'), load('/a/w.js'), load('/b/w.js'), load(null)];
    await next('resolve');
    await Promise.all([...all, load('/c/w.js')]);
    assert.deepEqual(asked, ['/a/w.js']);
  });

  test('is loaded from where each asked for it, when it cannot be had from elsewhere', async () => {
    const { asked, load, next } = slowContext();
    const carried = load(null);
    const others = [load('/a/w.js'), load('/a/w.js'), load('/b/w.js')];
    carried.catch(() => {});
    // As a blob, and as data.
    await next('reject');
    await next('reject');
    await assert.rejects(carried, { code: 'csp-worklet' });
    await next('resolve');
    await Promise.all(others);
    assert.deepEqual(asked, ['carried', 'carried', '/a/w.js']);
  });

  test('blames the file that was asked for, and says what became of that one', async () => {
    const { asked, load, next } = slowContext();
    const [a, alsoA, b] = [load('/a/w.js'), load('/a/w.js'), load('/b/w.js')];
    for (const each of [a, alsoA, b]) each.catch(() => {});
    await next('reject');
    for (const each of [a, alsoA]) {
      await assert.rejects(each, { code: 'worklet-blocked', message: /\/a\/w\.js could not/, cause: 'no /a/w.js' });
    }
    await next('reject');
    await assert.rejects(b, { code: 'worklet-blocked', message: /\/b\/w\.js could not/, cause: 'no /b/w.js' });
    const again = load('/a/w.js');
    await next('resolve');
    await again;
    assert.deepEqual(asked, ['/a/w.js', '/b/w.js', '/a/w.js']);
  });
});
