import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, layout } from 'megamixer-worklet/layout';
import { MixerError } from '../src/errors.js';
import { Mirror, type Publisher } from '../src/mirror/mirror.js';

const LAYOUT = layout(3, 2);
const A = LAYOUT.strip(0);
const B = LAYOUT.strip(1);

/** Keeps what is published: addresses of values, addresses of versions, and the sequence by then. */
class Log implements Publisher {
  readonly edits: { values: number[]; versions: number[]; sequence: number }[] = [];

  publish(words: Int32Array, changed: Int32Array, values: number, versions: number): void {
    this.edits.push({
      values: [...changed.subarray(0, values)],
      versions: [...changed.subarray(values, values + versions)],
      sequence: words[HEADER.sequence]!,
    });
  }
}

function mirrorWithLog(): { mirror: Mirror; log: Log } {
  const mirror = new Mirror(LAYOUT);
  const log = new Log();
  mirror.publisher = log;
  return { mirror, log };
}

describe('the mirror', () => {
  test('publishes a write outside an edit as an edit of one', () => {
    const { mirror, log } = mirrorWithLog();
    mirror.write(A, 7);
    assert.deepEqual(log.edits, [{ values: [A], versions: [LAYOUT.versions + LAYOUT.stripSection(0)], sequence: 2 }]);
    assert.equal(mirror.read(A), 7);
  });

  test('publishes nothing for a write that changes nothing', () => {
    const { mirror, log } = mirrorWithLog();
    mirror.write(A, mirror.read(A));
    assert.equal(log.edits.length, 0);
  });

  test('publishes an edit across sections as one, each word and each version once', () => {
    const { mirror, log } = mirrorWithLog();
    mirror.edit(() => {
      mirror.write(A, 1);
      mirror.write(A + 1, 2);
      mirror.write(A, 3);
      mirror.write(B, 4);
      mirror.write(LAYOUT.master, 5);
      mirror.write(LAYOUT.mixer, 6);
      mirror.write(LAYOUT.bus(1), 7);
      mirror.write(LAYOUT.send(1, 1), 8);
      assert.equal(log.edits.length, 0, 'nothing is heard before the edit is over');
    });
    assert.equal(log.edits.length, 1);
    const [edit] = log.edits;
    assert.deepEqual(edit!.values, [A, A + 1, B, LAYOUT.master, LAYOUT.mixer, LAYOUT.bus(1), LAYOUT.send(1, 1)]);
    const sections = [LAYOUT.stripSection(0), LAYOUT.stripSection(1), LAYOUT.masterSection, LAYOUT.mixerSection];
    assert.deepEqual(
      edit!.versions,
      [...sections, LAYOUT.busSection(1)].map((section) => LAYOUT.versions + section),
    );
    for (const version of edit!.versions) assert.equal(mirror.read(version), 1);
  });

  test('publishes nothing of a word that an edit changed and changed back', () => {
    const { mirror, log } = mirrorWithLog();
    const before = mirror.read(A);
    mirror.edit(() => {
      mirror.write(A, 9);
      mirror.write(A, before);
    });
    assert.equal(log.edits.length, 0);
    assert.equal(mirror.read(HEADER.sequence), 0);
    mirror.edit(() => {
      mirror.write(A, 9);
      mirror.write(B, 9);
      mirror.edit(() => mirror.write(A, before));
    });
    assert.deepEqual(log.edits[0]!.values, [B]);
  });

  test('restores everything, and publishes nothing, when an edit throws', () => {
    const { mirror, log } = mirrorWithLog();
    const before = mirror.words.slice();
    const mine = new Error('mine');
    assert.throws(
      () =>
        mirror.edit(() => {
          mirror.write(A, 1);
          mirror.edit(() => mirror.write(A, 2));
          mirror.write(A, 3);
          mirror.write(B, 4);
          throw mine;
        }),
      mine,
    );
    assert.deepEqual(mirror.words, before);
    assert.equal(log.edits.length, 0);
    mirror.write(A, 5);
    assert.deepEqual(log.edits[0]!.values, [A], 'and the next write is an edit of its own');
  });

  test('takes back only the inner edit when the outer one catches what it threw', () => {
    const { mirror, log } = mirrorWithLog();
    mirror.edit(() => {
      mirror.write(A, 1);
      try {
        mirror.edit(() => {
          mirror.write(A, 2);
          mirror.write(B, 2);
          throw new Error('inner');
        });
      } catch {}
      assert.equal(mirror.read(A), 1);
    });
    assert.deepEqual(log.edits[0]!.values, [A]);
    assert.equal(mirror.read(A), 1);
  });

  test('refuses an edit that returns a promise, and takes back what it wrote', () => {
    const { mirror, log } = mirrorWithLog();
    const before = mirror.read(A);
    assert.throws(
      () =>
        mirror.edit((async () => {
          mirror.write(A, 1);
        }) as () => void),
      { name: 'TypeError', message: /promise/ },
    );
    assert.equal(mirror.read(A), before);
    assert.equal(log.edits.length, 0);
  });

  test('keeps the sequence even, two more for each edit, around the end of 32 bits', () => {
    const { mirror, log } = mirrorWithLog();
    mirror.words[HEADER.sequence] = 0x7ffffffe;
    mirror.write(A, 1);
    mirror.words[HEADER.sequence] = -2;
    mirror.write(A, 2);
    assert.deepEqual(
      log.edits.map(({ sequence }) => sequence),
      [-0x80000000, 0],
    );
  });

  test('holds an edit of every word that the page owns, many times over', () => {
    const { mirror, log } = mirrorWithLog();
    for (let round = 1; round <= 3; round += 1) {
      mirror.edit(() => {
        for (let word = LAYOUT.mixer; word < LAYOUT.pageEnd; word += 1) mirror.write(word, round);
      });
    }
    assert.equal(log.edits.length, 3);
    assert.equal(log.edits[2]!.versions.length, LAYOUT.sections);
    assert.equal(log.edits[2]!.values.length, LAYOUT.pageEnd - LAYOUT.mixer);
  });

  test('tells a watcher once an edit, after it was published, and not when the value came back', () => {
    const { mirror, log } = mirrorWithLog();
    const heard: number[] = [];
    mirror.watch(A, () => heard.push(log.edits.length));
    mirror.edit(() => {
      mirror.write(A, 1);
      mirror.write(A, 2);
    });
    mirror.write(B, 2);
    mirror.edit(() => {
      mirror.write(A, 1);
      mirror.write(A, 2);
    });
    assert.deepEqual(heard, [1]);
    mirror.unwatch(A);
    mirror.write(A, 3);
    assert.deepEqual(heard, [1]);
  });

  test('lets a watcher write: that is the next edit, and every watcher of the first still hears of it', () => {
    const { mirror, log } = mirrorWithLog();
    const heard: string[] = [];
    mirror.watch(A, () => {
      heard.push('A');
      mirror.write(LAYOUT.master, 5);
    });
    mirror.watch(B, () => heard.push('B'));
    mirror.watch(LAYOUT.master, () => heard.push('master'));
    mirror.edit(() => {
      mirror.write(A, 1);
      mirror.write(B, 1);
    });
    assert.deepEqual(heard, ['A', 'master', 'B']);
    assert.deepEqual(
      log.edits.map(({ values }) => values),
      [[A, B], [LAYOUT.master]],
    );
  });

  test('refuses writes and edits once closed, and reads on', () => {
    const { mirror, log } = mirrorWithLog();
    mirror.write(A, 1);
    mirror.close();
    const disposed = (error: unknown) => error instanceof MixerError && error.code === 'disposed';
    assert.throws(() => mirror.write(A, 2), disposed);
    assert.throws(() => mirror.edit(() => {}), disposed);
    assert.equal(mirror.read(A), 1);
    assert.equal(log.edits.length, 1);
  });

  test('publishes nothing of an edit in which it was closed', () => {
    const { mirror, log } = mirrorWithLog();
    mirror.edit(() => {
      mirror.write(A, 1);
      mirror.close();
    });
    assert.equal(log.edits.length, 0);
  });

  test('takes back all of an edit that the guard refuses, tells nobody, and takes the next one', () => {
    const { mirror, log } = mirrorWithLog();
    const heard: number[] = [];
    const asked: number[][] = [];
    mirror.watch(A, () => heard.push(mirror.read(A)));
    mirror.guard = {
      check: (changed, values) => {
        asked.push([...changed.subarray(0, values)]);
        if (mirror.read(A) === 13) throw new Error('unlucky');
      },
    };
    const before = mirror.words.slice();
    assert.throws(
      () =>
        mirror.edit(() => {
          mirror.write(B, 7);
          mirror.edit(() => mirror.write(A, 13));
          mirror.command(LAYOUT.master);
        }),
      /unlucky/,
    );
    assert.throws(() => mirror.write(A, 13), /unlucky/);
    assert.deepEqual(mirror.words, before);
    assert.deepEqual([heard, log.edits], [[], []]);
    mirror.edit(() => {
      mirror.write(A, 13);
      mirror.write(A, 14);
    });
    assert.deepEqual([heard, log.edits[0]!.values], [[14], [A]]);
    assert.deepEqual(asked, [[B, A, LAYOUT.master], [A], [A]]);
    mirror.edit(() => {
      mirror.write(A, 15);
      mirror.write(A, 14);
    });
    assert.equal(asked.length, 3, 'nothing is asked of an edit that changed nothing');
  });

  test('takes memory for what the page owns, not for what it only reads', () => {
    assert.equal(new Mirror(LAYOUT).words.length, LAYOUT.pageEnd);
  });
});
