import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Mixer, MixerOptions } from '../../src/api/mixer.js';
import { MixerError } from '../../src/errors.js';
import type { FaultDetail } from '../../src/events.js';
import type { TestContext } from '../../src/testing/api.js';
import { createTestContext, createTestMixer, createTestSource } from '../../src/testing/create-test-mixer.js';

const SHAPE = { strips: 3, buses: 2 };

/** Notes the events of a mixer as they come. */
function eventsOf(mixer: Mixer): unknown[] {
  const events: unknown[] = [];
  mixer.addEventListener('fault', ({ detail }) => events.push(detail));
  mixer.addEventListener('restart', () => events.push('restart'));
  mixer.addEventListener('nodechange', ({ detail }) => events.push(detail));
  return events;
}

/** An async app that knows nothing of tests. */
async function app(create: (options: MixerOptions) => Mixer | Promise<Mixer>): Promise<Mixer> {
  const mixer = await create({ ...SHAPE, monitor: true, backend: 'message', assetsUrl: '/assets/', profiling: true });
  mixer.edit(() => {
    mixer.strips[0]!.gain.db = -6;
    mixer.strips[0]!.sends[1]!.level.value = 7;
  });
  return mixer;
}

describe('a test mixer', () => {
  test('is a mixer to an app, with the options of the app', async () => {
    const mixer = await app(createTestMixer);
    const [strip] = mixer.strips;
    assert.deepEqual([mixer.strips.length, mixer.buses.length, strip!.sends.length], [3, 2, 2]);
    assert.ok(Math.abs(strip!.gain.value - 10 ** -0.3) < 1e-6);
    assert.equal(strip!.sends[1]!.level.value, strip!.sends[1]!.level.max, 'clamped');
    assert.deepEqual([mixer.backend.kind, mixer.diagnostics], ['message', []]);
    assert.deepEqual([mixer.node.numberOfInputs, mixer.node.numberOfOutputs], [3, 2]);
    assert.equal(createTestMixer(SHAPE).node.numberOfOutputs, 1);
  });

  test('asks for nothing of a browser', () => {
    for (const name of ['document', 'AudioContext', 'AudioWorkletNode', 'AudioNode']) {
      assert.ok(!(name in globalThis), `this test proves nothing where there is a ${name}`);
    }
    const { WebAssembly: original } = globalThis;
    Reflect.deleteProperty(globalThis, 'WebAssembly');
    try {
      createTestMixer().dispose();
    } finally {
      globalThis.WebAssembly = original;
    }
  });

  test('refuses options as createMixer does', () => {
    const refusals: [options: object, code: string][] = [
      [{ strips: 0 }, 'counts-out-of-range'],
      [{ buses: 17 }, 'counts-out-of-range'],
      [{ maxDelay: 1 }, 'counts-out-of-range'],
      [{ strips: 128, buses: 16, effects: 16, maxDelay: 0.1, sampleRate: 768_000 }, 'memory-limit'],
      [{ sampleRate: 2000 }, 'engine-refused'],
      [{ context: { state: 'closed', sampleRate: 48_000 } }, 'closed-context'],
      [{ context: { state: 'running' } }, 'engine-refused'],
      [{ signal: AbortSignal.abort('enough') }, 'aborted'],
    ];
    for (const [options, code] of refusals) {
      assert.throws(
        () => createTestMixer(options),
        (error) => error instanceof MixerError && error.code === code,
        code,
      );
    }
    assert.throws(() => createTestMixer({ monitor: 1 as unknown as boolean }), TypeError);
    assert.throws(() => createTestMixer({ backend: 'best' as 'auto' }), TypeError);
    assert.throws(() => createTestMixer({ log: 'loud' as 'silent' }), TypeError);
  });

  test('has the context that it is given, or one that keeps its state', async () => {
    const context = { state: 'suspended', sampleRate: 44_100 } as BaseAudioContext;
    const mixer = createTestMixer({ ...SHAPE, context, sampleRate: 96_000 });
    assert.equal(mixer.context, context);
    mixer.master.limiter.on.value = true;
    assert.equal(mixer.latency.seconds, mixer.latency.frames / 44_100);
    assert.throws(() => mixer.setMeter(mixer.stats, { underruns: { events: 1, seconds: 1 } }), TypeError);

    const own = createTestContext(44_100);
    assert.equal(createTestMixer({ sampleRate: 44_100 }).context.sampleRate, 44_100);
    assert.deepEqual([own.sampleRate, own.state], [44_100, 'running']);
    const states: string[] = [];
    own.addEventListener('statechange', () => states.push(own.state));
    await own.suspend();
    await own.resume();
    await own.close();
    assert.deepEqual(states, ['suspended', 'running', 'closed']);
    await assert.rejects(own.resume(), { name: 'InvalidStateError' });
  });

  test('has diagnostics where a test says so', () => {
    const tried = { tried: 'shared', code: 'not-isolated', message: 'No headers.' } as const;
    assert.deepEqual(createTestMixer({ backend: 'message', diagnostics: [tried] }).diagnostics, [tried]);
  });

  test('says how late and how large a real one would be', () => {
    const mixer = createTestMixer(SHAPE);
    assert.deepEqual(mixer.latency, { frames: 0, seconds: 0 });
    mixer.master.limiter.on.value = true;
    assert.deepEqual(mixer.latency, { frames: 91, seconds: 91 / 48_000 });
    const { bytes, maximumBytes } = mixer.memory;
    assert.ok(bytes > 1e6 && bytes <= maximumBytes);
    assert.ok(createTestMixer({ ...SHAPE, maxDelay: 0.1 }).memory.maximumBytes > maximumBytes);
  });

  test('cannot measure what it costs, and says so', async () => {
    const mixer = createTestMixer(SHAPE);
    await assert.rejects(mixer.benchmark(), { code: 'unsupported', message: /no engine/ });
  });
});

