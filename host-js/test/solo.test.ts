import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newDesk } from './desk.js';

describe('a solo', () => {
  const soloed = ({ desk }: ReturnType<typeof newDesk>) =>
    [...desk.strips, ...desk.buses].map((each) => each.solo.value);

  test('adds to others by default', () => {
    const parts = newDesk();
    parts.desk.strips[0]!.solo.value = true;
    parts.desk.buses[0]!.solo.value = true;
    assert.deepEqual(soloed(parts), [true, false, true]);
  });

  test('takes back all others in the same edit where it is exclusive, by value and by position', () => {
    const parts = newDesk({ exclusiveSolo: true });
    const [first, second] = parts.desk.strips;
    const [bus] = parts.desk.buses;
    first!.solo.value = true;
    assert.deepEqual(soloed(parts), [true, false, false]);
    bus!.solo.position = 1;
    assert.deepEqual(soloed(parts), [false, false, true]);
    const heard: boolean[] = [];
    bus!.solo.subscribe((solo) => heard.push(solo.value));
    second!.solo.value = true;
    assert.deepEqual(soloed(parts), [false, true, false]);
    assert.deepEqual(heard, [false]);
    assert.deepEqual(
      parts.edits.map((edit) => edit.length),
      [1, 2, 2],
    );
    second!.solo.value = true;
    assert.equal(parts.edits.length, 3, 'the same again is no edit');
    second!.solo.value = false;
    assert.deepEqual(soloed(parts), [false, false, false]);
  });

  test('leaves the others alone when what is set is no switch position', () => {
    const parts = newDesk({ exclusiveSolo: true });
    parts.desk.strips[0]!.solo.value = true;
    assert.throws(() => ((parts.desk.strips[1]!.solo as { value: unknown }).value = 1), TypeError);
    assert.deepEqual(soloed(parts), [true, false, false]);
  });
});
