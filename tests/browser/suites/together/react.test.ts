import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, engine, leave, pageWith, soak } from '../../harness/engine.ts';
import { reactVersions } from '../../harness/react.ts';

for (const version of reactVersions) {
  // The one before the newest in one engine, and the newest in the others.
  const isHere = (engine === 'firefox') === (version !== reactVersions.at(-1));
  const describeReact: typeof describeEngine = (subject, tests) => (isHere || soak) && describeEngine(subject, tests);
  const inMixer = pageWith<typeof import('../../page/react/mixer.ts')>(`react-${version}/mixer`);
  const inRefresh = pageWith<typeof import('../../page/react/refresh.ts')>(`react-${version}/refresh`);
  const inParam = pageWith<typeof import('../../page/react/param.ts')>(`react-${version}/param`);
  const inMeter = pageWith<typeof import('../../page/react/meter.ts')>(`react-${version}/meter`);
  const inManual = pageWith<typeof import('../../page/react/manual-example.ts')>(`react-${version}/manual-example`);
  const inDesk = pageWith<typeof import('../../page/react/desk.ts')>(`react-${version}/desk`);

  describeReact(`React ${version}, useMixer`, () => {
    test('this is the React that it says', async () => {
      assert.match(await inMixer((page) => page.reactVersion()), new RegExp(`^${version}\\.`));
    });

    test('StrictMode gets one mixer in one context, which goes with its component', async () => {
      assert.deepEqual(await inMixer((page) => page.strictMode()), {
        begun: 1,
        nodes: 1,
        contexts: 1,
        statuses: ['pending', 'ready'],
        whileMounted: { disposed: false, used: 1 },
        afterwards: { disposed: true, used: 0 },
      });
    });

    test('a component that is unmounted meanwhile leaves no mixer', async () => {
      const { nodes, statuses } = await inMixer((page) => page.unmountedMeanwhile());
      assert.deepEqual([nodes, statuses], [0, ['pending']]);
    });

    test('what is cleaned up with the mixer may still write to it', async () => {
      const { written, disposed } = await inMixer((page) => page.cleanUp());
      assert.deepEqual(written.toSorted(), [-0.5, 0.5]);
      assert.deepEqual(disposed, [false, false, true]);
    });

    test('equal options are the same mixer, others and another context a new one, and the old one goes', async () => {
      const other = { atOnce: 'pending', other: true, gone: true, strips: 4, gain: 1 };
      assert.deepEqual(await inMixer((page) => page.optionsByValue()), {
        same: true,
        options: other,
        context: other,
        inOther: true,
      });
    });

    test('a mixer that has moved to the context which the component is given stays', async () => {
      assert.deepEqual(await inMixer((page) => page.moved()), { stays: true, gain: 0.5, gone: true, another: 1 });
    });

    test('a function that gives a context is asked for one, and for another once that is closed', async () => {
      assert.deepEqual(await inMixer((page) => page.contextFromFunction()), {
        same: true,
        whenOpen: 1,
        whenClosed: 2,
        inLast: true,
      });
    });

    test('a mixer is set up once and as one edit, before anybody has it', async () => {
      assert.deepEqual(await inMixer((page) => page.setUp()), {
        ...{ calls: 1, insideAnEdit: true, gain: 0.5 },
        ...{ message: 'no such mix', disposed: true },
      });
    });

    test('without a context it waits, and where none can be made it says why', async () => {
      const { none, closed, thrown } = await inMixer((page) => page.withoutMixer());
      assert.deepEqual(none, ['pending']);
      assert.deepEqual([closed.mixer, closed.name, closed.code], [null, 'MixerError', 'closed-context']);
      assert.deepEqual([thrown.mixer, thrown.name, thrown.message], [null, 'RangeError', 'no loudspeakers']);
    });

    if (version >= 19) {
      test('a component that is hidden and shown again finds its settings', async () => {
        assert.deepEqual(await inMixer((page) => page.hiddenAndShown()), {
          gains: [0.5, 0.25, 1],
          meanwhile: 'pending',
        });
      });
    }

    test('a component that is edited while it runs keeps its mixer', async () => {
      await leave();
      assert.deepEqual(await inRefresh((page) => page.refreshed()), {
        ...{ kept: true, text: 'after: 0.25', contexts: 1 },
        ...{ connections: 2, connected: 0, disposed: true },
      });
    });

    test('all of that without an error', () => inMixer(noErrors));
  });

  describeReact(`React ${version}, useParam`, () => {
    test('a control that changes renders once, and nothing else does', async () => {
      const { shown, stable, text } = await inParam((page) => page.whatRenders());
      assert.deepEqual(shown, {
        mounting: [1],
        'the hook': [0.5],
        'a function of the value': [0.25],
        'the same value': [],
        'somebody else': [0.75],
        'twice in one edit': [0.5],
        'another control': [],
        'meters and statistics': [],
        'a ramp': [0.25],
        'a snapshot': [1],
        'what is no value': [],
      });
      assert.ok(stable, 'the setter is another one');
      assert.equal(text, '1');
    });

    test('every kind of control is shown and set, and a fader by its travel and in decibels', async () => {
      const { gain, db, position, rest, of } = await inParam((page) => page.views());
      assert.equal(gain, 0.25);
      assert.ok(Math.abs((db as number) + 6) < 1e-5, `${db} dB`);
      assert.equal(position, 0);
      assert.deepEqual(rest, [true, 'mono', true]);
      assert.deepEqual(of, rest);
    });

    test('a control may come, be another and lose its mixer', async () => {
      assert.deepEqual(await inParam((page) => page.comesAndGoes()), [null, 0.5, 1, 0.5, 0.5, 0.125]);
    });

    test('a restored snapshot renders once, however many controls it moves', async () => {
      assert.deepEqual(await inParam((page) => page.restored()), ['1,1,1,1', '0.5,0.5,0.5,0.5']);
    });

    test('a control that is turned while React renders is not torn', async () => {
      const { whenTurned, readers, screens, last } = await inParam((page) => page.concurrent());
      assert.ok(whenTurned < readers, `all ${readers} were rendered before it was turned`);
      assert.ok(screens.length > 0);
      for (const screen of screens) assert.ok(screen.length <= 1, `on one screen: ${screen}`);
      assert.equal(last, '0.5');
    });

    test('a page from the server is hydrated with the defaults, and then shows what is set', async () => {
      const { fromServer, seen, text, errors, position } = await inParam((page) => page.hydrated());
      assert.equal(fromServer, `1 ${position} 0`);
      assert.deepEqual(errors, []);
      assert.deepEqual(seen, [1, 0.25]);
      assert.match(text, /^0\.25 0\.5 -12\.04/);
    });

    test('all of that without an error', () => inParam(noErrors));
  });

  describeReact(`React ${version}, useMeter`, () => {
    test('three meters share a frame, render nothing and leave nothing behind', async () => {
      const { during, afterwards } = await inMeter((page) => page.oneFrame());
      assert.equal(during.renders, 0);
      assert.deepEqual(during.behind, [0, 0, 0]);
      for (const reads of during.reads) assert.ok(Math.abs(reads - during.given) <= 1, JSON.stringify(during));
      assert.ok(Math.abs(during.asked - during.given) <= 1, JSON.stringify(during));
      assert.deepEqual(afterwards, { asked: 0, reads: [0, 0, 0] });
    });

    test('a meter is read only where there is an element to draw it in', async () => {
      assert.deepEqual(await inMeter((page) => page.whenRead()), [0, 0, 0]);
    });

    test('a drawing that throws is told once, and the others go on', async () => {
      const { told, draws } = await inMeter((page) => page.throws());
      assert.equal(draws, 1);
      assert.equal(told.length, 1);
      assert.match(told[0]!, /no ink/);
    });

    test('a meter that costs measures while it is drawn', async () => {
      assert.deepEqual(await inMeter((page) => page.costly()), [0, 1, 0, 1, 0]);
    });

    test('all of that without an error', () => inMeter(noErrors));
  });

  describeReact(`React ${version}, the example of the manual`, () => {
    test('is heard, also after the browser has ended its node, and obeys its buttons', () =>
      inManual((page) => page.example()));

    test('all of that without an error', () => inManual(noErrors));
  });

  describeReact(`React ${version}, a desk`, () => {
    for (const backend of backends) {
      test(`a fader is heard, and its meter moves while the strip renders only for the fader, ${backend}`, async () => {
        const { contexts, amplitude, before, after, later, pictures } = await inDesk((page) => page.play(backend), {
          isolated: backend === 'shared',
        });
        assert.equal(contexts, 1);
        assert.ok(Math.abs(after.heard / before.heard - 1 / 4) < 0.01, `${before.heard}, then ${after.heard}`);
        assert.ok(Math.abs(after.meter - amplitude / 4) < 0.01, `the meter shows ${after.meter}`);
        assert.ok(pictures > 3, `${pictures} pictures of the meter on its way`);
        // StrictMode renders everything twice.
        assert.deepEqual([before.renders, after.renders, later.renders], [2, 4, 4]);
      });
    }

    test('all of that without an error', () => inDesk(noErrors, { isolated: false }));
  });
}

async function noErrors(_: unknown, page: { errors(): Promise<readonly string[]> }): Promise<void> {
  assert.deepEqual(await page.errors(), []);
}