describe('a fault of a test mixer', () => {
  test('is told at once, silences the meters, and is over with a rebuild', async () => {
    const mixer = createTestMixer(SHAPE);
    const events = eventsOf(mixer);
    const [strip] = mixer.strips;
    const { node } = mixer;
    strip!.connect(createTestSource());
    mixer.setMeter(strip!.meter, { peak: 0.5 });
    mixer.setMeter(mixer.master.scope, { left: [1], right: [1] });
    mixer.fault({ message: 'unreachable' });
    assert.deepEqual(events, [{ source: 'engine', message: 'unreachable', nodeChanged: false }]);
    assert.equal(strip!.meter.peak, 0);
    const last = new Float32Array(1);
    mixer.master.scope.read(last, new Float32Array(1));
    assert.equal(last[0], 0);
    let settled = false;
    const waiting = mixer.settled().then(() => {
      settled = true;
    });
    await null;
    assert.ok(!settled);
    strip!.gain.value = 0.5;
    await Promise.all([mixer.rebuild(), mixer.rebuild(), waiting]);
    assert.deepEqual(events.slice(1), ['restart']);
    assert.deepEqual([mixer.node, strip!.gain.value, mixer.connections.length], [node, 0.5, 1]);
    assert.equal(mixer.stats.adoptedSequence, mixer.stats.sequence);
  });

  test('of the node gives it another one, with what came through strip.connect', async () => {
    const mixer = createTestMixer(SHAPE);
    const events = eventsOf(mixer) as FaultDetail[];
    const source = createTestSource(mixer.context);
    const { node: before } = mixer;
    mixer.strips[2]!.connect(source);
    before.connect(mixer.context.destination);
    mixer.fault({ nodeChanged: true });
    assert.deepEqual([events[0]!.source, events[0]!.nodeChanged, events[1]], ['node', true, { moved: false }]);
    assert.notEqual(mixer.node, before);
    assert.deepEqual(source.connections, [{ destination: mixer.node, output: 0, input: 2 }]);
    assert.deepEqual([before.connections, mixer.node.connections], [[], []]);
    await mixer.rebuild();
    await mixer.settled();
  });

  test('of a restart rejects who waits, until a rebuild', async () => {
    const mixer = createTestMixer(SHAPE);
    mixer.fault();
    const waiting = mixer.settled();
    mixer.fault({ source: 'restart', message: 'no room' });
    await assert.rejects(waiting, { code: 'engine-refused', message: /no room/ });
    await assert.rejects(mixer.settled(), { code: 'engine-refused' });
    await mixer.rebuild();
    await mixer.settled();
  });

  test('cannot be mended in a context that is closed', async () => {
    const mixer = createTestMixer(SHAPE);
    mixer.fault();
    await (mixer.context as TestContext).close();
    await assert.rejects(mixer.rebuild(), { code: 'closed-context' });
    await assert.rejects(mixer.settled(), { code: 'closed-context' });
  });
});

