import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { layout } from 'megamixer-worklet/layout';
import type { Publisher } from '../src/mirror/mirror.js';
import { ProfiledMirror } from '../src/mirror/profiled-mirror.js';
import { ActivityTrack } from '../src/stats/activity.js';

const LAYOUT = layout(3, 2);
const { timeStamp } = console;

/** What reached the Performance panel. */
let shown: { label: string; track: string; duration: number }[] = [];
let published = 0;

function profiled(): ProfiledMirror {
  const mirror = new ProfiledMirror(LAYOUT, new ActivityTrack());
  const publisher: Publisher = {
    publish: () => {
      published += 1;
    },
  };
  mirror.publishTo(publisher);
  return mirror;
}

describe('the mirror of a mixer that is profiled', () => {
  beforeEach(() => {
    shown = [];
    published = 0;
    console.timeStamp = (...all: unknown[]) => {
      const [label, start, end, track] = all as [string, number, number, string];
      shown.push({ label, track, duration: end - start });
    };
  });
  afterEach(() => {
    console.timeStamp = timeStamp;
  });

  test('shows an edit with the handle it belongs to, once the task is over', async () => {
    const mirror = profiled();
    mirror.write(LAYOUT.strip(2), 7);
    assert.deepEqual([shown.length, published], [0, 1]);
    await null;
    assert.equal(shown.length, 1);
    assert.deepEqual([shown[0]!.label, shown[0]!.track], ['Edit strips[2]', 'Megamixer']);
    assert.ok(shown[0]!.duration >= 0);
  });

  test('names every kind of section', async () => {
    const mirror = profiled();
    for (const word of [LAYOUT.mixer, LAYOUT.master, LAYOUT.bus(1), LAYOUT.send(0, 1)]) {
      mirror.write(word, 7);
      await null;
    }
    const labels = shown.map(({ label }) => label);
    assert.deepEqual(labels, ['Edit mixer', 'Edit master', 'Edit buses[1]', 'Edit strips[0]']);
  });

  test('shows what is written inside an edit as that edit, and all edits of a task as one', async () => {
    const mirror = profiled();
    mirror.edit(() => {
      mirror.write(LAYOUT.strip(0), 7);
      mirror.writeBoth(LAYOUT.strip(1), 8, LAYOUT.strip(1) + 1, 9);
    });
    await null;
    mirror.write(LAYOUT.strip(0), 1);
    mirror.write(LAYOUT.strip(1), 2);
    await null;
    const labels = shown.map(({ label }) => label);
    assert.deepEqual(labels, ['Edit 2 sections, 3 words', '2 edits, 2 words']);
  });

  test('shows nothing of what changes nothing', async () => {
    const mirror = profiled();
    mirror.write(LAYOUT.strip(0), mirror.read(LAYOUT.strip(0)));
    assert.throws(() =>
      mirror.edit(() => {
        mirror.write(LAYOUT.strip(0), 7);
        throw new Error('no');
      }),
    );
    await null;
    assert.deepEqual([shown, published], [[], 0]);
  });
});

describe('the track', () => {
  test('shows work from its beginning to its end, keeps nothing, and hands on what became of it', async () => {
    const seen: string[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push(`${entry.entryType} ${entry.name}`);
    });
    observer.observe({ entryTypes: ['measure', 'mark'] });
    const track = new ActivityTrack();
    assert.equal(await track.during('Work', () => Promise.resolve(3)), 3);
    await assert.rejects(
      track.during('Toil', () => Promise.reject(new Error('no'))),
      /no/,
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    observer.disconnect();
    assert.deepEqual(seen.sort(), ['mark Megamixer: Toil: failed', 'measure Toil', 'measure Work']);
    assert.deepEqual(performance.getEntriesByType('measure'), []);
  });
});
