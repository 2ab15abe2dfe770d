import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { queryObjects } from 'node:v8';
import { PARAMS, PARTS } from 'megamixer-worklet/layout';
import type { EngineHost } from '../src/engine/engine-host.js';
import { Desk } from '../src/handles/desk.js';
import { SettingHandle } from '../src/handles/param.js';
import { MixerHandle } from '../src/mixer.js';
import { newDesk } from './desk.js';

const ORIGIN = {
  backend: { kind: 'message', reason: 'for the test' },
  diagnostics: [],
  twin: () => assert.fail(),
} as const;

function newMixer() {
  const context = { sampleRate: 48_000, state: 'suspended', currentTime: 0 } as BaseAudioContext;
  const parts = newDesk({ clock: () => context });
  const host = { context, limiterLatencyFrames: 96, dispose() {} } as EngineHost;
  return { ...parts, mixer: new MixerHandle(parts.desk, host, ORIGIN) };
}

/** How many controls the heap has, whoever made them. */
const controlsAlive = () => Number(queryObjects(Object.getPrototypeOf(SettingHandle)));

describe('a mixer', () => {
  test('is late by what the limiter looks ahead, as soon as it is on and no longer', () => {
    const { mixer } = newMixer();
    assert.deepEqual(mixer.latency, { frames: 0, seconds: 0 });
    mixer.master.limiter.on.value = true;
    assert.deepEqual(mixer.latency, { frames: 96, seconds: 0.002 });
    mixer.master.limiter.on.value = false;
    assert.deepEqual(mixer.latency, { frames: 0, seconds: 0 });
  });

  test('has a monitor in its first section', () => {
    const { mixer, edits, mirror } = newMixer();
    mixer.monitor.gain.db = -6;
    mixer.monitor.dim.value = true;
    mixer.glide.value = 0.1;
    const monitor = mirror.layout.mixer + PARTS.mixer.monitor;
    assert.deepEqual(edits, [
      [monitor + PARAMS.monitor.gain.offset],
      [monitor + PARAMS.monitor.dim.offset],
      [mirror.layout.mixer + PARAMS.mixer.glide.offset],
    ]);
    assert.equal(mixer.monitor, mixer.monitor);
  });

  test('gives a snapshot and takes it back, and gives but takes none once it is disposed of', () => {
    const { mixer, edits } = newMixer();
    mixer.strips[1]!.gain.value = 0.5;
    const snapshot = mixer.snapshot();
    assert.deepEqual(snapshot, { version: 1, strips: [{}, { gain: 0.5 }] });
    mixer.strips[1]!.gain.value = 1;
    assert.deepEqual(mixer.restore({ ...snapshot, later: 1 }), { ignored: ['later'] });
    assert.equal(mixer.strips[1]!.gain.value, 0.5);
    mixer.restore({ version: 1 }, { fade: 1 });
    assert.equal(edits.length, 4);
    mixer.dispose();
    assert.deepEqual(mixer.snapshot(), { version: 1 });
    assert.throws(() => mixer.restore('nonsense'), { code: 'disposed' });
  });

  test('has its strips by id too, until it is disposed of; then it only says who had which', async () => {
    const { mixer } = newMixer();
    const strip = mixer.claimStrip('a');
    assert.deepEqual([strip, mixer.claimStrip('b', 1).index, mixer.strip('b')], [mixer.strips[0], 1, mixer.strips[1]]);
    await strip.release();
    assert.equal(mixer.strip('a'), null);
    mixer.strip('b')!.gain.value = 0.5;
    const released = mixer.strip('b')!.release();
    assert.deepEqual(mixer.snapshot(), { version: 1 });
    mixer.restore({ version: 1, strips: [{}, { gain: 0.25 }] });
    await released;
    assert.equal(mixer.claimStrip('b', 1).gain.value, 0.25);
    mixer.dispose();
    assert.throws(() => mixer.claimStrip('c'), { code: 'disposed' });
    assert.equal(mixer.strip('b'), mixer.strips[1]);
    await mixer.strip('b')!.release();
  });

  test('makes no control before it is asked for, and then that one', () => {
    const { mirror, desk } = newDesk({ strips: 128, buses: 16 });
    const before = controlsAlive();
    const { strips, claims } = new Desk(mirror, desk.readings, desk.connections, desk.setup);
    claims.claim('a', undefined);
    assert.equal(controlsAlive(), before);
    const gain = strips[1]!.eq.bands[0].gain;
    assert.equal(controlsAlive(), before + 1);
    assert.equal(gain.value, 0);
  });

  test('has none of its controls made by a snapshot of defaults, nor by restoring them', () => {
    const { mixer, desk } = newMixer();
    const before = controlsAlive();
    mixer.restore(mixer.snapshot());
    assert.equal(controlsAlive(), before);
    const { pan } = desk.strips[0]!;
    assert.equal(controlsAlive(), before + 1);
    assert.equal(pan.value, 0);
  });

  test('allocates nothing for a write, however deep the control', () => {
    const { mirror, mixer } = newMixer();
    mirror.publisher = null;
    const [strip] = mixer.strips;
    const used = (writes: number) => {
      const before = process.memoryUsage().heapUsed;
      for (let write = 0; write < writes; write += 1) {
        strip!.eq.bands[2].on.value = (write & 1) === 0;
        strip!.compressor.keyHighpass.on.value = (write & 1) === 0;
        strip!.sends[0]!.on.value = (write & 1) === 0;
        mixer.buses[0]!.effect.delay.pingPong.value = (write & 1) === 0;
      }
      return process.memoryUsage().heapUsed - before;
    };
    used(20_000);
    // The engines of JavaScript tidy up and compile when they like: the quietest of a few rounds counts.
    const least = Math.min(...Array.from({ length: 5 }, () => Math.abs(used(20_000))));
    assert.ok(least < 20_000, `${least / 20_000} bytes a round of writes`);
  });
});
