import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PARAMS, VCA_COUNT, VCA_DEPTH } from 'megamixer-worklet/layout';
import type { Vca } from '../src/api/vca.js';
import { MixerError } from '../src/errors.js';
import { newConsole } from './console.js';
import { newDesk } from './desk.js';

const refused = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof MixerError && error.code === code && message.test(error.message);

function newVcas() {
  const parts = newConsole();
  return { ...parts, vcas: parts.desk.vcas as readonly Vca[] & { [index: number]: Vca } };
}

describe('a VCA', () => {
  test('has controls as strips have them, at words of its own', () => {
    const { vcas, mirror } = newVcas();
    assert.equal(vcas.length, VCA_COUNT);
    assert.ok(Object.isFrozen(vcas));
    for (const vca of vcas) {
      vca.gain.db = -6;
      vca.mute.value = true;
      const word = (name: 'gain' | 'mute') => mirror.read(mirror.layout.vca(vca.index) + PARAMS.vca[name].offset);
      assert.equal(word('mute'), 1);
      assert.notEqual(word('gain'), 0);
      assert.equal(vca.gain, vca.gain);
      assert.ok(Math.abs(vca.gain.db + 6) < 1e-5);
      vca.gain.rampTo(0, 1);
      assert.equal(mirror.read(mirror.layout.vca(vca.index) + PARAMS.vca.gain.ramp.count), 1);
    }
  });

  test('has members that say so: 0 in the block is none, or one more than its number', () => {
    const { desk, vcas, mirror } = newVcas();
    const [strip, bus] = [desk.strips[1]!, desk.buses[2]!];
    assert.deepEqual([strip.vca.value, bus.vca.value, vcas[0]!.vca.value], [null, null, null]);
    strip.vca.value = vcas[15]!;
    bus.vca.value = vcas[0]!;
    vcas[0]!.vca.value = vcas[15]!;
    const { layout } = mirror;
    assert.equal(mirror.read(layout.strip(1) + PARAMS.strip.vca.offset), 16);
    assert.equal(mirror.read(layout.bus(2) + PARAMS.bus.vca.offset), 1);
    assert.equal(mirror.read(layout.vca(0) + PARAMS.vca.vca.offset), 16);
    assert.deepEqual(strip.vca.choices, [null, ...vcas]);
    assert.deepEqual([strip.vca.value, strip.vca.position, strip.vca.max], [vcas[15], 1, 16]);
    strip.vca.reset();
    assert.equal(strip.vca.value, null);
  });

  test('refuses what is no VCA of this mixer with a TypeError, and changes nothing', () => {
    const { desk, edits } = newVcas();
    const other = newDesk().desk;
    const published = edits.length;
    for (const wrong of [undefined, 0, 'vcas[0]', {}, desk.strips[0], desk.master, other.vcas[0]]) {
      const set = () => ((desk.strips[0]!.vca as { value: unknown }).value = wrong);
      assert.throws(set, { name: 'TypeError', message: /takes null or one of mixer\.vcas/ });
    }
    assert.equal(edits.length, published);
  });
});

describe('VCAs of VCAs', () => {
  test('are refused in a circle, with nothing of the edit done', () => {
    const { desk, vcas, edits, words } = newVcas();
    assert.throws(() => (vcas[3]!.vca.value = vcas[3]!), refused('cycle', /^VCA 3 → VCA 3 goes round/));
    vcas[5]!.vca.value = vcas[6]!;
    const [before, published] = [words(), edits.length];
    const circle = () =>
      desk.mirror.edit(() => {
        desk.strips[0]!.gain.value = 0.25;
        vcas[6]!.vca.value = vcas[9]!;
        vcas[9]!.vca.value = vcas[5]!;
      });
    assert.throws(circle, refused('cycle', /^VCA 5 → VCA 6 → VCA 9 → VCA 5 goes round in a circle/));
    assert.deepEqual([words(), edits.length], [before, published]);
  });

  test('may go round in the midst of an edit', () => {
    const { desk, vcas } = newVcas();
    vcas[0]!.vca.value = vcas[1]!;
    desk.mirror.edit(() => {
      vcas[1]!.vca.value = vcas[0]!;
      vcas[0]!.vca.value = null;
    });
    assert.equal(vcas[1]!.vca.value, vcas[0]);
  });

  test(`are refused in a chain of more than ${VCA_DEPTH}`, () => {
    const { desk, vcas, words } = newVcas();
    desk.strips[0]!.vca.value = vcas[0]!;
    for (let vca = 1; vca < VCA_DEPTH; vca += 1) vcas[vca - 1]!.vca.value = vcas[vca]!;
    const before = words();
    const below = () => (vcas[10]!.vca.value = vcas[0]!);
    assert.throws(below, refused('vca-depth', /^VCA 10 → VCA 0 → .* is a chain of 5 VCAs, and 4 is the most/));
    assert.throws(() => (vcas[VCA_DEPTH - 1]!.vca.value = vcas[11]!), refused('vca-depth', /→ VCA 11 is a chain/));
    assert.deepEqual(words(), before);
    // The first of them is free for any strip, and out of the chain the next fits in.
    desk.strips[1]!.vca.value = vcas[0]!;
    vcas[0]!.vca.value = null;
    vcas[10]!.vca.value = vcas[0]!;
  });

  test('are refused by a snapshot for the same reasons, with nothing restored', () => {
    const { restore, words } = newVcas();
    const before = words();
    const chain = [1, 2, 3, 4].map((vca) => ({ vca: `vcas[${vca}]` }));
    const glide = 0.5;
    assert.throws(() => restore({ version: 1, glide, vcas: chain }), refused('vca-depth', /a chain of 5/));
    assert.throws(() => restore({ version: 1, glide, vcas: [{ vca: 'vcas[0]' }] }), refused('cycle', /^VCA 0 → VCA 0/));
    for (const wrong of ['vcas[16]', 'buses[0]', 0]) {
      const document = { version: 1, glide, strips: [{ vca: wrong }] };
      assert.throws(() => restore(document), refused('snapshot-invalid', /strips\[0\]\.vca takes null or "vcas\[n\]"/));
    }
    const long = { version: 1, glide, vcas: Array.from({ length: VCA_COUNT + 1 }, () => ({})) };
    assert.throws(() => restore(long), refused('snapshot-invalid', /vcas takes a list of at most 16/));
    assert.deepEqual(words(), before);
  });
});

test('a snapshot has the VCAs that are set, and who is a member of which', () => {
  const { desk, vcas, take, restore, words } = newVcas();
  desk.strips[2]!.vca.value = vcas[1]!;
  desk.buses[0]!.vca.value = vcas[0]!;
  vcas[0]!.vca.value = vcas[1]!;
  vcas[1]!.gain.value = 0.5;
  vcas[1]!.mute.value = true;
  const [taken, before] = [take(), words()];
  assert.deepEqual(taken, {
    version: 1,
    strips: [{}, {}, { vca: 'vcas[1]' }],
    buses: [{ vca: 'vcas[0]' }],
    vcas: [{ vca: 'vcas[1]' }, { gain: 0.5, mute: true }],
  });
  restore({ version: 1 });
  assert.deepEqual(take(), { version: 1 });
  assert.deepEqual([restore(taken), take()], [{ ignored: [] }, taken]);
  assert.equal(words().length, before.length);
  assert.deepEqual([desk.strips[2]!.vca.value, vcas[0]!.vca.value], [vcas[1], vcas[1]]);
});
