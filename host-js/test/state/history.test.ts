import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PARAMS } from 'megamixer-worklet/layout';
import { MixerError } from '../../src/errors.js';
import { createHistory } from '../../src/state/history.js';
import { assemble } from '../../src/testing/assemble.js';
import { createTestContext, createTestMixer } from '../../src/testing/create-test-mixer.js';
import { randomFrom } from '../random.js';
import { controlsBelow } from '../settings.js';

const SHAPE = { strips: 4, buses: 2, maxDelay: 0.1 };

function stage(options = {}) {
  const mixer = createTestMixer({ ...SHAPE, ...options });
  const history = createHistory(mixer);
  const strip = mixer.strips[0]!;
  return { mixer, history, strip };
}

/** Undoes all; how many steps there were. */
function undoAll(history: ReturnType<typeof createHistory>): number {
  let steps = 0;
  while (history.undo()) steps += 1;
  return steps;
}

describe('a history', () => {
  test('undoes a write and sets it again, to the bit', () => {
    const { history, strip } = stage();
    assert.deepEqual([history.canUndo, history.canRedo, history.undo(), history.redo()], [false, false, false, false]);
    strip.gain.db = -6.1;
    const set = strip.gain.value;
    assert.deepEqual(history.undoPaths, ['strips[0].gain']);
    assert.ok(history.undo());
    assert.deepEqual([strip.gain.value, history.canUndo, history.canRedo], [1, false, true]);
    assert.deepEqual([history.undoPaths, history.redoPaths], [[], ['strips[0].gain']]);
    assert.ok(history.redo());
    assert.deepEqual([strip.gain.value, history.canUndo, history.canRedo], [set, true, false]);
  });

  test('takes an edit for one step, edits inside it and all that they write twice', () => {
    const { mixer, history, strip } = stage();
    mixer.edit(() => {
      strip.gain.value = 0.5;
      strip.gain.value = 0.25;
      mixer.edit(() => {
        mixer.strips[1]!.mute.value = true;
      });
      mixer.buses[0]!.output.value = mixer.buses[1]!;
    });
    assert.deepEqual([...history.undoPaths].sort(), ['buses[0].output', 'strips[0].gain', 'strips[1].mute']);
    assert.equal(undoAll(history), 1);
    assert.deepEqual(mixer.snapshot(), { version: 1 });
  });

  test('knows nothing of what is no setting, of edits that throw, or of what is set to what it was', () => {
    const { mixer, history, strip } = stage();
    strip.gain.value = 1;
    strip.pan.value = -0;
    strip.meter.clearClip();
    mixer.master.loudness.subscribe()();
    assert.throws(() =>
      mixer.edit(() => {
        strip.gain.value = 0;
        throw new Error('mine');
      }),
    );
    mixer.edit(() => {
      strip.gain.value = 0;
      strip.gain.value = 1;
    });
    assert.equal(history.canUndo, false);
  });

  test('takes a gesture for one step, with all that overlaps it', () => {
    const { mixer, history, strip } = stage();
    const { gain, pan } = strip;
    gain.begin();
    for (const db of [-1, -2, -3]) gain.db = db;
    pan.begin();
    pan.value = 0.3;
    gain.end();
    gain.begin();
    gain.begin();
    gain.db = -4;
    mixer.strips[2]!.gain.db = -9;
    gain.end();
    gain.end();
    pan.value = 0.4;
    assert.ok(history.canUndo, 'a gesture can be undone while it lasts');
    pan.end();
    pan.end();
    gain.end();
    pan.value = 0.5;
    assert.equal(undoAll(history), 2);
    assert.deepEqual(mixer.snapshot(), { version: 1 });
    history.redo();
    assert.deepEqual([pan.value, mixer.strips[2]!.gain.db.toFixed(3)], [Math.fround(0.4), '-9.000']);
  });

  test('takes as many ends of a gesture as it had beginnings', () => {
    const { history, strip } = stage();
    strip.gain.begin();
    strip.gain.begin();
    strip.gain.value = 0.5;
    strip.gain.end();
    strip.gain.value = 0.25;
    strip.gain.end();
    strip.gain.end();
    assert.equal(undoAll(history), 1);
  });

  test('makes no step of a gesture that ends where it began, and leaves what can be redone', () => {
    const { history, strip } = stage();
    strip.pan.value = 0.5;
    history.undo();
    strip.gain.begin();
    strip.gain.value = 0.5;
    assert.deepEqual([history.canUndo, history.canRedo], [true, false]);
    strip.gain.value = 1;
    strip.gain.end();
    assert.deepEqual([history.canUndo, history.canRedo], [false, true]);
    strip.gain.value = 0.5;
    assert.deepEqual([history.canUndo, history.canRedo], [true, false]);
  });

  test('takes back what a gesture has done so far, and what it does then is another step', () => {
    const { history, strip } = stage();
    strip.gain.begin();
    strip.gain.value = 0.5;
    history.undo();
    assert.equal(strip.gain.value, 1);
    strip.gain.value = 0.25;
    strip.gain.value = 0.125;
    strip.gain.end();
    assert.deepEqual([history.canRedo, undoAll(history), strip.gain.value], [false, 1, 1]);
  });

  test('ends a ramp where a step leads, and a ramp is a step to where it leads', () => {
    const { mixer, history, strip } = stage();
    strip.gain.rampTo(0, 5);
    assert.equal(history.undo(), true);
    assert.equal(strip.gain.value, 1);
    history.redo();
    assert.equal(strip.gain.value, 0);
    strip.gain.rampTo(0.5, 1);
    assert.equal(undoAll(history), 2);
    assert.deepEqual(mixer.snapshot(), { version: 1 });
  });

  test('takes a restore for one step, with a fade or without', () => {
    const { mixer, history, strip } = stage();
    strip.gain.value = 0.7;
    const before = mixer.snapshot();
    mixer.restore({ version: 1, strips: [{ pan: 0.5 }, { gain: 0 }], buses: [{ mute: true }] }, { fade: 3 });
    const after = mixer.snapshot();
    history.undo();
    assert.deepEqual(mixer.snapshot(), before);
    history.redo();
    assert.deepEqual(mixer.snapshot(), after);
    assert.throws(() => mixer.restore({ version: 1, strips: [{ pan: 7 }] }), { code: 'snapshot-invalid' });
    assert.equal(undoAll(history), 2);
  });

  test('is through rebuilds and moves what it was', async () => {
    const { mixer, history, strip } = stage();
    strip.gain.value = 0.5;
    await mixer.rebuild();
    strip.gain.value = 0.25;
    await mixer.moveTo(createTestContext(44_100));
    assert.equal(undoAll(history), 2);
    assert.equal(strip.gain.value, 1);
  });

  test('knows nothing of a strip that is given back', async () => {
    const { mixer, history } = stage();
    const drums = mixer.claimStrip('drums');
    const ducked = mixer.strips[2]!.compressor;
    mixer.edit(() => {
      drums.gain.value = 0.5;
      mixer.strips[1]!.gain.value = 0.25;
      ducked.key.value = drums;
      ducked.on.value = true;
    });
    drums.mute.value = true;
    drums.pan.value = 0.5;
    history.undo();
    assert.ok(history.canRedo);
    await drums.release();
    assert.equal(history.canRedo, false);
    assert.deepEqual(history.undoPaths, ['strips[1].gain']);
    assert.equal(undoAll(history), 1);
    assert.deepEqual(mixer.snapshot(), { version: 1 });
    history.redo();
    assert.deepEqual(mixer.snapshot(), { version: 1, strips: [{}, { gain: 0.25 }] });

    drums.gain.value = 0.75;
    history.undo();
    assert.equal(drums.gain.value, 1);
  });

  test('ends the gestures at a strip that is given back, which nobody else may ever end', async () => {
    const { mixer, history } = stage();
    const drums = mixer.claimStrip('drums');
    const { pan, mute } = mixer.strips[1]!;
    drums.gain.begin();
    drums.gain.value = 0.5;
    pan.value = 0.25;
    const released = drums.release();
    assert.deepEqual(history.undoPaths, ['strips[1].pan']);
    mute.value = true;
    assert.deepEqual(history.undoPaths, ['strips[1].mute']);
    await released;
    drums.gain.end();
    assert.deepEqual([undoAll(history), mixer.snapshot()], [2, { version: 1 }]);

    pan.begin();
    const keys = mixer.claimStrip('keys');
    keys.gain.begin();
    await keys.release();
    pan.value = 0.5;
    mute.value = true;
    pan.end();
    assert.equal(undoAll(history), 1, 'the gesture at another strip goes on');
  });

  test('keeps apart what a release does from what is written in the same edit', async () => {
    const { mixer, history } = stage();
    const drums = mixer.claimStrip('drums');
    drums.trim.value = 2;
    let released: Promise<void> | undefined;
    assert.throws(() =>
      mixer.edit(() => {
        mixer.strips[3]!.gain.value = 0.5;
        released = drums.release();
        throw new Error('mine');
      }),
    );
    await released;
    assert.deepEqual([history.canUndo, mixer.snapshot()], [false, { version: 1 }]);
    mixer.edit(() => {
      mixer.strips[3]!.gain.value = 0.5;
      released = mixer.strips[1]!.release();
    });
    await released;
    assert.deepEqual(history.undoPaths, ['strips[3].gain']);
  });

  test('knows what is set where a restore that would have ended a release is refused', () => {
    const { mixer, history } = stage();
    const drums = mixer.claimStrip('drums');
    drums.gain.value = 0.5;
    void drums.release();
    assert.throws(() => mixer.restore({ version: 1, strips: [{ pan: 7 }] }), { code: 'snapshot-invalid' });
    drums.gain.value = 1;
    assert.deepEqual(history.undoPaths, ['strips[0].gain']);
    history.undo();
    assert.equal(drums.gain.value, 0.5);
  });

  test('ends the ramp of what it sets', () => {
    const { mirror, mixer } = assemble(SHAPE);
    const history = createHistory(mixer);
    const { gain } = mixer.strips[0]!;
    const seconds = () => mirror.read(mirror.layout.strip(0) + PARAMS.strip.gain.ramp.seconds);
    gain.rampTo(0, 5);
    assert.notEqual(seconds(), 0);
    history.undo();
    assert.equal(seconds(), 0);
    history.redo();
    assert.equal(seconds(), 0);
  });

  test('keeps as many steps as it is told to', () => {
    const mixer = createTestMixer(SHAPE);
    const history = createHistory(mixer, { limit: 3 });
    for (const value of [0.1, 0.2, 0.3, 0.4, 0.5]) mixer.strips[0]!.gain.value = value;
    assert.equal(undoAll(history), 3);
    assert.equal(mixer.strips[0]!.gain.value, Math.fround(0.2));
    for (const limit of [0, 1.5, Number.NaN, '3' as never]) {
      assert.throws(() => createHistory(mixer, { limit }), TypeError);
    }
    assert.throws(() => createHistory({} as never), TypeError);
    assert.throws(() => createHistory(null as never), TypeError);
  });

  test('leaves alone what it is to ignore', () => {
    const mixer = createTestMixer(SHAPE);
    const history = createHistory(mixer, { ignore: (path) => /listen$/.test(path) });
    const [strip] = mixer.strips;
    strip!.listen.value = 'pfl';
    assert.equal(history.canUndo, false);
    mixer.restore({ version: 1, strips: [{ pan: 1 }] });
    strip!.listen.value = 'afl';
    assert.deepEqual(history.undoPaths, ['strips[0].pan']);
    history.undo();
    assert.deepEqual([strip!.pan.value, strip!.listen.value], [0, 'afl']);
    assert.throws(() => createHistory(mixer, { ignore: /listen/ as never }), TypeError);
  });

  test('forgets a step that what it ignores has made impossible, and goes on with the others', async () => {
    const mixer = createTestMixer(SHAPE);
    const history = createHistory(mixer, { ignore: (path) => path === 'vcas[1].vca' });
    const [first, second] = mixer.vcas;
    const { gain } = mixer.strips[0]!;
    first!.vca.value = second!;
    gain.value = 0.5;
    history.undo();
    history.undo();
    second!.vca.value = first!;
    await null;
    let told = 0;
    history.addEventListener('change', () => {
      told += 1;
    });
    const before = mixer.snapshot();
    assert.throws(() => history.redo(), { code: 'cycle' });
    await null;
    assert.deepEqual([mixer.snapshot(), told], [before, 1]);
    assert.deepEqual([history.canUndo, history.redoPaths], [false, ['strips[0].gain']]);
    assert.ok(history.redo());
    assert.deepEqual([gain.value, history.canRedo, undoAll(history)], [0.5, false, 1]);

    second!.vca.value = null;
    gain.value = 0.25;
    first!.vca.value = second!;
    first!.vca.value = null;
    second!.vca.value = first!;
    assert.throws(() => history.undo(), { code: 'cycle' });
    assert.deepEqual([history.canRedo, history.undoPaths], [false, ['vcas[0].vca']]);
    assert.ok(history.undo());
    assert.deepEqual([history.undoPaths, mixer.vcas[0]!.vca.value], [['strips[0].gain'], null]);
  });

  test('tells where there is nothing to undo any more, since the mixer is gone', async () => {
    const { mixer, history, strip } = stage();
    const states: boolean[] = [];
    history.addEventListener('change', () => states.push(history.canUndo));
    strip.gain.value = 0.5;
    await null;
    mixer.dispose();
    await null;
    assert.deepEqual(states, [true, false]);
    const { mixer: other, history: empty } = stage();
    empty.addEventListener('change', () => assert.fail('nothing is new'));
    other.dispose();
    await null;
  });

  test('tells once of all that happens at once, and nothing where nothing is new', async () => {
    const { history, strip } = stage();
    let told = 0;
    history.addEventListener('change', () => {
      told += 1;
    });
    strip.gain.value = 0.5;
    strip.gain.value = 0.25;
    assert.equal(told, 0);
    await null;
    assert.equal(told, 1);
    strip.gain.value = 0.25;
    await null;
    assert.equal(told, 1);
    history.undo();
    await null;
    assert.equal(told, 2);
    history.clear();
    await null;
    assert.deepEqual([told, history.canUndo, history.canRedo], [3, false, false]);
    strip.gain.begin();
    strip.gain.value = 0.1;
    await null;
    strip.gain.value = 0.2;
    await null;
    strip.pan.value = 0.1;
    await null;
    assert.deepEqual([told, history.undoPaths], [5, ['strips[0].gain', 'strips[0].pan']]);
  });

  test('of the same mixer takes what another one undoes for a step', () => {
    const { mixer, history, strip } = stage();
    const other = createHistory(mixer);
    strip.gain.value = 0.5;
    history.undo();
    assert.equal(strip.gain.value, 1);
    other.undo();
    assert.equal(strip.gain.value, 0.5);
    other.dispose();
    assert.deepEqual([other.canUndo, other.undo()], [false, false]);
    assert.ok(history.undo());
  });

  test('refuses inside an edit, and once the mixer is gone', () => {
    const { mixer, history, strip } = stage();
    strip.gain.value = 0.5;
    assert.throws(() => mixer.edit(() => history.undo()), TypeError);
    assert.equal(strip.gain.value, 0.5);
    strip.gain.begin();
    mixer.dispose();
    strip.gain.end();
    assert.deepEqual([history.canUndo, history.undoPaths], [false, []]);
    assert.throws(
      () => history.undo(),
      (error) => error instanceof MixerError && error.code === 'disposed',
    );
    assert.throws(() => createHistory(mixer), { code: 'disposed' });
  });

  test('leaves begin and end without a meaning where there is none', () => {
    const { gain } = createTestMixer(SHAPE).strips[0]!;
    gain.begin();
    gain.value = 0.5;
    gain.end();
    gain.end();
    assert.equal(gain.value, 0.5);
  });
});

