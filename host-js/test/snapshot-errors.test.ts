import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MixerError } from '../src/errors.js';
import { restoreSnapshot } from '../src/snapshot/restore.js';
import type { Migration } from '../src/snapshot/versions.js';
import { newDesk } from './desk.js';
import { randomFrom } from './random.js';
import { turnAll } from './settings.js';

/** A mixer that something was set in. */
function turned(asked: Parameters<typeof newDesk>[0] = { strips: 2, buses: 2, effects: 1 }) {
  const parts = newDesk({ ...asked, effects: asked.buses ?? 1 });
  turnAll(parts.mixer, randomFrom(3));
  const desk = newDesk(asked);
  desk.mirror.take(parts.mirror);
  return desk;
}

/** Restores what cannot be, in full view of everything that must not change. */
function refused(snapshot: unknown, code: string, message: RegExp, fade = 0): MixerError {
  const { mixer, mirror, edits } = turned();
  const before = mirror.words.slice();
  let refusal: unknown;
  try {
    restoreSnapshot(mixer, mirror, snapshot, { fade });
  } catch (error) {
    refusal = error;
  }
  assert.ok(refusal instanceof MixerError, `${JSON.stringify(snapshot)} was taken, or ${String(refusal)}`);
  assert.equal(refusal.code, code);
  assert.match(refusal.message, message);
  assert.deepEqual([mirror.words, edits, mirror.editing], [before, [], false]);
  return refusal;
}

describe('a snapshot that cannot be restored changes nothing', () => {
  test('where it is no object', () => {
    for (const nothing of [undefined, null, 'text', 1, []]) {
      refused(nothing, 'snapshot-invalid', /^A snapshot takes an object, not /);
    }
  });

  test('where a value is none of its control, with the path, what it takes and what it was given', () => {
    const strip = (fields: object) => ({ version: 1, master: { gain: 0.1 }, strips: [{ pan: 0.1 }, fields] });
    const cases: [snapshot: unknown, message: RegExp][] = [
      [strip({ gain: '1' }), /strips\[1\]\.gain takes a number from 0 to 4 linear, not "1"\. Nothing/],
      [strip({ gain: 4.001 }), /strips\[1\]\.gain takes a number from 0 to 4 linear, not 4\.001\. /],
      [strip({ gain: Number.NaN }), /strips\[1\]\.gain takes .* not NaN\. /],
      [strip({ gain: null }), /strips\[1\]\.gain takes .* not null\. /],
      [strip({ delay: 0.02 }), /strips\[1\]\.delay takes a number from 0 to 0 s, not 0\.02\. /],
      [strip({ mute: 1 }), /strips\[1\]\.mute takes true or false, not 1\. /],
      [strip({ eq: { band2: { type: 'bell' } } }), /strips\[1\]\.eq\.band2\.type takes "peaking" or .*, not "bell"\. /],
      [strip({ eq: { highpass: { slope: 24 } } }), /highpass\.slope takes "12" or "24", not 24\. /],
      [strip({ eq: [] }), /strips\[1\]\.eq takes an object, not a list\. /],
      [strip({ sends: { 0: {} } }), /strips\[1\]\.sends takes a list, not an object\. /],
      [strip({ sends: [null] }), /strips\[1\]\.sends\[0\] takes an object, not null\. /],
      [strip({ output: 0 }), /strips\[1\]\.output takes "master" or "buses\[n\]", not 0\. /],
      [strip({ output: null }), /strips\[1\]\.output takes "master" or "buses\[n\]", not null\. /],
      [strip({ output: 'strips[0]' }), /strips\[1\]\.output takes .*, not "strips\[0\]"\. /],
      [strip({ output: 'buses[01]' }), /strips\[1\]\.output takes .*, not "buses\[01\]"\. /],
      [strip({ compressor: { key: 'master' } }), /key takes null, "buses\[n\]" or "strips\[n\]", not "master"\. /],
      [{ version: 1, strips: {} }, /strips takes a list, not an object\. /],
      [{ version: 1, buses: [7] }, /buses\[0\] takes an object, not 7\. /],
      [{ version: 1, glide: 0 }, /, glide takes a number from 0\.001 to 1 s, not 0\. /],
      [{ version: 1, monitor: { dim: 'on' } }, /monitor\.dim takes true or false, not "on"\. /],
      [{ version: 1, master: { limiter: { ceiling: 1 } } }, /master\.limiter\.ceiling takes .* dBTP, not 1\. /],
    ];
    for (const [snapshot, message] of cases) {
      refused(snapshot, 'snapshot-invalid', message);
      refused(snapshot, 'snapshot-invalid', message, 2);
    }
  });

  test('where it has more strips or buses than the mixer, with both counts', () => {
    const cases: [snapshot: unknown, message: RegExp][] = [
      [{ version: 1, strips: [{}, {}, {}] }, /, strips takes 3 strips, and this mixer has 2\. .* strips: 3 /],
      [{ version: 1, buses: [{}, {}, {}, {}] }, /, buses takes 4 buses, and this mixer has 2\. .* buses: 4 /],
      [{ version: 1, strips: [{ sends: [{}, {}, {}] }] }, /strips\[0\]\.sends takes 3 buses, and this mixer has 2\. /],
      [{ version: 1, strips: [{ output: 'buses[2]' }] }, /strips\[0\]\.output takes 3 buses, and this mixer has 2\. /],
      [{ version: 1, master: { compressor: { key: 'strips[9]' } } }, /key takes 10 strips, and this mixer has 2\. /],
    ];
    for (const [snapshot, message] of cases) refused(snapshot, 'snapshot-counts', message);
  });

  test('where a bus has no slot for its effect', () => {
    const snapshot = { version: 1, glide: 1, buses: [{ gain: 0.1 }, { effect: { type: 'delay' } }] };
    const { cause } = refused(
      snapshot,
      'no-effect-slot',
      /^In the snapshot, buses\[1\]\.effect\.type: Bus 1 has no eff/,
    );
    assert.ok(cause instanceof MixerError);
  });

  test('where its routes go round in a circle', () => {
    const buses = [{ output: 'buses[1]' }, { output: 'buses[0]' }];
    refused({ version: 1, glide: 1, buses }, 'cycle', /bus 0 → bus 1/);
  });

  test('where it says no version, or one that is none', () => {
    for (const version of [undefined, null, '1', 0, -1, 1.5, Number.NaN]) {
      refused({ version, glide: 1 }, 'snapshot-invalid', /, version takes a whole number from 1 on, not /);
    }
  });

  test('where it is newer than the library, with both versions', () => {
    refused({ version: 2, glide: 1 }, 'snapshot-version', /of version 2, .* up to version 1\. /);
  });
});

