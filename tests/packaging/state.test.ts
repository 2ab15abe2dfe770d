import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { createHistory, createLink, createScenes } from 'megamixer/state';
import { createTestMixer } from 'megamixer/testing';
import { codeIn } from '../browser/harness/manual.ts';
import { assertStrict } from './strict-typescript.ts';

const programs = Object.fromEntries(
  ['History', 'Gestures', 'Links', 'Scenes', 'Files'].map((heading) => [
    heading,
    codeIn('state.md', heading, 'ts')[0]!,
  ]),
);

/** What the page of such an app has around them. */
const around = `import type { Mixer } from 'megamixer';
import type { Scenes as Kept } from 'megamixer/state';
declare const mixer: Mixer;
declare const scenes: Kept;
declare const undoButton: HTMLButtonElement, redoButton: HTMLButtonElement, fader: HTMLElement, message: HTMLElement;
declare const slider: HTMLInputElement, picker: HTMLInputElement;
export type { Kept };
export { mixer, scenes, undoButton, redoButton, fader, message, slider, picker };
`;

test('the programs of docs/state.md are strict TypeScript', () => {
  const files = Object.entries(programs).map(([heading, code]) => {
    const own = heading === 'Scenes' ? around.replaceAll(/^declare const scenes.*\n|scenes, /gm, '') : around;
    const told = heading === 'Files' ? 'export { file };\n' : '';
    return [`${heading}.ts`, `${own}${code}${told}`] as const;
  });
  assertStrict(new Map(files));
});

/** Runs one of them with what it takes from the page around it. */
async function run(heading: string, page: Record<string, unknown>, result = 'undefined'): Promise<unknown> {
  const { code } = await transform(programs[heading]!.replace(/^import .*\n/gm, ''), { loader: 'ts' });
  const names = { createHistory, createLink, createScenes, ...page };
  return new Function(...Object.keys(names), `${code}\nreturn ${result};`)(...Object.values(names));
}

test('its buttons and keys undo and redo, and say what they would', async () => {
  const mixer = createTestMixer({ strips: 2 });
  const window = new EventTarget();
  const [undoButton, redoButton] = [
    { disabled: false, title: '', onclick() {} },
    { disabled: false, onclick() {} },
  ];
  const addEventListener = window.addEventListener.bind(window);
  await run('History', { mixer, undoButton, redoButton, addEventListener, Element: class {} });
  assert.deepEqual([undoButton.disabled, redoButton.disabled], [true, true]);
  const { gain } = mixer.strips[0]!;
  gain.value = 0.5;
  await null;
  assert.deepEqual([undoButton.disabled, undoButton.title], [false, 'Undo strips[0].gain']);
  undoButton.onclick();
  assert.equal(gain.value, 1);
  const press = (keys: object) => window.dispatchEvent(Object.assign(new Event('keydown'), keys));
  press({ key: 'Z', ctrlKey: true, shiftKey: true });
  assert.equal(gain.value, 0.5);
  press({ key: 'z', metaKey: true });
  assert.equal(gain.value, 1);
  press({ key: 'y', ctrlKey: true });
  assert.equal(gain.value, 0.5);
  press({ key: 'z' });
  assert.equal(gain.value, 0.5);
});

test('its slider makes one step of a drag', async () => {
  const mixer = createTestMixer({ strips: 1 });
  const history = createHistory(mixer);
  const slider = { valueAsNumber: 0, oninput() {}, onpointerdown() {}, onpointerup() {} };
  await run('Gestures', { mixer, slider });
  slider.onpointerdown();
  for (const at of [0.6, 0.5, 0.4]) {
    slider.valueAsNumber = at;
    slider.oninput();
  }
  slider.onpointerup();
  assert.equal(mixer.strips[0]!.gain.position.toFixed(6), '0.400000');
  history.undo();
  assert.deepEqual([mixer.strips[0]!.gain.value, history.canUndo], [1, false]);
});

test('its faders move together, but for the one that is moved with Alt', async () => {
  const mixer = createTestMixer();
  const fader = { onpointerdown(_: object) {}, onpointerup() {} };
  await run('Links', { mixer, fader });
  const db = () => mixer.strips.slice(0, 5).map(({ gain }) => Math.round(gain.db * 1000) / 1000);
  assert.deepEqual(db(), [-3, -3, -3, -3, 0]);
  fader.onpointerdown({ altKey: true });
  mixer.strips[0]!.gain.db = 0;
  fader.onpointerup();
  mixer.strips[1]!.gain.db = -4;
  assert.deepEqual(db(), [-1, -4, -4, -4, 0]);
});

test('its scenes come back, and its file comes in', async (t) => {
  const stored = new Map<string, string>();
  const localStorage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
  };
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });
  t.after(() => {
    if (before === undefined) Reflect.deleteProperty(globalThis, 'localStorage');
    else Object.defineProperty(globalThis, 'localStorage', before);
  });
  const mixer = createTestMixer();
  const scenes = (await run('Scenes', { mixer }, 'scenes')) as ReturnType<typeof createScenes>;
  assert.deepEqual([scenes.list, mixer.strips[0]!.gain.value], [['Verse', 'Break'], 1]);
  assert.deepEqual([...stored.keys()], ['megamixer:scenes']);

  const [message, picker] = [{ textContent: '' }, { files: [] as Blob[], async onchange() {} }];
  const file = (await run('Files', { scenes, message, picker }, 'file')) as Blob;
  const [example] = codeIn('state.md', 'Files', 'json');
  for (const [given, says] of [
    [file, '0 came in, 2 were there already.'],
    [new Blob([example!]), '2 came in, 0 were there already.'],
  ] as const) {
    picker.files = [given];
    await picker.onchange();
    assert.equal(message.textContent, says);
  }
  assert.deepEqual(scenes.list, ['Verse', 'Break', 'Verse (2)', 'Break (2)']);
  picker.files = [new Blob(['{}'])];
  await picker.onchange();
  assert.match(message.textContent, /has a format of "megamixer-scenes", and this has none/);
});
