import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { MixerOptions } from '../../src/api/mixer.js';
import { MixerError } from '../../src/errors.js';
import type { SceneStorage, ScenesOptions } from '../../src/state/api.js';
import { createHistory } from '../../src/state/history.js';
import { createLink } from '../../src/state/link.js';
import { createScenes } from '../../src/state/scenes.js';
import { createTestMixer } from '../../src/testing/create-test-mixer.js';

const SHAPE = { strips: 3, buses: 2, effects: 1 };
const KEY = 'megamixer:scenes';

/** What `localStorage` does, with room for so many characters. */
class Shelf implements SceneStorage {
  readonly items: Map<string, string>;
  room = Number.POSITIVE_INFINITY;

  constructor(items = new Map<string, string>()) {
    this.items = items;
  }

  /** The same storage in another page, where another object stands for it. */
  elsewhere(): Shelf {
    return new Shelf(this.items);
  }

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    const others = [...this.items].filter(([name]) => name !== key);
    const taken = others.reduce((sum, [, { length }]) => sum + length, text.length);
    if (taken > this.room) throw new DOMException('full', 'QuotaExceededError');
    this.items.set(key, text);
  }
}

function stage(options: ScenesOptions & { shape?: MixerOptions } = {}) {
  const storage = new Shelf();
  const mixer = createTestMixer({ ...SHAPE, ...options.shape });
  const scenes = createScenes(mixer, { storage, ...options });
  const strip = mixer.strips[0]!;
  let changes = 0;
  scenes.addEventListener('change', () => {
    changes += 1;
  });
  return { storage, mixer, scenes, strip, changes: () => changes };
}

const document = (fields: object) => JSON.stringify({ format: 'megamixer-scenes', version: 1, scenes: [], ...fields });
const sceneOf = (snapshot: unknown, name = 'Verse') => document({ scenes: [{ name, snapshot }] });

