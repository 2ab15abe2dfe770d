import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, LIMITS, METERS } from 'megamixer-worklet/layout';
import type { CostlyMeter } from '../../src/api/master.js';
import type { Mixer } from '../../src/api/mixer.js';
import { assemble } from '../../src/testing/assemble.js';
import { createTestMixer, createTestSource } from '../../src/testing/create-test-mixer.js';
import { silentReadings } from '../../src/transports/silent-readings.js';

const SHAPE = { strips: 2, buses: 1 };

describe('the meters of a test mixer', () => {
  test('read silence, and then what they are set to', () => {
    const mixer = createTestMixer(SHAPE);
    const { meter } = mixer.strips[1]!;
    assert.deepEqual([meter.peak, meter.rms, meter.clip, meter.fault], [0, 0, false, false]);
    assert.equal(mixer.master.loudness.integrated, Number.NEGATIVE_INFINITY);
    mixer.setMeter(meter, { peak: 0.5, rms: 0.25, clip: true, fault: true });
    assert.deepEqual([meter.peak, meter.rms, meter.clip, meter.fault], [0.5, 0.25, true, true]);
    assert.deepEqual([meter.left.peak, meter.right.peak], [0.5, 0.5]);
    mixer.setMeter(meter.right, { peak: 0.75, clip: false });
    assert.deepEqual([meter.left.peak, meter.right.peak, meter.peak], [0.5, 0.75, 0.75]);
    assert.deepEqual([meter.left.clip, meter.right.clip, meter.left.rms], [true, false, 0.25]);
    assert.equal(mixer.strips[0]!.meter.peak, 0);
  });

  test('give the largest sample since they were read once', () => {
    const mixer = createTestMixer(SHAPE);
    const { meter } = mixer.buses[0]!;
    mixer.setMeter(meter, { peakSinceRead: 0.5 });
    assert.deepEqual([meter.peakSinceRead, meter.peakSinceRead], [0.5, 0]);
  });

  test('are all there: no word that an engine writes is left out', () => {
    const { mixer, transport, mirror } = assemble({ ...SHAPE, strips: LIMITS.strips.max });
    const { master, buses, strips, stats } = mixer;
    for (const strip of strips) strip.connect(createTestSource());
    for (const { meter, compressor } of [master, ...buses, ...strips]) {
      mixer.setMeter(meter, { peak: 0.5, peakSinceRead: 0.5, rms: 0.5, clip: true, fault: true });
      mixer.setMeter(compressor, { gainReduction: 3 });
    }
    for (const { gate } of strips) mixer.setMeter(gate, { gainReduction: 3 });
    mixer.setMeter(master.limiter, { gainReduction: 3 });
    mixer.setMeter(master.truePeak, { left: -1, right: -2, max: -0.5 });
    const loudness = {
      momentary: -20,
      shortTerm: -21,
      integrated: -23,
      range: 6,
      momentaryMax: -15,
      shortTermMax: -16,
    };
    mixer.setMeter(master.loudness, loudness);
    mixer.setMeter(master.correlation, { value: -0.5 });
    const counts = { quanta: 1, frames: 2 ** 33 + 1, stripsAwake: 1, adoptions: 1, deferrals: 1, faults: 1 };
    mixer.setMeter(stats, { load: 0.25 });
    mixer.setMeter(stats, { ...counts, adoptedSequence: 2 });
    void stats.load;

    const silence = silentReadings(mirror.layout);
    const { meters, metersEnd, pageStart, masterMeter, busMeter } = mirror.layout;
    const none = new Set([masterMeter, busMeter(0)].map((record) => record + METERS.gateReduction));
    const header = Object.values(HEADER).filter((word) => word >= HEADER.adoptedSequence && word < pageStart);
    const words = [...header, ...Array.from({ length: metersEnd - meters }, (_, index) => meters + index)];
    assert.deepEqual(
      words.filter((word) => !none.has(word) && transport.load(word) === silence[word]),
      [],
    );

    for (const [name, figure] of Object.entries(loudness)) {
      assert.equal(master.loudness[name as keyof typeof loudness], figure);
    }
    for (const [name, count] of Object.entries(counts)) assert.equal(stats[name as keyof typeof counts], count, name);
    assert.ok(Math.abs(master.truePeak.max + 0.5) < 1e-5);
    assert.deepEqual([master.limiter.gainReduction, strips[0]!.gate.gainReduction], [3, 3]);
    assert.equal(buses[0]!.compressor.gainReduction, 3);
    assert.equal(master.correlation.value, -0.5);
  });

  test('have no loudness where there is none to be measured', () => {
    const mixer = createTestMixer(SHAPE);
    mixer.setMeter(mixer.master.loudness, { momentary: null });
    assert.deepEqual([mixer.master.loudness.available, mixer.master.loudness.momentary], [false, null]);
  });

  test('end what is latched when they are told to', () => {
    const mixer = createTestMixer(SHAPE);
    const { master, buses, strips } = mixer;
    const all = [master, ...buses, ...strips];
    for (const { meter } of all) mixer.setMeter(meter, { clip: true, fault: true, peak: 0.5 });
    for (const { meter } of all) {
      meter.clearClip();
      assert.deepEqual([meter.clip, meter.fault], [false, true]);
      meter.clearFault();
      assert.deepEqual([meter.fault, meter.peak], [false, 0.5]);
    }
    mixer.setMeter(master.truePeak, { left: -6, max: -3 });
    master.truePeak.reset();
    assert.equal(master.truePeak.max, Number.NEGATIVE_INFINITY);
    assert.ok(master.truePeak.left > -7);
    mixer.setMeter(master.loudness, { momentary: -20, integrated: -23, range: 5, momentaryMax: -9, shortTermMax: -9 });
    master.loudness.reset();
    const { momentary, integrated, range, momentaryMax, shortTermMax } = master.loudness;
    const silent = Number.NEGATIVE_INFINITY;
    assert.deepEqual([momentary, integrated, range, momentaryMax, shortTermMax], [-20, silent, 0, silent, silent]);
  });

  test('keep what an edit that fails would have cleared', () => {
    const mixer = createTestMixer(SHAPE);
    const { meter } = mixer.master;
    mixer.setMeter(meter, { clip: true });
    assert.throws(() =>
      mixer.edit(() => {
        meter.clearClip();
        throw new Error('mine');
      }),
    );
    assert.ok(meter.clip);
  });

  test('have a scope that what is set is played into', () => {
    const mixer = createTestMixer(SHAPE);
    const { scope } = mixer.master;
    mixer.setMeter(scope, { left: [0.5, 0.25], right: [-0.5, -0.25] });
    mixer.setMeter(scope, { left: Float32Array.of(1), right: Float32Array.of(-1) });
    const [left, right] = [new Float32Array(4), new Float32Array(4)];
    assert.equal(scope.read(left, right), 3);
    assert.deepEqual([...left, ...right], [0, 0.5, 0.25, 1, 0, -0.5, -0.25, -1]);
    assert.throws(() => mixer.setMeter(scope, { left: [1], right: [] }), TypeError);
    assert.throws(() => mixer.setMeter(scope, {} as { left: number[]; right: number[] }), TypeError);
  });

  test('know who looks at what costs', () => {
    const mixer = createTestMixer(SHAPE);
    const { truePeak, loudness, correlation, scope } = mixer.master;
    for (const meter of [truePeak, loudness, correlation, scope]) {
      const stop = meter.subscribe();
      const subscribed = [truePeak, loudness, correlation, scope].filter((each) => mixer.isSubscribed(each));
      assert.deepEqual(subscribed, [meter]);
      stop();
      assert.ok(!mixer.isSubscribed(meter));
    }
    assert.throws(() => mixer.isSubscribed(mixer.master.limiter as unknown as CostlyMeter), TypeError);
  });

  test('refuse what they do not read, of others, and of another type, and set nothing of that call', () => {
    const mixer = createTestMixer(SHAPE);
    const { meter, gate } = mixer.strips[0]!;
    const set = mixer.setMeter as (meter: unknown, figures: object) => void;
    const refused: [meter: unknown, figures: object, message: RegExp][] = [
      [createTestMixer(SHAPE).master.meter, { peak: 1 }, /a meter of this mixer/],
      [mixer.strips[0]!.gain, { value: 1 }, /a meter of this mixer/],
      [meter, { peak: 0.5, level: 1 }, /no level .* peak, peakSinceRead, rms, clip, fault/],
      [meter, { peak: 0.5, toString: 1 }, /no toString/],
      [meter, { peak: 0.5, clip: 1 }, /clip takes true or false, not 1/],
      [meter, { peak: 0.5, rms: '1' }, /rms takes a number, not 1/],
      [gate, { gainReduction: Number.NaN }, /takes a number, not NaN/],
      [mixer.master.loudness, { range: 'wide' }, /takes a number or null/],
      [mixer.stats, { frames: 0.5 }, /takes a whole number/],
      [mixer.stats, { sequence: 2 }, /no sequence/],
    ];
    for (const [which, figures, message] of refused) {
      assert.throws(() => set.call(mixer, which, figures), { name: 'TypeError', message });
    }
    assert.equal(meter.peak, 0);
  });
});

