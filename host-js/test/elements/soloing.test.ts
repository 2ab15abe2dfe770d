import assert from 'node:assert/strict';
import { test } from 'node:test';
import { banksOf, placesOf } from '../../src/elements/console/banks.js';
import { groupsOf } from '../../src/elements/console/groups.js';
import { cutBySolo, soloParams } from '../../src/elements/console/soloing.js';
import { createTestMixer } from '../../src/testing/index.js';

test('a solo cuts what neither feeds it nor is fed by it, as the engine does', () => {
  const mixer = createTestMixer({ strips: 4, buses: 3 });
  const [kick, snare, pad, other] = mixer.strips;
  const [drums, music, reverb] = mixer.buses;
  kick!.output.value = snare!.output.value = drums!;
  pad!.output.value = music!;
  pad!.sends[2]!.level.value = 0.5;
  const cut = () => [...cutBySolo(mixer)];
  assert.deepEqual(cut(), []);

  kick!.solo.value = true;
  assert.deepEqual(cut(), [snare, pad, other, music, reverb]);
  snare!.soloSafe.value = true;
  assert.deepEqual(cut(), [pad, other, music, reverb]);
  kick!.solo.value = snare!.soloSafe.value = false;

  // A bus lets what goes to it through, by its output or by a send that is open.
  reverb!.solo.value = true;
  assert.deepEqual(cut(), [kick, snare, other, drums, music]);
  pad!.sends[2]!.on.value = false;
  assert.deepEqual(cut(), [kick, snare, pad, other, drums, music]);
  reverb!.solo.value = false;

  // From bus to bus, too.
  drums!.output.value = music!;
  music!.solo.value = true;
  assert.deepEqual(cut(), [other, reverb]);
  assert.ok(soloParams(mixer).includes(kick!.sends[2]!.level));
});

test('VCA faders that have names stand between strips and buses, in a bank of their own', () => {
  const mixer = createTestMixer({ strips: 10, buses: 2 });
  const names = { vcas: ['Drums', 'Band'] };
  const groups = { strips: ['a', 'a', 'b'], vcas: ['VCA', 'VCA'] };
  const places = placesOf(mixer, { names, colors: {}, groups, renamed: new Map() });
  assert.deepEqual(
    places.slice(9).map(({ key }) => key),
    ['strip-9', 'vca-0', 'vca-1', 'bus-0', 'bus-1', 'master'],
  );
  assert.deepEqual(
    banksOf(places, 8).map(({ face, from, to }) => [face, from, to]),
    [
      ['1–8', 0, 8],
      ['9–10', 8, 10],
      ['VCA', 10, 12],
      ['Out', 12, 15],
    ],
  );
  assert.deepEqual(
    groupsOf(places).map(({ name, places }) => [name, places.length]),
    [
      ['a', 2],
      ['b', 1],
      ['', 7],
      ['VCA', 2],
      ['', 2],
      ['', 1],
    ],
  );
});