describe('scenes', () => {
  test('are saved by name and recalled, with a fade, as one step of a history', () => {
    const { mixer, scenes, strip } = stage();
    const history = createHistory(mixer);
    scenes.save('Silence');
    strip.gain.value = 0.5;
    mixer.buses[1]!.mute.value = true;
    const verse = mixer.snapshot();
    scenes.save(' Verse ');
    assert.deepEqual(scenes.list, ['Silence', 'Verse']);
    const ramps: unknown[] = [];
    const { rampTo } = strip.gain;
    strip.gain.rampTo = (...args) => {
      ramps.push(args);
      rampTo.apply(strip.gain, args);
    };
    assert.deepEqual(scenes.recall('Silence', { fade: 2 }), { ignored: [] });
    assert.deepEqual([mixer.snapshot(), ramps], [{ version: 1 }, [[1, 2]]]);
    history.undo();
    assert.deepEqual(mixer.snapshot(), verse);
    scenes.recall('Silence');
    scenes.recall('Verse');
    assert.deepEqual([mixer.snapshot(), ramps.length], [verse, 1]);
  });

  test('keep their place when they are saved anew, get other names and places, and go', () => {
    const { mixer, scenes, strip, changes } = stage();
    for (const name of ['A', 'B', 'C']) scenes.save(name);
    strip.gain.value = 0.5;
    scenes.save('B');
    scenes.rename('B', 'Bridge');
    scenes.rename('Bridge', 'Bridge');
    scenes.move('Bridge', 0);
    assert.deepEqual(scenes.list, ['Bridge', 'A', 'C']);
    scenes.move('Bridge', 9);
    scenes.move('C', -4);
    assert.deepEqual(scenes.list, ['C', 'A', 'Bridge']);
    scenes.remove('C');
    assert.deepEqual([scenes.list, changes()], [['A', 'Bridge'], 10]);
    scenes.recall('A');
    scenes.recall('Bridge');
    assert.equal(mixer.strips[0]!.gain.value, 0.5);
  });

  test('refuse names that are none, that are taken, or that nobody has, and nothing changes', () => {
    const { scenes, changes } = stage();
    scenes.save('A');
    scenes.save('B');
    for (const name of ['', '  ', 'x'.repeat(201), 7 as never]) {
      assert.throws(() => scenes.save(name), TypeError);
      assert.throws(() => scenes.rename('A', name), TypeError);
    }
    assert.throws(() => scenes.rename('A', 'B'), { name: 'TypeError', message: /another scene "B"/ });
    assert.throws(() => scenes.move('A', 0.5), TypeError);
    for (const deed of [
      () => scenes.recall('C'),
      () => scenes.rename('C', 'D'),
      () => scenes.move('C', 0),
      () => scenes.remove('C'),
      () => scenes.export(['A', 'C']),
    ]) {
      assert.throws(deed, { code: 'no-scene', message: /There is no scene "C". There are "A", "B"./ });
    }
    assert.deepEqual([scenes.list, changes()], [['A', 'B'], 2]);
    assert.throws(() => createScenes({} as never), TypeError);
    assert.throws(() => createScenes(createTestMixer(SHAPE), { key: '' }), TypeError);
  });

  test('are there again in the next page, under their key alone', () => {
    const { storage, scenes, strip } = stage();
    strip.gain.value = 0.5;
    scenes.save('Verse');
    const next = stage({ storage: storage.elsewhere() });
    assert.deepEqual([next.scenes.list, next.scenes.isStored, next.scenes.problem], [['Verse'], true, null]);
    next.scenes.recall('Verse');
    assert.equal(next.strip.gain.value, 0.5);
    assert.deepEqual([...storage.items.keys()], [KEY]);
    assert.deepEqual(stage({ storage, key: 'other' }).scenes.list, []);
  });

  test('last as long as the page where nothing stores them', () => {
    const { scenes } = stage({ storage: null });
    scenes.save('Verse');
    assert.deepEqual([scenes.list, scenes.isStored, scenes.problem], [['Verse'], false, null]);
  });

  test('say where the storage cannot be had, and go on without', (t) => {
    const forbidden = new DOMException('denied', 'SecurityError');
    const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
    t.after(() => before && Object.defineProperty(globalThis, 'localStorage', before));
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get() {
        throw forbidden;
      },
    });
    if (before === undefined) t.after(() => Reflect.deleteProperty(globalThis, 'localStorage'));
    const scenes = createScenes(createTestMixer(SHAPE));
    const problem = scenes.problem as MixerError;
    assert.deepEqual([problem.code, problem.cause, scenes.isStored], ['scenes-storage', forbidden, false]);
    scenes.save('Verse');
    assert.deepEqual(scenes.list, ['Verse']);
  });

  test('are not lost where the storage is full, and the one that had no room is not there', () => {
    const { storage, scenes, strip, changes } = stage();
    scenes.save('Verse');
    storage.room = storage.items.get(KEY)!.length + 10;
    strip.gain.value = 0.123;
    assert.throws(
      () => scenes.save('Chorus'),
      (error) => error instanceof MixerError && error.code === 'scenes-storage' && error.cause instanceof DOMException,
    );
    const there = () => stage({ storage: storage.elsewhere() }).scenes.list;
    assert.deepEqual([scenes.list, there(), changes()], [['Verse'], ['Verse'], 1]);
    scenes.remove('Verse');
    strip.gain.reset();
    scenes.save('C');
    assert.deepEqual(there(), ['C']);
  });

  test('are as many as a file has room for', () => {
    const { scenes } = stage();
    for (let index = 0; index < 256; index += 1) scenes.save(`Scene ${index}`);
    assert.throws(() => scenes.save('one more'), { code: 'scenes-storage', message: /256 scenes/ });
    assert.equal(scenes.list.length, 256);
  });

  test('leave alone what they cannot read in the storage, say so, and keep it when the first one is saved', () => {
    for (const [text, code] of [
      ['{"scenes":', 'scenes-invalid'],
      ['[]', 'scenes-invalid'],
      [document({ version: 2 }), 'scenes-version'],
    ] as const) {
      const storage = new Shelf();
      storage.items.set(KEY, text);
      storage.items.set(`${KEY}:kept`, 'an older one');
      const { scenes } = stage({ storage });
      assert.deepEqual([scenes.list, (scenes.problem as MixerError).code], [[], code]);
      assert.equal(storage.items.get(KEY), text);
      storage.room = 100;
      assert.throws(() => scenes.save('Verse'), { code: 'scenes-storage' });
      assert.equal(storage.items.get(KEY), text);
      storage.room = Number.POSITIVE_INFINITY;
      scenes.save('Verse');
      scenes.save('Chorus');
      const there = stage({ storage: storage.elsewhere() }).scenes;
      assert.deepEqual([scenes.problem, there.list, there.problem], [null, ['Verse', 'Chorus'], null]);
      assert.equal(storage.items.get(`${KEY}:kept`), 'an older one');
      assert.equal(storage.items.get(`${KEY}:kept-2`), text);
      assert.equal(storage.items.size, 3);
    }
  });

  /** The event by which a page hears of what other tabs have stored. */
  function windowIn(t: TestContext) {
    const window = new EventTarget();
    const globals = globalThis as { addEventListener?: unknown; removeEventListener?: unknown };
    globals.addEventListener = window.addEventListener.bind(window);
    globals.removeEventListener = window.removeEventListener.bind(window);
    t.after(() => {
      delete globals.addEventListener;
      delete globals.removeEventListener;
    });
    return (storageArea: unknown, key: string | null) =>
      window.dispatchEvent(Object.assign(new Event('storage'), { storageArea, key }));
  }

  test('are the same for all of a page that keep them in one place, and each tells', (t) => {
    const tell = windowIn(t);
    const { storage, scenes, changes } = stage();
    const second = stage({ storage });
    const elsewhere = [stage({ storage, key: 'other' }), stage({ storage: null }), stage({ storage: null })];
    scenes.save('Verse');
    assert.deepEqual([second.scenes.list, second.changes()], [['Verse'], 1]);
    second.scenes.rename('Verse', 'Chorus');
    assert.deepEqual([scenes.list, changes(), second.changes()], [['Chorus'], 2, 2]);
    stage({ storage: storage.elsewhere() }).scenes.save('Theirs');
    tell(storage, KEY);
    assert.deepEqual([scenes.list, changes(), second.changes()], [['Chorus', 'Theirs'], 3, 3]);
    second.scenes.dispose();
    scenes.remove('Theirs');
    assert.deepEqual([changes(), second.changes()], [4, 3]);
    elsewhere[1]!.scenes.save('Gone with the page');
    assert.deepEqual(
      elsewhere.map((each) => [each.scenes.list.length, each.changes()]),
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
    );
  });

  test('tell what another tab has done once they know it, also where what they were to do is refused', (t) => {
    const tell = windowIn(t);
    const { storage, scenes, changes } = stage();
    stage({ storage: storage.elsewhere() }).scenes.save('Theirs');
    assert.throws(() => scenes.rename('Nobody', 'Somebody'), { code: 'no-scene' });
    assert.deepEqual([scenes.list, changes()], [['Theirs'], 1]);
    tell(storage, KEY);
    assert.throws(() => scenes.remove('Nobody'), { code: 'no-scene' });
    assert.equal(changes(), 1);
  });

  test('follow other tabs, and lose nothing of what those have saved', (t) => {
    const tell = windowIn(t);
    const { storage, scenes, changes } = stage();
    scenes.save('Mine');
    const other = stage({ storage: storage.elsewhere() });
    other.scenes.save('Theirs');
    tell(new Shelf(), KEY);
    tell(storage, 'another');
    assert.deepEqual([scenes.list, changes()], [['Mine'], 1]);
    tell(storage, KEY);
    tell(storage, KEY);
    assert.deepEqual([scenes.list, changes()], [['Mine', 'Theirs'], 2]);
    other.scenes.save('More');
    scenes.save('Before it was told');
    assert.deepEqual(scenes.list, ['Mine', 'Theirs', 'More', 'Before it was told']);
    storage.items.set(KEY, 'rubbish');
    tell(storage, KEY);
    assert.equal((scenes.problem as MixerError).code, 'scenes-invalid');
    assert.equal(scenes.list.length, 4);
    scenes.remove('More');
    assert.deepEqual([storage.items.get(`${KEY}:kept`), scenes.list.length], ['rubbish', 3]);
    storage.items.clear();
    tell(storage, null);
    assert.deepEqual(scenes.list, []);
    scenes.dispose();
    other.scenes.save('Unheard');
    tell(storage, KEY);
    assert.deepEqual(scenes.list, []);
  });
});