describe('the stats of a test mixer', () => {
  test('take every edit at once', () => {
    const mixer = createTestMixer(SHAPE);
    mixer.strips[0]!.gain.value = 0.5;
    mixer.master.mute.value = true;
    const { sequence, adoptedSequence, adoptions } = mixer.stats;
    assert.deepEqual([sequence, adoptedSequence, adoptions], [4, 4, 2]);
  });

  test('have the load and the underruns that they are set to, and report them with no browser around', async () => {
    const mixer: Mixer = createTestMixer(SHAPE);
    assert.equal(mixer.stats.load, null, 'as a real mixer, at the first read');
    const { stats } = mixer;
    (mixer as ReturnType<typeof createTestMixer>).setMeter(stats, {
      load: 0.3,
      underruns: { events: 2, seconds: 0.5 },
    });
    assert.equal(stats.load, 0.3);
    const { load, underruns, backend, text } = await stats.report();
    assert.deepEqual([load, underruns, backend.kind], [0.3, { events: 2, seconds: 0.5 }, 'shared']);
    assert.match(text, /30\.0 %/);
    mixer.dispose();
  });

  test('can be reported without being set', async () => {
    const mixer = createTestMixer(SHAPE);
    const start = performance.now();
    assert.equal((await mixer.stats.report()).load, 0);
    assert.ok(performance.now() - start < 1000, 'it waited for a load');
    mixer.dispose();
  });
});
