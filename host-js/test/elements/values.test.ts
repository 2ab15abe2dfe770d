import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf, type Turned } from '../../src/elements/values/kinds.js';
import { createTestMixer } from '../../src/testing/index.js';

const mixer = createTestMixer({ strips: 1, buses: 1, effects: 1, maxDelay: 0.1 });
const strip = mixer.strips[0]!;
const bus = mixer.buses[0]!;
const { compressor, gate } = strip;
const band = strip.eq.bands[1]!;

/** What is typed into a control, and what that shows: for the eye and for the ear. */
const typed: readonly (readonly [param: Turned, text: string, shown: string, spoken: string])[] = [
  [strip.gain, '-6', '−6.0 dB', '-6.0 dB'],
  [strip.gain, '-6dB', '−6.0 dB', '-6.0 dB'],
  [strip.gain, ' − 6,5 db ', '−6.5 dB', '-6.5 dB'],
  [strip.gain, '+3', '+3.0 dB', '+3.0 dB'],
  [strip.gain, '0', '0.0 dB', '0.0 dB'],
  [strip.gain, '-0.04', '0.0 dB', '0.0 dB'],
  [strip.gain, 'off', '−∞', 'off'],
  [strip.gain, '-inf', '−∞', 'off'],
  [strip.gain, '−∞ dB', '−∞', 'off'],
  [strip.gain, '99', '+12.0 dB', '+12.0 dB'],
  [strip.pan, 'L20', 'L20', 'L 20'],
  [strip.pan, '20 l', 'L20', 'L 20'],
  [strip.pan, 'left 30%', 'L30', 'L 30'],
  [strip.pan, 'right 7', 'R7', 'R 7'],
  [strip.pan, '-20', 'L20', 'L 20'],
  [strip.pan, 'C', 'C', 'centre'],
  [strip.pan, '0', 'C', 'centre'],
  [strip.pan, 'R300', 'R100', 'R 100'],
  [band.frequency, '1.2k', '1.20 kHz', '1.20 kHz'],
  [band.frequency, '1k2', '1.20 kHz', '1.20 kHz'],
  [band.frequency, '800', '800 Hz', '800 Hz'],
  [band.frequency, '12,5 kHz', '12.5 kHz', '12.5 kHz'],
  [band.frequency, '999.7', '1.00 kHz', '1.00 kHz'],
  [band.frequency, '1', '10 Hz', '10 Hz'],
  [band.gain, '-4.5', '−4.5 dB', '-4.5 dB'],
  [band.Q, '0.7', '0.70', '0.70'],
  [band.Q, '12', '12.0', '12.0'],
  [compressor.ratio, '4', '4.0:1', '4.0 to 1'],
  [compressor.ratio, '20:1', '20:1', '20 to 1'],
  [compressor.ratio, 'inf', '100:1', '100 to 1'],
  [compressor.knee, '6', '6.0 dB', '6.0 dB'],
  [compressor.attack, '0.3 ms', '0.3 ms', '0.3 ms'],
  [compressor.attack, '0.02 s', '20 ms', '20 ms'],
  [compressor.attack, '10', '10 ms', '10 ms'],
  [compressor.release, '1.5s', '1.50 s', '1.50 s'],
  [compressor.release, '2', '2.00 s', '2.00 s'],
  [compressor.release, '300ms', '300 ms', '300 ms'],
  [gate.hold, '500µs', '0.5 ms', '0.5 ms'],
  [strip.stereo.width, '150', '150 %', '150 %'],
  [compressor.mix, '40%', '40 %', '40 %'],
  [bus.effect.reverb.decay, '2.5 s', '2.50 s', '2.50 s'],
];

for (const [param, text, shown, spoken] of typed) {
  test(`"${text}", typed into ${param.label}, shows as ${shown} and is said as ${spoken}`, () => {
    const kind = kindOf(param);
    kind.set(param, kind.parse(text, param)!);
    assert.deepEqual([kind.text(param), kind.words(param)], [shown, spoken]);
  });
}

const refused: readonly (readonly [Turned, ...string[]])[] = [
  [strip.gain, '', 'abc', '6 Hz', '--6', '1.2.3', 'inf', '-6 dB!', 'NaN', '1e3', '-', '1,200'],
  [strip.pan, '', 'LL20', 'L20R', 'L-20', 'x', 'lcr', '20 dB'],
  [band.frequency, '', 'k', '1.2 kk', '800 ms', '1k2k', '1,200', '440 dB'],
  [band.Q, '', 'q', '0.7 Hz'],
  [compressor.ratio, '', '4:2', ':1', '4 dB'],
  [compressor.attack, '', '10 Hz', 'ms', '1 min'],
  [compressor.mix, '', '40 dB', '%'],
];

for (const [param, ...texts] of refused) {
  test(`what is no value of ${param.label} is none: ${texts.map((text) => `"${text}"`).join(', ')}`, () => {
    for (const text of texts) assert.equal(kindOf(param).parse(text, param), null, text);
  });
}

const { reverb, delay } = bus.effect;
const { highpass, bands } = strip.eq;
const { limiter } = mixer.master;
/** Controls that are numbers, of every unit and taper. */
const everything: readonly Turned[] = [
  ...[strip.trim, strip.gain, strip.pan, strip.delay, strip.stereo.width, strip.sends[0]!.level, mixer.glide],
  ...[highpass.frequency, ...bands.flatMap(({ frequency, gain, Q }) => [frequency, gain, Q])],
  ...[gate.threshold, gate.range, gate.attack, gate.hold, gate.release],
  ...[compressor.threshold, compressor.ratio, compressor.knee, compressor.attack, compressor.release],
  ...[compressor.makeup, compressor.mix, reverb.predelay, reverb.decay, reverb.size, reverb.damping],
  ...[delay.time, delay.feedback, limiter.ceiling, limiter.release],
];

test('what a control shows can be typed, and is then what it shows, over its whole travel', () => {
  for (const param of everything) {
    const path = param.label;
    const kind = kindOf(param);
    for (let position = 0; position <= 1; position += 1 / 64) {
      param.position = position;
      const shown = kind.text(param);
      const figure = kind.parse(shown, param);
      assert.notEqual(figure, null, `${path}: ${shown}`);
      kind.set(param, figure!);
      assert.equal(kind.text(param), shown, path);
      const [min, max] = kind.range(param);
      const now = kind.now(param);
      assert.ok(now >= min - 1e-4 && now <= max + 1e-4, `${path}: ${now} is not from ${min} to ${max}`);
    }
  }
});

test('a step up and one down lead back, and many lead to the end', () => {
  for (const param of everything) {
    const path = param.label;
    const kind = kindOf(param);
    // Where both directions are open, and where a step begins on a whole one.
    param.position = 0.5;
    for (let i = 0; i < 2; i += 1) kind.nudge(param, i === 0 ? 1 : -1);
    const from = param.value;
    kind.nudge(param, 1);
    assert.ok(param.value > from, `${path} does not go up`);
    kind.nudge(param, -1);
    assert.ok(Math.abs(param.value - from) <= 1e-3 * Math.abs(from) + 1e-6, `${path}: ${from} became ${param.value}`);
    for (let i = 0; i < 800; i += 1) kind.nudge(param, -1);
    assert.ok(Math.abs(param.value - param.min) < 1e-6, path);
    for (let i = 0; i < 800; i += 1) kind.nudge(param, 1);
    assert.ok(param.value > param.max - 1e-6 * Math.abs(param.max) - 1e-6, path);
  }
});
