import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, LAYOUT_HASH, layout, MAGIC, PARAMS, PARTS, VCA_COUNT } from 'megamixer-worklet/layout';
import { bitsOf } from '../src/mirror/float-bits.js';
import { initialWords, versionWords } from '../src/mirror/initial-words.js';

const LAYOUT = layout(3, 2);

describe('the words of a fresh mixer', () => {
  test('hold the defaults of every record inside a record', () => {
    const words = initialWords(LAYOUT);
    const eq = LAYOUT.strip(2) + PARTS.strip.eq;
    assert.equal(words[eq + PARAMS.eq.on.offset], 1);
    for (const band of ['band1', 'band2', 'band3', 'band4'] as const) {
      const { frequency, type } = PARAMS[band];
      assert.equal(words[eq + PARTS.eq[band] + frequency.offset], bitsOf(frequency.default));
      assert.equal(words[eq + PARTS.eq[band] + type.offset], type.default);
    }
    const keyHighpass = LAYOUT.bus(1) + PARTS.bus.compressor + PARTS.compressor.keyHighpass;
    assert.equal(words[keyHighpass + PARAMS.keyHighpass.frequency.offset], bitsOf(100));
    const echo = LAYOUT.bus(0) + PARTS.bus.effect + PARTS.effect.delay;
    assert.equal(words[echo + PARAMS.delay.time.offset], bitsOf(0.375));
    const ceiling = LAYOUT.master + PARTS.master.limiter + PARAMS.limiter.ceiling.offset;
    assert.equal(words[ceiling], bitsOf(-1));
    assert.equal(words[LAYOUT.mixer + PARTS.mixer.monitor + PARAMS.monitor.gain.offset], bitsOf(1));
    assert.equal(words[LAYOUT.vca(VCA_COUNT - 1) + PARAMS.vca.gain.offset], bitsOf(1));
    assert.equal(words[LAYOUT.send(2, 1) + PARAMS.send.on.offset], 1);
  });

  test('say whose block it is, and end with what the page owns', () => {
    const words = initialWords(LAYOUT);
    assert.deepEqual([words[HEADER.magic], words[HEADER.layoutHash]], [MAGIC, LAYOUT_HASH | 0]);
    assert.deepEqual([words[HEADER.strips], words[HEADER.buses], words[HEADER.words]], [3, 2, LAYOUT.words]);
    assert.equal(words.length, LAYOUT.pageEnd);
  });
});

describe('the version of a word', () => {
  test('is that of its section, to the last word of the last part', () => {
    const versions = versionWords(LAYOUT);
    assert.equal(versions.length, LAYOUT.pageEnd);
    const sections: [first: number, end: number, section: number][] = [
      [LAYOUT.mixer, LAYOUT.master, LAYOUT.mixerSection],
      [LAYOUT.master, LAYOUT.bus(0), LAYOUT.masterSection],
      [LAYOUT.bus(0), LAYOUT.bus(1), LAYOUT.busSection(0)],
      [LAYOUT.bus(1), LAYOUT.strip(0), LAYOUT.busSection(1)],
      [LAYOUT.strip(0), LAYOUT.strip(1), LAYOUT.stripSection(0)],
      [LAYOUT.strip(2), LAYOUT.pageEnd, LAYOUT.stripSection(2)],
    ];
    for (const [first, end, section] of sections) {
      for (let word = first; word < end; word += 1) assert.equal(versions[word], LAYOUT.versions + section);
    }
    for (let word = 0; word < LAYOUT.mixer; word += 1) assert.equal(versions[word], 0);
  });
});