describe('files of scenes', () => {
  test('bring the scenes to another mixer, to the bit', async () => {
    const { mixer, scenes, strip } = stage();
    strip.gain.db = -7.7;
    strip.eq.bands[0]!.frequency.value = 123.4;
    scenes.save('Verse');
    strip.mute.value = true;
    scenes.save('Chorus “2” 🎚');
    const there = stage();
    assert.deepEqual(await there.scenes.import(scenes.export()), { added: scenes.list, same: [] });
    there.scenes.recall('Chorus “2” 🎚');
    assert.deepEqual(there.mixer.snapshot(), mixer.snapshot());
    const one = stage();
    await one.scenes.import(new Blob([`\ufeff${scenes.export(['Verse'])}`]));
    assert.deepEqual([one.scenes.list, one.changes()], [['Verse'], 1]);
  });

  test('come in after what is there, under other names where those are taken, and not twice', async () => {
    const { scenes, strip } = stage();
    scenes.save('Verse');
    const first = scenes.export();
    strip.gain.value = 0.5;
    scenes.save('Verse');
    assert.deepEqual(await scenes.import(first), { added: ['Verse (2)'], same: [] });
    assert.deepEqual(await scenes.import(scenes.export()), { added: [], same: ['Verse', 'Verse (2)'] });
    strip.gain.value = 0.25;
    scenes.save('Verse (2)');
    assert.deepEqual(await scenes.import(first), { added: ['Verse (3)'], same: [] });
    for (const again of [first, first]) {
      assert.deepEqual(await scenes.import(again), { added: [], same: ['Verse'] });
    }
    scenes.rename('Verse (3)', 'Verse (03)');
    assert.deepEqual(await scenes.import(first), { added: ['Verse (3)'], same: [] });
    scenes.remove('Verse (03)');
    const long = sceneOf({ version: 1 }, 'x'.repeat(200));
    await scenes.import(long);
    const longer = sceneOf({ version: 1, glide: 0.1 }, 'x'.repeat(200));
    await scenes.import(longer);
    assert.deepEqual(await scenes.import(longer), { added: [], same: ['x'.repeat(200)] });
    assert.deepEqual(scenes.list.slice(3), ['x'.repeat(200), `${'x'.repeat(196)} (2)`]);
  });

  const broken: readonly [what: string, text: string, message: RegExp, code?: string][] = [
    ['no JSON', 'RIFF\0\0', /is JSON, .* begins with "RIFF/],
    ['half a file', document({}).slice(0, -9), /is JSON/],
    ['a snapshot', '{"version":1,"strips":[]}', /a format of "megamixer-scenes", and this has none/],
    ['a file of something else', '{"format":"tracks"}', /and this has "tracks"/],
    ['a list', '[]', /is an object, and this has a list/],
    ['a version that is none', document({ version: '1' }), /a version of 1 or more, and this has "1"/],
    ['a later version', document({ version: 2 }), /version 2, .* up to version 1/, 'scenes-version'],
    ['no scenes', document({ scenes: null }), /a list of scenes, and this has null/],
    ['too many scenes', document({ scenes: Array(257).fill({}) }), /at most 256 scenes, and this has 257/],
    ['a scene that is none', document({ scenes: [null] }), /an object for each scene, at 0 too, and this has null/],
    ['a scene without a name', sceneOf({ version: 1 }, ' '), /scene 0 has " "/],
    ['a scene without a snapshot', sceneOf(undefined), /a snapshot for each scene, for "Verse" too/],
    [
      'two scenes of a name',
      document({ scenes: Array(2).fill({ name: 'Verse', snapshot: { version: 1 } }) }),
      /each name once, and this has "Verse" twice/,
    ],
    ['a snapshot of no version', sceneOf({}), /"Verse" is none: .*version/],
    ['a value out of range', sceneOf({ version: 1, strips: [{ pan: 2 }] }), /"Verse" is none: .*strips\[0\]\.pan/],
    ['more strips than there are', sceneOf({ version: 1, strips: [{}, {}, {}, { pan: 1 }] }), /takes 4 strips/],
    ['an effect without a slot', sceneOf({ version: 1, buses: [{}, { effect: { type: 'delay' } }] }), /buses\[1\]/],
    [
      'routes in a circle',
      sceneOf({ version: 1, buses: [{ output: 'buses[1]' }, { output: 'buses[0]' }] }),
      /goes round in a circle/,
    ],
    ['too many characters', `"${'x'.repeat(4e6)}"`, /at most 4 MB, and this has 4\.0 MB/],
  ];

  for (const [what, text, message, code = 'scenes-invalid'] of broken) {
    test(`are refused with ${what}, and nothing changes`, async () => {
      const { mixer, scenes, strip, storage, changes } = stage();
      strip.gain.value = 0.5;
      scenes.save('A');
      const history = createHistory(mixer);
      const before = [storage.getItem(KEY), mixer.snapshot(), mixer.stats.sequence];
      for (const file of [text, new Blob([text])]) {
        await assert.rejects(scenes.import(file), (error) => {
          assert.ok(error instanceof MixerError && error.code === code, String(error));
          assert.match(error.message, message);
          assert.match(error.message, /Nothing was changed\. See node_modules/);
          return true;
        });
      }
      assert.deepEqual([storage.getItem(KEY), mixer.snapshot(), mixer.stats.sequence], before);
      assert.deepEqual([scenes.list, changes(), history.canUndo], [['A'], 1, false]);
    });
  }

  test('are not even read where they are too large, or cannot be', async () => {
    const { scenes } = stage();
    const large = new Blob([]);
    Object.defineProperty(large, 'size', { value: 4e6 + 1 });
    large.text = () => assert.fail('it was read');
    await assert.rejects(scenes.import(large), { code: 'scenes-invalid', message: /at most 4 MB/ });
    const gone = new Blob(['{}']);
    const cause = new DOMException('gone', 'NotReadableError');
    gone.text = () => Promise.reject(cause);
    await assert.rejects(scenes.import(gone), { code: 'scenes-invalid', cause });
    await assert.rejects(scenes.import(7 as never), TypeError);
  });

  test('are looked at without a trace: links stay where they are, and so does what listens', async () => {
    const { mixer, scenes, strip } = stage();
    let heard = 0;
    strip.gain.subscribe(() => {
      heard += 1;
    });
    const held = mixer.strips[1]!.gain;
    held.db = 10;
    createLink([strip.gain, held]);
    strip.gain.db = 6;
    strip.gain.begin();
    const before = mixer.snapshot();
    await scenes.import(sceneOf({ version: 1, strips: [{ gain: 0.1 }] }));
    assert.deepEqual([heard, mixer.snapshot()], [1, before]);
    strip.gain.db = 0;
    assert.equal(held.db.toFixed(3), '10.000');
    mixer.dispose();
    await assert.rejects(scenes.import(sceneOf({ version: 1 }, 'B')), { code: 'disposed' });
    assert.throws(() => scenes.recall('Verse'), { code: 'disposed' });
    assert.deepEqual(scenes.list, ['Verse']);
  });
});
