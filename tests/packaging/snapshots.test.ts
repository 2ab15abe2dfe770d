import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestMixer } from 'megamixer/testing';
import { codeIn } from '../browser/harness/manual.ts';
import { assertStrict } from './strict-typescript.ts';

const [example] = codeIn('snapshots.md', 'Snapshots', 'ts');

test('the first example of docs/snapshots.md is strict TypeScript', () => {
  const around = "import type { Mixer } from 'megamixer';\ndeclare const mixer: Mixer;\n";
  assertStrict(new Map([['example.ts', around + example]]));
});

test('it brings back on the next visit what was set on the first', () => {
  const stored = new Map<string, string>();
  const localStorage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
  };
  const visit = new Function('mixer', 'localStorage', 'addEventListener', example!);
  const page = () => {
    const mixer = createTestMixer();
    const window = new EventTarget();
    visit(mixer, localStorage, window.addEventListener.bind(window));
    return { mixer, leave: () => window.dispatchEvent(new Event('pagehide')) };
  };
  const first = page();
  first.mixer.strips[2]!.gain.value = 0.5;
  first.leave();
  assert.equal(page().mixer.strips[2]!.gain.value, 0.5);
});
