import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assemble } from '../../src/testing/assemble.js';
import { newDesk, takeDesksFrom } from '../desk.js';

/** What is written into it is what the engine of a test mixer is said to have measured. */
class Measured extends Map<number, number> {
  readonly #set: (word: number, bits: number) => void;

  constructor(set: (word: number, bits: number) => void) {
    super();
    this.#set = set;
  }

  override set(word: number, bits: number): this {
    this.#set(word, bits);
    return super.set(word, bits);
  }
}

let made = 0;

takeDesksFrom((asked) => {
  made += 1;
  const { mixer: whole, desk, mirror, transport } = assemble({ strips: 2, buses: 1, ...asked });
  const { glide, monitor, master, strips, buses, vcas } = whole;
  const edits: number[][] = [];
  mirror.publishTo({
    publish(words, changed, values, versions) {
      transport.publish(words, changed, values, versions);
      edits.push([...changed.subarray(0, values)]);
    },
  });
  const readings = new Measured((word, bits) => transport.set(word, bits));
  return { desk, mirror, edits, readings, mixer: { glide, monitor, master, strips, buses, vcas } };
});

const suites = [
  ...['param', 'route-param', 'solo', 'cycles', 'eq', 'dynamics', 'effect', 'master-meters'],
  ...['snapshot', 'snapshot-errors', 'snapshot-format', 'vca'],
];
for (const name of suites) await import(`../${name}.test.js`);

test('what is tested of handles, edits and snapshots was tested of test mixers', () => {
  const before = made;
  newDesk();
  assert.equal(made, before + 1);
  assert.ok(made > 100, `only ${made} of the tests above were about test mixers`);
});