describe('a test mixer that moves', () => {
  test('goes on in the other context, with nothing connected', async () => {
    const mixer = createTestMixer(SHAPE);
    const events = eventsOf(mixer);
    const { node: before } = mixer;
    const source = createTestSource(mixer.context);
    const [strip] = mixer.strips;
    strip!.connect(source);
    before.connect(mixer.context.destination);
    strip!.gain.value = 0.5;
    mixer.master.limiter.on.value = true;
    mixer.setMeter(strip!.meter, { peak: 0.5 });
    const context = createTestContext(96_000);
    await mixer.moveTo(context);
    assert.deepEqual(events, [{ moved: true }]);
    assert.equal(mixer.context, context);
    assert.notEqual(mixer.node, before);
    assert.equal(mixer.node.context, context);
    assert.deepEqual([mixer.connections, source.connections, before.connections], [[], [], []]);
    assert.deepEqual([strip!.gain.value, strip!.meter.peak, mixer.latency.frames], [0.5, 0, 163]);
    strip!.connect(createTestSource(context));
    assert.equal(mixer.connections.length, 1);
    mixer.setMeter(mixer.stats, { load: 0.25, underruns: { events: 1, seconds: 0 } });
    assert.deepEqual([mixer.stats.load, mixer.stats.underruns!.events], [0.25, 1]);
    await mixer.moveTo(context);
    assert.equal(events.length, 1, 'it is there already');
    mixer.dispose();
  });

  test('stays where it is where it cannot', async () => {
    const mixer = createTestMixer(SHAPE);
    const { context, node } = mixer;
    const closed = createTestContext();
    await closed.close();
    await assert.rejects(mixer.moveTo(closed), { code: 'closed-context' });
    await assert.rejects(mixer.moveTo(createTestContext(1)), { code: 'engine-refused' });
    await assert.rejects(mixer.moveTo(createTestContext(), { signal: AbortSignal.abort() }), { code: 'aborted' });
    assert.deepEqual([mixer.context, mixer.node], [context, node]);
    const moving = mixer.moveTo(createTestContext());
    mixer.dispose();
    await assert.rejects(moving, { code: 'disposed' });
  });

  test('says that nobody answers, also in a context that is closed without a word', async () => {
    const context = { sampleRate: 48_000, state: 'running' };
    const mixer = createTestMixer({ ...SHAPE, context: context as BaseAudioContext });
    await mixer.settled();
    context.state = 'closed';
    await assert.rejects(mixer.settled(), { code: 'closed-context' });
  });

  test('is mended by that where its context was closed', async () => {
    const mixer = createTestMixer(SHAPE);
    await (mixer.context as TestContext).close();
    await assert.rejects(mixer.settled(), { code: 'closed-context' });
    await mixer.moveTo(createTestContext());
    await mixer.settled();
  });
});

describe('a test mixer that is disposed of', () => {
  test('refuses everything but to be read, as a real one', async () => {
    const mixer = createTestMixer(SHAPE);
    const source = createTestSource();
    const [strip] = mixer.strips;
    strip!.connect(source);
    mixer.node.connect(mixer.context.destination);
    mixer.setMeter(strip!.meter, { peak: 0.5 });
    strip!.gain.value = 0.25;
    mixer.dispose();
    mixer.dispose();
    assert.ok(mixer.disposed);
    assert.deepEqual([strip!.gain.value, strip!.meter.peak], [0.25, 0.5]);
    assert.deepEqual([mixer.connections, source.connections, mixer.node.connections], [[], [], []]);
    const disposed = (error: unknown) => error instanceof MixerError && error.code === 'disposed';
    const refused: (() => unknown)[] = [
      () => mixer.edit(() => {}),
      () => strip!.connect(source),
      () => mixer.setMeter(strip!.meter, { peak: 1 }),
      () => mixer.fault(),
      () => mixer.restore({ version: 1 }),
      () => {
        strip!.gain.value = 1;
      },
    ];
    for (const each of refused) assert.throws(each, disposed, String(each));
    for (const each of [mixer.settled(), mixer.rebuild(), mixer.benchmark()]) await assert.rejects(each, disposed);
  });

  test('rejects who waits for it', async () => {
    const mixer = createTestMixer(SHAPE);
    mixer.fault();
    const waiting = [mixer.settled(), mixer.rebuild()];
    mixer.dispose();
    for (const each of waiting) await assert.rejects(each, { code: 'disposed' });
  });

  test('is so at the end of a block, where the JavaScript engine knows `using`', () => {
    const mixer = createTestMixer(SHAPE);
    mixer[Symbol.dispose]();
    assert.ok(mixer.disposed);
  });
});
