import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { createTestMixer } from 'megamixer/testing';
import { layout, type ParamSpec, VCA_COUNT, VCA_DEPTH } from 'megamixer-worklet/layout';
import { Random } from '../scenes/random.ts';
import { placesOf } from '../scenes/records.ts';
import { wordOf } from '../scenes/words.ts';
import { nativeProgram } from './native-program.ts';

const mixer = { strips: 6, buses: 3, effects: 3, maxDelay: 0.1 };
const at = layout(mixer.strips, mixer.buses);
/** What a key's word counts before the first strip: see the schema. */
const FIRST_STRIP_KEY = 17;

/** The words that the bounce sets for a session, by address, and what it did not know. */
function wordsOf(session: unknown): { words: Map<number, number>; ignored: string[] } {
  const told = execFileSync(nativeProgram('session_words'), {
    input: JSON.stringify(session),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines = told.split('\n').filter(Boolean);
  const ignored = lines.filter((line) => line.startsWith('ignored ')).map((line) => line.slice('ignored '.length));
  const pairs = lines.filter((line) => !line.startsWith('ignored ')).map((line) => line.split(' ').map(Number));
  return { words: new Map(pairs.map(([word, bits]) => [word!, bits! | 0])), ignored };
}

/** Where something may lead without a circle; nowhere else where that is left out. */
interface Later {
  readonly bus?: number | null;
  readonly vca?: number | null;
}

/** A value of a control as a snapshot has it, and as its word holds it. */
function randomValue(random: Random, spec: ParamSpec, later: Later): readonly [json: unknown, word: number] {
  switch (spec.kind) {
    case 'switch': {
      const on = random.chance(0.5);
      return [on, Number(on)];
    }
    case 'choice': {
      const choice = random.pick(spec.choices!);
      return [choice, wordOf(spec, choice)];
    }
    case 'output':
      return later.bus == null ? ['master', 0] : [`buses[${later.bus}]`, 1 + later.bus];
    case 'vca':
      return later.vca == null ? [null, 0] : [`vcas[${later.vca}]`, 1 + later.vca];
    case 'key': {
      const strip = random.below(mixer.strips);
      return random.chance(0.5) ? [null, 0] : [`strips[${strip}]`, FIRST_STRIP_KEY + strip];
    }
    default: {
      const value = random.chance(0.1) ? spec.max : random.between(spec.min, spec.max);
      return [value, wordOf(spec, value)];
    }
  }
}

/** Puts a value where a path leads to. */
function put(json: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    json[name!] = value;
  } else {
    json[name!] ??= {};
    put(json[name!] as Record<string, unknown>, rest, value);
  }
}

/** A snapshot in which every control of the schema is set at random, and the words that it means. */
function randomSnapshot(random: Random): { snapshot: Record<string, unknown>; words: Map<number, number> } {
  const words = new Map<number, number>();
  const record = (name: Parameters<typeof placesOf>[0], first: number, later: Later = {}) => {
    const json: Record<string, unknown> = {};
    for (const { path, spec, first: start } of placesOf(name, first)) {
      // Who reads a meter is no setting.
      if (/^want[A-Z]/.test(spec.name)) continue;
      const [value, word] = randomValue(random, spec, later);
      words.set(start + spec.offset, word);
      put(json, path.split('.'), value);
    }
    return json;
  };
  const anyVca = () => (random.chance(0.5) ? random.below(VCA_COUNT) : null);
  const member = (bus: number): Later => ({
    bus: bus < mixer.buses && random.chance(0.5) ? bus : null,
    vca: anyVca(),
  });
  // Chains of as many as may be: the last of each is of nobody.
  const nextVca = (vca: number) => (vca % VCA_DEPTH < VCA_DEPTH - 1 && random.chance(0.7) ? vca + 1 : null);
  const each = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  const snapshot = {
    version: 1,
    ...record('mixer', at.mixer),
    master: record('master', at.master),
    vcas: each(VCA_COUNT, (vca) => record('vca', at.vca(vca), { vca: nextVca(vca) })),
    buses: each(mixer.buses, (bus) => record('bus', at.bus(bus), member(bus + 1))),
    strips: each(mixer.strips, (strip) => ({
      ...record('strip', at.strip(strip), member(0)),
      sends: each(mixer.buses, (bus) => record('send', at.send(strip, bus))),
    })),
  };
  return { snapshot, words };
}

test('a bounce sets what a snapshot says, every control of it, as the page does', () => {
  for (let seed = 0; seed < 5; seed += 1) {
    const { snapshot, words } = randomSnapshot(new Random(seed));
    const page = createTestMixer(mixer);
    assert.deepEqual(page.restore(snapshot).ignored, []);
    assert.deepEqual(wordsOf({ version: 1, mixer, snapshot }), { words, ignored: [] });
    // What the page writes down of that means the same: what it leaves out is at its default.
    const again = wordsOf({ version: 1, mixer, snapshot: page.snapshot() });
    for (const [word, bits] of again.words) assert.equal(bits, words.get(word));
    assert.ok(again.words.size > words.size / 2);
  }
});

test('both refuse the same, and leave alone the same', () => {
  const page = createTestMixer({ ...mixer, effects: 1, maxDelay: 0.01 });
  const session = (snapshot: unknown) => ({ version: 1, mixer: { ...mixer, effects: 1, maxDelay: 0.01 }, snapshot });
  for (const wrong of [
    { version: 2 },
    {},
    { version: 1, glide: 5 },
    { version: 1, strips: 3 },
    { version: 1, strips: [{}, { gain: 'loud' }] },
    { version: 1, strips: [{ delay: 0.05 }] },
    { version: 1, strips: [{ output: 'buses[3]' }] },
    { version: 1, strips: [{ output: 'strips[1]' }] },
    { version: 1, strips: [{ compressor: { key: 'strips[6]' } }] },
    { version: 1, strips: [{ eq: { highpass: { slope: '13' } } }] },
    { version: 1, strips: [{ mute: 1 }] },
    { version: 1, buses: [{}, { effect: { type: 'reverb' } }] },
    { version: 1, buses: [{}, {}, {}, {}] },
    { version: 1, strips: [{ sends: [{}, {}, {}, {}] }] },
    { version: 1, strips: [{ vca: 'vcas[16]' }] },
    { version: 1, buses: [{ vca: 'buses[0]' }] },
    { version: 1, vcas: Array.from({ length: VCA_COUNT + 1 }, () => ({})) },
    { version: 1, vcas: [{ vca: 'vcas[1]' }, { vca: 'vcas[0]' }] },
    { version: 1, vcas: [3, 4, 1, 2].map((vca) => ({ vca: `vcas[${vca}]` })).concat([{ vca: 'vcas[9]' }]) },
  ]) {
    assert.throws(() => page.restore(wrong), { name: 'MixerError' }, JSON.stringify(wrong));
    assert.throws(() => wordsOf(session(wrong)), /Error/, JSON.stringify(wrong));
  }
  const unknown = { version: 1, later: 1, strips: [{ eq: { tilt: 3 } }], master: { wantScope: true } };
  assert.deepEqual(
    wordsOf(session(unknown)).ignored.sort(),
    page
      .restore(unknown)
      .ignored.map((path) => `snapshot.${path}`)
      .sort(),
  );
});