describe('an older snapshot', () => {
  /** Invented: version 1 had `volume` in decibels, and version 2 a `glide` in milliseconds. */
  const migrations: Migration[] = [
    (document) => {
      for (const strip of document.strips as Record<string, unknown>[]) {
        strip.gain = 10 ** ((strip.volume as number) / 20);
        delete strip.volume;
      }
      return document;
    },
    ({ glideMs, ...rest }) => ({ ...rest, glide: (glideMs as number) / 1000 }),
  ];
  const restore = (parts: ReturnType<typeof newDesk>, snapshot: unknown) =>
    restoreSnapshot(parts.mixer, parts.mirror, snapshot, {}, migrations);

  test('goes through every migration since its version, and stays what it was itself', () => {
    const parts = newDesk();
    const { mixer, edits } = parts;
    const snapshot = { version: 1, glideMs: 100, strips: [{ volume: -20 }] };
    const before = structuredClone(snapshot);
    assert.deepEqual(restore(parts, snapshot), { ignored: [] });
    assert.deepEqual([mixer.glide.value, mixer.strips[0]!.gain.value], [0.1, 0.1].map(Math.fround));
    assert.deepEqual([snapshot, edits.length], [before, 1]);
  });

  test('of the second version goes through the second alone, and of the newest through none', () => {
    const parts = newDesk();
    restore(parts, { version: 2, glideMs: 100, strips: [{ gain: 0.5 }] });
    assert.deepEqual([parts.mixer.glide.value, parts.mixer.strips[0]!.gain.value], [Math.fround(0.1), 0.5]);
    assert.deepEqual(restore(parts, { version: 3, glide: 0.5, glideMs: 1 }), { ignored: ['glideMs'] });
    assert.equal(parts.mixer.glide.value, 0.5);
  });

  test('that is not what its version says is refused, and so is one newer than all', () => {
    const parts = newDesk();
    const { edits } = parts;
    assert.throws(() => restore(parts, { version: 1 }), {
      code: 'snapshot-invalid',
      message: /version 1, .* version 3/,
    });
    assert.throws(() => restore(parts, { version: 4 }), { code: 'snapshot-version', message: /version 4.*version 3/ });
    assert.equal(edits.length, 0);
  });
});
