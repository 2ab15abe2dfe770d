import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newDesk } from './desk.js';

describe('the effect of a bus', () => {
  test('can be set where the bus has a slot', () => {
    const { desk } = newDesk({ buses: 3, effects: 2 });
    desk.buses[1]!.effect.type.value = 'reverb';
    desk.buses[0]!.effect.type.position = 1;
    assert.deepEqual(
      desk.buses.map((bus) => bus.effect.type.value),
      ['delay', 'reverb', 'none'],
    );
  });

  test('is refused where it has none, with how many there are and how to have more, and nothing changes', () => {
    const { desk, edits } = newDesk({ buses: 3, effects: 2 });
    const { type } = desk.buses[2]!.effect;
    for (const set of [() => (type.value = 'delay'), () => (type.position = 1)]) {
      assert.throws(set, {
        code: 'no-effect-slot',
        message: /^Bus 2 has no effect slot: only the first 2 of .* effects: 3 /,
      });
    }
    type.value = 'none';
    type.reset();
    desk.buses[2]!.effect.reverb.decay.value = 5;
    assert.deepEqual([edits.length, type.value], [1, 'none']);
    assert.throws(() => ((type as { value: unknown }).value = 'chorus'), TypeError);
    const without = newDesk({ buses: 1, effects: 0 }).desk.buses[0]!;
    assert.throws(() => (without.effect.type.value = 'delay'), { message: /no bus of this mixer has one/ });
  });
});
