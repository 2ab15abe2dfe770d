import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { COMMANDS, MASTER_METERS, METERS, PARAMS } from 'megamixer-worklet/layout';
import { bitsOf } from '../src/mirror/float-bits.js';
import { newDesk } from './desk.js';

/** A desk whose engine has measured that of the master. */
function measuring(figures: Partial<Record<keyof typeof MASTER_METERS, number>> = {}) {
  const parts = newDesk();
  const { masterExtras } = parts.mirror.layout;
  for (const [word, figure] of Object.entries(figures)) {
    parts.readings.set(masterExtras + MASTER_METERS[word as keyof typeof MASTER_METERS], bitsOf(figure));
  }
  return { ...parts, master: parts.desk.master };
}

describe('a costly meter', () => {
  const wantOf = ({ mirror }: ReturnType<typeof newDesk>, want: keyof typeof PARAMS.master) =>
    mirror.read(mirror.layout.master + PARAMS.master[want].offset);

  test('is wanted from the first who subscribes to the last who stops, each counted once', () => {
    const parts = measuring();
    const { truePeak, loudness, correlation, scope } = parts.master;
    const meters = [
      [truePeak, 'wantTruePeak'],
      [loudness, 'wantLoudness'],
      [correlation, 'wantCorrelation'],
      [scope, 'wantScope'],
    ] as const;
    for (const [meter, want] of meters) {
      const stops = [meter.subscribe(), meter.subscribe()];
      assert.equal(wantOf(parts, want), 1);
      stops[0]!();
      stops[0]!();
      assert.equal(wantOf(parts, want), 1, 'one is left');
      stops[1]!();
      assert.equal(wantOf(parts, want), 0);
    }
    assert.equal(parts.edits.length, 2 * meters.length);
  });

  test('stays wanted when the edit that somebody subscribed in is taken back', async () => {
    const parts = measuring();
    let stop = () => {};
    assert.throws(() =>
      parts.mirror.edit(() => {
        stop = parts.master.loudness.subscribe();
        throw new Error('mine');
      }),
    );
    await null;
    assert.equal(wantOf(parts, 'wantLoudness'), 1);
    assert.throws(() =>
      parts.mirror.edit(() => {
        stop();
        throw new Error('mine');
      }),
    );
    await null;
    assert.equal(wantOf(parts, 'wantLoudness'), 0);
  });

  test('refuses who subscribes after disposal, and lets who had subscribed stop', () => {
    const parts = measuring();
    const stop = parts.master.scope.subscribe();
    parts.mirror.close();
    stop();
    assert.throws(() => parts.master.scope.subscribe(), { code: 'disposed' });
  });
});

describe('what is measured of the master', () => {
  test('is true peak in dBTP, -Infinity for silence', () => {
    const { truePeak } = measuring({ truePeakLeft: 1, truePeakRight: 0.5, truePeakMax: 2 }).master;
    assert.equal(truePeak.left, 0);
    assert.ok(Math.abs(truePeak.right + 6.0206) < 1e-4);
    assert.ok(Math.abs(truePeak.max - 6.0206) < 1e-4);
    assert.equal(measuring().master.truePeak.max, Number.NEGATIVE_INFINITY);
    const faint = measuring({ truePeakMax: 1e-7 }).master.truePeak.max;
    assert.ok(Math.abs(faint + 140) < 1e-3, 'there is no floor');
  });

  test('is loudness in LUFS and LU', () => {
    const figures = { momentary: -20, shortTerm: -21, integrated: -23, range: 6, momentaryMax: -15, shortTermMax: -16 };
    const { loudness } = measuring(figures).master;
    assert.ok(loudness.available);
    for (const [name, figure] of Object.entries(figures)) assert.equal(loudness[name as keyof typeof figures], figure);
  });

  test('is no loudness where the sample rate is too low', () => {
    const [momentary, shortTerm, range] = [Number.NaN, Number.NaN, Number.NaN];
    const { loudness } = measuring({ momentary, shortTerm, range }).master;
    assert.equal(loudness.available, false);
    assert.deepEqual([loudness.momentary, loudness.shortTerm, loudness.range], [null, null, null]);
  });

  test('is correlation, and the reduction of the limiter', () => {
    const { master } = measuring({ correlation: -0.5, limiterReduction: 3 });
    assert.deepEqual([master.correlation.value, master.limiter.gainReduction], [-0.5, 3]);
  });

  test('starts anew by a command', () => {
    const { master, edits, mirror } = measuring();
    master.truePeak.reset();
    master.loudness.reset();
    const at = mirror.layout.master;
    assert.deepEqual(edits, [[at + COMMANDS.master.resetTruePeak], [at + COMMANDS.master.resetLoudness]]);
    assert.deepEqual(
      edits.flat().map((word) => mirror.read(word)),
      [1, 1],
    );
  });
});

describe('the gain reduction', () => {
  test('of a gate and of a compressor is read from the record of the strip, bus or master it belongs to', () => {
    const { desk, readings, mirror } = newDesk();
    const { layout } = mirror;
    readings.set(layout.stripMeter(1) + METERS.gateReduction, bitsOf(12));
    readings.set(layout.stripMeter(1) + METERS.compressorReduction, bitsOf(3));
    readings.set(layout.busMeter(0) + METERS.compressorReduction, bitsOf(4));
    readings.set(layout.masterMeter + METERS.compressorReduction, bitsOf(5));
    const [other, strip] = desk.strips;
    assert.deepEqual([strip!.gate.gainReduction, strip!.compressor.gainReduction], [12, 3]);
    assert.deepEqual([other!.gate.gainReduction, other!.compressor.gainReduction], [0, 0]);
    assert.deepEqual([desk.buses[0]!.compressor.gainReduction, desk.master.compressor.gainReduction], [4, 5]);
  });
});