describe('random work', () => {
  /** Does something with a mixer, as an app and its users do. */
  function worker(seed: number, options: object) {
    const { mixer, history } = stage(options);
    const random = randomFrom(seed);
    const below = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const { strips, buses, master, monitor } = mixer;
    const controls = controlsBelow({ strips, buses, master, monitor });
    const turn = () => {
      below(controls).position = random() * 1.2 - 0.1;
    };
    const snapshots = [mixer.snapshot()];
    const open: (() => void)[] = [];
    const deeds = [
      turn,
      () => mixer.edit(() => Array.from({ length: 1 + random() * 9 }, turn)),
      () => below(strips).gain.rampTo(random() * 4, random()),
      () => {
        const control = below(controls) as unknown as ReturnType<typeof createTestMixer>['glide'];
        control.begin();
        open.push(() => control.end());
      },
      () => open.pop()?.(),
      () => open.pop()?.(),
      () => snapshots.push(mixer.snapshot()),
      () => mixer.restore(below(snapshots), { fade: random() - 0.5 }),
      () => {
        below([...strips, ...buses]).compressor.key.value = below([...buses, null]);
      },
      () => history.undo(),
      () => history.redo(),
    ];
    const work = (steps: number) => {
      for (let step = 0; step < steps; step += 1) {
        try {
          below(deeds)();
        } catch (error) {
          assert.equal((error as MixerError).code, 'cycle');
        }
      }
      while (open.length > 0) open.pop()?.();
      // So that nothing is left to redo.
      mixer.glide.value = random();
    };
    return { mixer, history, work };
  }

  for (const options of [{}, { exclusiveSolo: true }]) {
    test(`is undone to where it began and redone to where it ended, ${JSON.stringify(options)}`, () => {
      for (const seed of [1, 2, 3]) {
        const { mixer, history, work } = worker(seed, options);
        const states = [mixer.snapshot()];
        work(150);
        const end = mixer.snapshot();
        const steps = undoAll(history);
        assert.ok(steps > 15, `only ${steps} steps`);
        assert.deepEqual(mixer.snapshot(), states[0], `seed ${seed}`);
        for (let step = 0; step < steps; step += 1) {
          history.redo();
          states.push(mixer.snapshot());
        }
        assert.equal(history.canRedo, false);
        assert.deepEqual(mixer.snapshot(), end, `seed ${seed}`);
        for (let step = steps; step > 0; step -= 1) {
          assert.deepEqual(mixer.snapshot(), states[step], `seed ${seed}, step ${step}`);
          history.undo();
        }
      }
    });
  }
});
