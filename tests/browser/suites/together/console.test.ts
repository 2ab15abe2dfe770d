import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { remote } from '../../harness/call.ts';
import { Console } from '../../harness/console.ts';
import { describeEngine, engine, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';
import { root } from '../../harness/server.ts';

const reverbBus = 2;

if (engine === 'chromium') {
  describeEngine('console', () => {
    let demo: Console;
    before(async () => {
      demo = await Console.start('isolated');
    });

    test('the demo plays 32 strips over shared memory', async () => {
      await demo.assertHeard('nothing reaches the output');
      const { state, backend, strips } = await demo.look.facts();
      assert.deepEqual([state, backend, strips], ['running', 'shared', 32]);
    });

    test('meters move', async () => {
      await demo.assertMetersMove();
      const folder = join(root, 'target/screenshots');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'console.png'), await demo.opened.screenshot());
    });

    test('every control has a name', async () => {
      assert.deepEqual(await demo.look.nameless(), []);
    });

    test('a strip opens by its name, and its neighbours after it, without a control that has no name', async () => {
      await demo.open('Snare');
      const snare = await demo.look.details();
      assert.deepEqual([snare?.label, snare?.selected], ['Snare details', ['Snare']]);
      assert.ok(snare!.controls > 40, `${snare!.controls} controls`);
      for (const name of ['Drums', 'Reverb', 'Delay', 'Master']) {
        await demo.open(name);
        assert.equal((await demo.look.details())?.label, `${name} details`);
        assert.deepEqual(await demo.look.nameless(), []);
      }
    });

    test('the keyboard goes into the details, next door, and out again', async () => {
      await demo.press('Snare fader', 'e');
      assert.equal((await demo.look.details())?.label, 'Snare details');
      await demo.press('Band 2');
      await demo.chord(['Control'], 'ArrowRight');
      await demo.look.focuses('Band 2');
      assert.equal((await demo.look.details())?.label, 'Snap details');
      await demo.keys('Escape');
      await demo.look.focuses('Snap: select');
      await demo.press('Snap compressor threshold', 'e');
      await demo.look.focuses('Snap: select');
      assert.equal(await demo.look.details(), null);
    });

    // suites/together/elements-console listens to handles in every run, and is quicker at it.
    if (soak) {
      test('a band that is turned is heard and said', async () => {
        await demo.click('Vinyl solo');
        try {
          await demo.open('Vinyl');
          // What other strips left in the reverb.
          await pause(3000);
          // Two bars each, since its crackle comes and goes.
          const flat = await demo.look.tilt(2500, 9000, 5000);
          const handle = 'Band 3';
          await demo.press(handle, ...new Array<'ArrowUp'>(24).fill('ArrowUp'));
          assert.match((await demo.look.spoken(handle)).text!, /peaking, 2\.50 kHz, \+12\.0 dB/);
          const raised = await demo.look.tilt(2500, 9000, 5000);
          await demo.press(handle, 'Delete');
          assert.ok(Math.abs(raised - flat - 12) < 3, `12 dB more were ${raised - flat}`);
        } finally {
          await demo.click('Vinyl solo');
        }
      });
    }

    test('the loudness of the mix is that of a record', async () => {
      await demo.open('Master');
      await demo.opened.page.click('pierce/[part=reset]');
      await pause(4500);
      for (const name of ['momentary', 'short-term', 'integrated']) {
        const lufs = await demo.look.readout(name);
        assert.ok(lufs > -20 && lufs < -11, `${name}: ${lufs} LUFS`);
      }
      const truePeak = await demo.look.readout('true-peak');
      assert.ok(truePeak > -9 && truePeak <= -0.9, `${truePeak} dBTP`);
    });

    test('the reverb rings on after a stop, and ends', async () => {
      await demo.click('Stop');
      await pause(400);
      assert.ok((await demo.look.busLevel(reverbBus)) > 1e-4, 'the reverb is cut off');
      assert.ok((await demo.look.loudest(300)) > 1e-3, 'nobody hears the reverb');
      await demo.assertSilent('the reverb never ends');
      await demo.click('Start');
      await demo.assertHeard('it plays again');
    });

    test('a fader that is dragged down silences, and a double-click brings it back', async () => {
      await demo.drag('Master fader', 900);
      await demo.assertSilent('the master fader is down');
      assert.equal((await demo.look.spoken('Master fader')).text, 'off');
      await demo.doubleClick('Master fader');
      await demo.assertHeard('the master fader is back');
    });

    test('solo, keys and mute are heard', async () => {
      await demo.click('Kick solo');
      assert.equal((await demo.look.spoken('Kick solo')).pressed, 'true');
      await demo.assertHeard('the soloed strip plays');
      const silenced = await demo.look.silenced();
      assert.ok(silenced.includes('Snare') && silenced.includes('Music'), `${silenced} are paler`);
      // Its own bus goes on.
      for (const name of ['Kick', 'Drums', 'Master']) assert.ok(!silenced.includes(name), `${name} is paler`);
      await demo.press('Kick fader', 'Home');
      await demo.assertSilent('nothing but the soloed strip plays');
      await demo.press('Kick fader', 'End', 'ArrowDown');
      const { value } = await demo.look.spoken('Kick fader');
      assert.ok(Math.abs(value - 11) < 0.1, `an arrow key went to ${value} dB`);
      await demo.assertHeard('the strip is back');
      await demo.click('Kick mute');
      await demo.assertSilent('mute wins over solo');
    });

    test('the mix pushed by 12 dB stays below the ceiling of its limiter, between the samples too', async (t) => {
      const pushed = remote<typeof import('../../page/pushed.ts')>(demo.opened, 'pushed', { timeoutMs: 60_000 });
      await demo.click('Kick mute');
      await demo.click('Kick solo');
      const figures = await pushed.push(12, -3, soak ? 8 : 4);
      record(t, 'limiter, the demo pushed by 12 dB', { ...figures });
      assert.ok(figures.reduction > 3, `it took away ${figures.reduction} dB at the most`);
      assert.ok(figures.samplePeakOver <= 0.001, `a sample is ${figures.samplePeakOver} dB over`);
      assert.ok(figures.truePeakOver <= 0.1, `the true peak is ${figures.truePeakOver} dB over`);
    });

    test('it plays on when the browser has ended the node of its mixer', async () => {
      assert.ok(await demo.look.endNode(), 'the new node is connected to nothing');
      await demo.assertHeard('the new node is not heard');
    });

    test('all of that without an error', () => demo.close());

    test('the demo plays by messages where the page is not isolated', async () => {
      demo = await Console.start('plain');
      await demo.assertHeard('nothing reaches the output');
      assert.equal((await demo.look.facts()).backend, 'message');
      await demo.assertMetersMove();
      await demo.open('Master');
      await pause(1000);
      const lufs = await demo.look.readout('momentary');
      assert.ok(lufs > -20 && lufs < -11, `${lufs} LUFS`);
      await demo.close();
    });
  });
}
