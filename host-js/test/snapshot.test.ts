import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, PARAMS, type ParamSpec } from 'megamixer-worklet/layout';
import type { MixerSnapshot, RestoreOptions } from '../src/api/snapshot.js';
import { FULL, newConsole } from './console.js';
import { randomFrom } from './random.js';
import { turnAll } from './settings.js';

const throughText = (snapshot: MixerSnapshot): unknown => JSON.parse(JSON.stringify(snapshot));

describe('a snapshot', () => {
  test('of a fresh mixer is its version and nothing else', () => {
    assert.deepEqual(newConsole().take(), { version: 1 });
  });

  test('has nothing of what was set back, of commands, and of who looks at meters', () => {
    const { mixer, take } = newConsole();
    const [strip] = mixer.strips;
    strip!.gain.value = 0.3;
    strip!.gain.reset();
    strip!.pan.value = -0;
    strip!.meter.clearClip();
    mixer.master.loudness.reset();
    mixer.master.loudness.subscribe();
    mixer.master.scope.subscribe();
    assert.deepEqual(take(), { version: 1 });
  });

  test('names what was set as the schema does, in the units and words of the handles', () => {
    const { mixer, take } = newConsole();
    const [first, second] = mixer.strips;
    mixer.glide.value = 0.05;
    mixer.monitor.dim.value = true;
    second!.gain.value = 0.8;
    second!.gain.rampTo(0.1, 10);
    second!.eq.bands[1].frequency.value = 800;
    second!.eq.highpass.slope.value = '24';
    second!.sends[2]!.tap.value = 'pre';
    second!.output.value = mixer.buses[1]!;
    second!.compressor.key.value = first!;
    mixer.buses[0]!.effect.reverb.decay.value = 3.3;
    mixer.master.compressor.key.value = mixer.buses[2]!;
    assert.deepEqual(take(), {
      version: 1,
      glide: 0.05,
      monitor: { dim: true },
      master: { compressor: { key: 'buses[2]' } },
      strips: [
        {},
        {
          gain: 0.1,
          output: 'buses[1]',
          eq: { highpass: { slope: '24' }, band2: { frequency: 800 } },
          compressor: { key: 'strips[0]' },
          sends: [{}, {}, { tap: 'pre' }],
        },
      ],
      buses: [{ effect: { reverb: { decay: 3.3 } } }],
    });
  });

  test('brings every control back to the bit, through text, whatever it was before', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const source = newConsole();
      turnAll(source.mixer, randomFrom(seed));
      const text = throughText(source.take());
      const fresh = newConsole();
      const turned = newConsole();
      turnAll(turned.mixer, randomFrom(seed + 1000));
      for (const target of [fresh, turned]) {
        assert.deepEqual(target.restore(text), { ignored: [] });
        assert.deepEqual(target.words(), source.words());
        assert.deepEqual(target.take(), text);
      }
    }
  });
});

describe('to restore', () => {
  test('is one edit: one step of the sequence, and listeners hear of it once', () => {
    const { mixer, mirror, edits, restore } = newConsole();
    const heard: number[] = [];
    mixer.strips[0]!.gain.subscribe((gain) => heard.push(gain.value));
    restore({ version: 1, glide: 0.1, strips: [{ gain: 0.5, mute: true }], buses: [{ gain: 0.25 }] });
    assert.deepEqual([edits.length, edits[0]!.length, mirror.read(HEADER.sequence)], [1, 4, 2]);
    assert.deepEqual(heard, [0.5]);
    restore({ version: 1, glide: 0.1, strips: [{ gain: 0.5, mute: true }], buses: [{ gain: 0.25 }] });
    assert.equal(edits.length, 1, 'the same again is no edit');
  });

  test('joins an edit that is open', () => {
    const { mixer, mirror, edits, restore } = newConsole();
    mirror.edit(() => {
      mixer.master.gain.value = 0.5;
      restore({ version: 1, glide: 0.1 });
      mixer.strips[0]!.pan.value = 1;
    });
    assert.equal(edits.length, 1);
    assert.deepEqual([mixer.master.gain.value, mixer.strips[0]!.pan.value], [1, 1]);
  });

  test('resets what the snapshot has no strip or bus for', () => {
    const { mixer, take, restore } = newConsole();
    turnAll(mixer, randomFrom(7));
    restore({ version: 1, strips: [{ pan: -1 }] });
    assert.deepEqual(take(), { version: 1, strips: [{ pan: -1 }] });
  });

  test('takes a snapshot of a larger mixer whose last strips and buses are as they were made', () => {
    const large = newConsole({ ...FULL, strips: 20, buses: 9 });
    large.mixer.strips[1]!.sends[0]!.level.value = 0.5;
    const { mixer, restore } = newConsole({ strips: 2, buses: 1 });
    restore(throughText(large.take()));
    assert.equal(mixer.strips[1]!.sends[0]!.level.value, 0.5);
  });

  test('skips what it does not know, and says where that was', () => {
    const { mixer, restore } = newConsole();
    const { ignored } = restore(
      JSON.parse(
        '{"version":1,"sparkle":1,"strips":[{},{"pan":1,"eq":{"band5":{},"on":false},"sends":[{"tape":"pre"}]}],"__proto__":{"glide":1},"master":{"wantLoudness":true,"toString":1}}',
      ),
    );
    assert.deepEqual(
      new Set(ignored),
      new Set([
        ...['sparkle', '__proto__', 'strips[1].eq.band5', 'strips[1].sends[0].tape'],
        ...['master.wantLoudness', 'master.toString'],
      ]),
    );
    assert.deepEqual([mixer.strips[1]!.pan.value, mixer.strips[1]!.eq.on.value], [1, false]);
    assert.equal(mixer.glide.value, Math.fround(0.02));
  });

  test('takes defaults that are said, too', () => {
    const { take, restore } = newConsole();
    restore({ version: 1, strips: [{ output: 'master', pan: 0, compressor: { key: null }, gain: undefined }] });
    assert.deepEqual(take(), { version: 1 });
  });

  test('leaves one solo where solos are exclusive: the last', () => {
    const { mixer, restore } = newConsole({ ...FULL, exclusiveSolo: true });
    restore({ version: 1, strips: [{ solo: true }, { solo: true }] });
    assert.deepEqual(
      mixer.strips.map((strip) => strip.solo.value),
      [false, true, false],
    );
    restore({ version: 1, strips: [{ solo: true }] });
    assert.deepEqual(
      mixer.strips.map((strip) => strip.solo.value),
      [true, false, false],
    );
  });
});

