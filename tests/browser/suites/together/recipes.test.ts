import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeOnce, pageWith } from '../../harness/engine.ts';
import { recipes, unasked } from '../../harness/recipe.ts';

/** With shared memory and without. */
const pages = [
  ['isolated', { isolated: true }],
  ['plain', { isolated: false }],
] as const;

const gainNodes = pageWith<typeof import('../../page/recipe-gain-nodes.ts')>('recipe-gain-nodes');
const stringIds = pageWith<typeof import('../../page/recipe-string-ids.ts')>('recipe-string-ids');
const fade = pageWith<typeof import('../../page/recipe-fade.ts')>('recipe-fade');
const sidechain = pageWith<typeof import('../../page/recipe-sidechain.ts')>('recipe-sidechain');
const move = pageWith<typeof import('../../page/recipe-move.ts')>('recipe-move');
const tone = pageWith<typeof import('../../page/recipe-tone.ts')>('recipe-tone');

const near = (found: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} instead of ${expected}`);
const metersInReact = pageWith<typeof import('../../page/recipe-meters-in-react.ts')>('recipe-meters-in-react');

describeOnce('recipes', () => {
  for (const [name, options] of pages) {
    test(`a graph of GainNodes sounds the same as strips, in a page that is ${name}`, async () => {
      const { peak, difference } = await gainNodes((page) => page.renderGainNodes(), options);
      assert.ok(peak > 0.3, `${peak}`);
      assert.ok(difference <= 1e-6 * peak, `they differ by ${difference} at a peak of ${peak}`);
    });

    test(`channels with string ids sound the same as strips by id, in a page that is ${name}`, async () => {
      await stringIds(async (page) => {
        const { peak, difference } = await page.renderChannels();
        assert.ok(peak > 0.3, `${peak}`);
        assert.ok(difference <= 1e-6 * peak, `they differ by ${difference} at a peak of ${peak}`);
      }, options);
    });

    test(`channels with string ids come and go more often than there are strips, in a page that is ${name}`, async () => {
      const { lowest, highest } = await stringIds((page) => page.churn(100), options);
      assert.deepEqual([lowest, highest], [0.5, 0.5]);
    });

    test(`channels with string ids come back with a session, in a page that is ${name}`, async () => {
      const { refusal, stays, ids, peak, differing } = await stringIds((page) => page.reload(), options);
      assert.match(refusal ?? '', /strips\[\d+\]\.gain/);
      assert.ok(stays);
      assert.deepEqual(ids, ['track-2', 'track-4']);
      assert.ok(peak > 0.3, `${peak}`);
      assert.equal(differing, 0);
    });
  }

  test('a channel with a string id is not added where there is no bus of the id that it is to go to', async () => {
    const { refusal, claimed } = await stringIds((page) => page.addToNoBus());
    assert.deepEqual([refusal, claimed], ['There is no bus bus-9.', false]);
  });

  test('a fade is even in decibels, out and in', async () => {
    const out = await fade((page) => page.renderFade('fadeOut'));
    near(out.start, 0, 0.1);
    near(out.half, -50, 0.1);
    assert.deepEqual([out.before, out.end], [1, 0]);
    const up = await fade((page) => page.renderFade('fadeIn'));
    near(up.start, -60, 0.1);
    near(up.half, -30, 0.1);
    assert.deepEqual([up.before, up.end], [0, 1]);
  });

  test('a strip that is faded out and removed is silent and free', async () => {
    assert.deepEqual(await fade((page) => page.fadeAndRemove()), { loudest: 1, last: 0, gain: 1, again: true });
  });

  test('a crossfade keeps the power', async () => {
    const { decibels, gains } = await fade((page) => page.crossfade());
    for (const level of decibels) near(level, 0, 0.5);
    near(gains[0]!, 0, 1e-6);
    assert.equal(gains[1], 1);
  });

  test('a crossfade comes to its end although its mixer moves to another context and the clock of the first stands still', async () => {
    const { over, gains } = await fade((page) => page.crossfadeAcrossContexts());
    assert.ok(over, 'it goes on for ever');
    near(gains[0]!, 0, 1e-6);
    assert.equal(gains[1], 1);
  });

  for (const how of ['strip', 'bus'] as const) {
    test(`music is ducked by 21 dB under a voice at -12 dBFS, keyed by a ${how}`, async () => {
      const { before, ducked, after } = await sidechain((page) => page.renderDucked(how));
      near(before, 0, 0.01);
      near(ducked, -21, 0.05);
      near(after, 0, 0.1);
    });
  }

  test('a source of Tone.js plays through a strip, in a context that was given to both', async () => {
    await tone(async (page) => {
      assert.equal(await page.refused(), 'wrapped-context');
      const { hertz, whole, ratio, silence } = await page.play();
      near(hertz, 440, 0.5);
      assert.ok(whole > 0.1, `${whole}`);
      near(ratio, 0.5, 0.01);
      assert.equal(silence, 0);
    });
  });

  for (const [name, options] of pages) {
    test(`meters in React move, and nothing is rendered for them, in a page that is ${name}`, async () => {
      const { up, lower, position, pictures, commits } = await metersInReact((page) => page.metersInReact(), options);
      assert.equal(up.lamp, 'OK');
      assert.ok(Math.abs(lower - 12.04) < 0.2, `12 dB less are ${lower} LU`);
      assert.ok(Math.abs(position - 0.25 ** 0.25) < 1e-3, `unity stands at ${position}`);
      assert.ok(pictures > 3, `${pictures} pictures of a bar on its way down`);
      const [before, after] = commits;
      assert.ok(before! > 0, 'nothing was rendered at all');
      assert.equal(after, before);
    });
  }

  for (const [name, options] of pages) {
    test(`a song goes on where it is when the sample rate is changed, in a page that is ${name}`, async () => {
      const { positions, sampleRates, gain } = await move((page) => page.changeRate(), options);
      for (const { heard, told } of positions) near(heard, told, 0.15);
      const told = [1, ...positions.map((position) => position.told)];
      assert.deepEqual(told.toSorted(), told);
      assert.deepEqual([sampleRates, gain], [[44_100, 48_000], 0.5]);
    });
  }

  test('a song plays on where its mixer cannot move, and the other context is closed again', async () => {
    const { code, states, stays, positions } = await move((page) => page.changeInVain());
    assert.deepEqual([code, states, stays], ['out-of-memory', ['closed'], true]);
    for (const { heard, told } of positions) near(heard, told, 0.15);
  });

  test('every program that a recipe shows was run', () => {
    // That of a strict policy is in recipes-strict-csp.
    assert.deepEqual(unasked(recipes().filter((recipe) => recipe !== 'strict-csp')), []);
  });
});
