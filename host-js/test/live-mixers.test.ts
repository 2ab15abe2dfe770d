import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Mixer } from '../src/api/mixer.js';
import { liveMixers, remember } from '../src/code/live-mixers.js';
import { pageRegistry } from '../src/code/page-registry.js';

const made = () => ({ disposed: false }) as { disposed: boolean } & Mixer;

describe('the live mixers of a page', () => {
  afterEach(() => {
    delete pageRegistry().mixers;
  });

  test('are those that nobody has disposed of, in the order in which they were made', () => {
    assert.deepEqual(liveMixers(), []);
    const mixers = [made(), made(), made()];
    for (const mixer of mixers) remember(mixer);
    const [first, second, third] = mixers as [Mixer, Mixer & { disposed: boolean }, Mixer];
    assert.deepEqual(
      liveMixers().map((mixer) => mixers.indexOf(mixer as (typeof mixers)[number])),
      [0, 1, 2],
    );
    second.disposed = true;
    const alive = liveMixers();
    assert.equal(alive.length, 2);
    assert.ok(alive[0] === first && alive[1] === third);
  });

  test('leave nothing behind when they are disposed of: what is kept is as long as those that live', () => {
    for (let cycle = 0; cycle < 50; cycle += 1) {
      const mixer = made();
      remember(mixer);
      mixer.disposed = true;
    }
    remember(made());
    assert.equal(pageRegistry().mixers?.length, 1);
  });
});