describe('a fade', () => {
  const rampOf = ({ mirror }: ReturnType<typeof newConsole>, first: number, { ramp }: ParamSpec) =>
    [ramp!.seconds, ramp!.count].map((word) => mirror.read(first + word));
  const TWO_SECONDS = 0x40000000;

  test('ramps continuous controls, also to their defaults, and switches the rest', () => {
    const parts = newConsole();
    const { mixer, mirror, edits, restore } = parts;
    const { layout } = mirror;
    const [strip, second, third] = mixer.strips;
    second!.pan.value = 1;
    third!.pan.value = 0.3;
    edits.length = 0;
    const strips = [{ gain: 0.5, mute: true, gate: { attack: 0.5, ratio: 2 } }, {}, { pan: 0.3 }];
    restore({ version: 1, strips }, { fade: 2 });
    assert.deepEqual(rampOf(parts, layout.strip(0), PARAMS.strip.gain), [TWO_SECONDS, 1]);
    assert.deepEqual(rampOf(parts, layout.strip(1), PARAMS.strip.pan), [TWO_SECONDS, 1]);
    assert.deepEqual(rampOf(parts, layout.strip(0), PARAMS.strip.trim), [0, 0]);
    assert.deepEqual(rampOf(parts, layout.strip(2), PARAMS.strip.pan), [0, 0], 'what is there already does not ramp');
    assert.deepEqual([strip!.gain.value, strip!.mute.value, strip!.gate.attack.value], [0.5, true, 0.5]);
    assert.deepEqual([strip!.gate.ratio.value, second!.pan.value, edits.length], [2, 0, 1]);
  });

  test('takes a control along that another ramp has on its way, to the same value too', () => {
    const parts = newConsole();
    const { mixer, mirror, restore } = parts;
    mixer.strips[0]!.gain.rampTo(0.5, 60);
    mixer.strips[1]!.gain.rampTo(1, 60);
    restore({ version: 1, strips: [{ gain: 0.5 }] }, { fade: 2 });
    for (const strip of [0, 1]) {
      assert.deepEqual(rampOf(parts, mirror.layout.strip(strip), PARAMS.strip.gain), [TWO_SECONDS, 2]);
    }
  });

  test('of nothing or none at all ends ramps, and glides', () => {
    for (const options of [{}, { fade: 0 }, { fade: -1 }]) {
      const parts = newConsole();
      const { mixer, mirror, restore } = parts;
      mixer.strips[0]!.gain.rampTo(0.5, 60);
      mixer.strips[1]!.gain.rampTo(1, 60);
      restore({ version: 1, strips: [{ gain: 0.5 }] }, options);
      for (const strip of [0, 1]) {
        assert.deepEqual(rampOf(parts, mirror.layout.strip(strip), PARAMS.strip.gain), [0, 1]);
      }
    }
  });

  test('is a finite number of seconds', () => {
    const { edits, restore } = newConsole();
    for (const fade of [Number.NaN, Number.POSITIVE_INFINITY, '2', null]) {
      assert.throws(() => restore({ version: 1, glide: 1 }, { fade } as RestoreOptions), TypeError);
    }
    assert.equal(edits.length, 0);
  });
});
