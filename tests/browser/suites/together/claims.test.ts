import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeTwice, engine, pageWith } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

const inPage = pageWith<typeof import('../../page/claims.ts')>('claims');

describeTwice('claims', () => {
  for (const backend of backends) {
    for (const delay of [0, 0.1]) {
      test(`a released strip fades without a click, and the next one has nothing of it, ${backend}, delayed by ${delay} s`, async () => {
        const { steady, leaving, silence, second } = await inPage((page) => page.renderRelease(backend, delay));
        // The tone itself, and half of it by the send before the fader.
        assert.ok(Math.abs(steady.peak - 0.75) < 0.01, `${steady.peak}`);
        assert.ok(leaving.peak <= steady.peak + 0.001, `${leaving.peak} while it fades`);
        assert.ok(leaving.step <= steady.step * 1.5, `a step of ${leaving.step}, where the tone has ${steady.step}`);
        assert.deepEqual([leaving.last, silence.peak], [0, 0]);
        assert.ok(silence.frames > 0);
        assert.ok(second.isSame);
        assert.ok(Math.abs(second.peak - 0.5) < 0.01, `${second.peak} from the next`);
      });
    }

    test(`a strip that the page plays into by itself stays silent and taken until that ends, ${backend}`, async () => {
      const { result, said } = await inPage((page) => page.renderForeign(backend));
      assert.ok(Math.abs(result.before - 0.5) < 0.01, `${result.before}`);
      assert.equal(result.released, 0);
      assert.equal(result.refusal?.code, 'no-free-strip');
      assert.match(result.refusal!.message, /1 released, but something still plays into it/);
      assert.deepEqual([said.length, result.free], [1, true]);
      assert.match(said[0]!, /^\[megamixer\] Strip 0 was released, but .* still plays into it/);
      assert.ok(Math.abs(result.again - 0.5) < 0.01, `${result.again}`);
    });

    test(`the only strip can be given back and claimed in one go, ${backend}`, async () => {
      const { result, said } = await inPage((page) => page.claimAtOnce(backend));
      assert.deepEqual([result.isSame, result.gain, result.id, said], [true, 1, 'a', []]);
      assert.ok(Math.abs(result.peak - 0.5) < 0.01, `${result.peak}`);
    });

    test(`a new engine in the middle of a release changes nothing about it, ${backend}`, async () => {
      const { silence, kept, again } = await inPage((page) => page.rebuildMeanwhile(backend));
      assert.deepEqual([silence, kept, again], [0, true, true]);
    });

    test(`who has which strip moves with the mixer to another context, ${backend}`, async () => {
      const { heard, waited, ahead, open, stays, again } = await inPage((page) => page.moveMeanwhile(backend));
      assert.ok(
        waited < ahead / 2,
        `the releases took ${waited} ms after the move, the other time is ${ahead} ms behind`,
      );
      assert.deepEqual([open, stays, again], [true, true, true]);
      assert.ok(Math.abs(heard - 0.5) < 0.01, `${heard}`);
    });

    test(`no release waits for a context that renders offline or stands still, ${backend}`, async () => {
      assert.ok(Math.abs((await inPage((page) => page.renderOffline(backend))) - 0.5) < 0.01);
      const { again, peak, trim } = await inPage((page) => page.renderSuspended(backend));
      assert.deepEqual([again, trim], [true, 1]);
      assert.ok(Math.abs(peak - 0.5) < 0.01, `${peak}`);
    });

    test(`a mixer that is disposed of in the middle of a release leaves no promise open, ${backend}`, async () => {
      const { id, refusal } = await inPage((page) => page.disposeMeanwhile(backend));
      assert.deepEqual([id, refusal], [null, 'disposed']);
    });
  }

  // The other engines do not tell what is on their heaps.
  if (engine === 'chromium') {
    test('creating a mixer makes no control, and takes little of the heap', async (t) => {
      await inPage(async (page, driver) => {
        const count = () => driver.countObjects!("import('/page/claims.js').then((module) => module.controlClass())");
        const figures: Record<string, unknown> = {};
        for (const [strips, limit] of [
          [32, 15],
          [128, 30],
        ] as const) {
          await page.keepMixers(1, strips);
          await page.dropMixers();
          // Weighing collects what the tests before have left, too.
          const [bytes, before] = [await driver.heapBytes!(), await count()];
          const mixers = 10;
          const milliseconds = await page.keepMixers(mixers, strips);
          const made = (await count()) - before;
          const kilobytes = ((await driver.heapBytes!()) - bytes) / mixers / 1000;
          assert.equal(made, 0);
          assert.ok(kilobytes < limit, `${kilobytes} kB for ${strips} strips`);
          await page.touchMixers();
          assert.equal((await count()) - before, mixers, 'the count sees no control at all');
          await page.dropMixers();
          figures[strips] = { milliseconds, kilobytes };
        }
        record(t, 'creation', figures);
      });
    });
  }
});
