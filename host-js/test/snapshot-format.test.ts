import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { COMMANDS, PARAMS, type ParamSpec } from 'megamixer-worklet/layout';
import type { MixerSnapshot } from '../src/api/snapshot.js';
import { isWant } from '../src/handles/wanted.js';
import { outline, type Section } from '../src/snapshot/outline.js';
import { FULL, newConsole } from './console.js';
import { controlsBelow } from './settings.js';

const parsed = (name: string) => JSON.parse(readFileSync(new URL(`./snapshots/${name}`, import.meta.url), 'utf8'));
const GOLDEN: MixerSnapshot = parsed('version-1.json');
/** What controls meant when version 1 was made. */
const CONTROLS: Record<string, Record<string, ParamSpec>> = parsed('version-1-controls.json');

describe('the format', () => {
  const sectionsOf = (section: Section): Section[] => [
    section,
    ...section.parts.flatMap(([, part]) => sectionsOf(part)),
    ...section.lists.flatMap(([, list]) => list.flatMap(sectionsOf)),
  ];

  test('of version 1 is still read and written: a field that is renamed or moved needs a migration', () => {
    const { take, restore } = newConsole({ ...FULL, strips: 2, buses: 2 });
    assert.deepEqual(restore(GOLDEN), { ignored: [] });
    assert.deepEqual(take(), GOLDEN);
  });

  test('of version 1 has every field of the schema: a new one belongs into the document of the tests', () => {
    const { mixer, mirror } = newConsole({ ...FULL, strips: 2, buses: 2 });
    const pathsIn = (value: unknown, path: string): string[] =>
      typeof value !== 'object' || value === null
        ? [path]
        : Object.entries(value).flatMap(([name, inner]) =>
            pathsIn(inner, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`),
          );
    const paths = new Set(pathsIn(GOLDEN, ''));
    for (const { settings, path } of sectionsOf(outline(mixer, mirror.layout))) {
      if (/^(strips|buses|vcas)\[[1-9]/.test(path)) continue;
      for (const setting of settings) assert.ok(paths.has(setting.path), `${setting.path} is not in the document`);
    }
  });

  test('of version 1 means what it meant: a default that changes, or a word or a range that goes, needs a migration', () => {
    for (const [record, controls] of Object.entries(CONTROLS)) {
      for (const [name, then] of Object.entries(controls)) {
        const now = (PARAMS as Record<string, Record<string, ParamSpec>>)[record]?.[name];
        const where = `${record}.${name}`;
        assert.ok(now !== undefined, where);
        assert.deepEqual([now.kind, now.unit, now.default], [then.kind, then.unit, then.default], where);
        assert.equal(now.choices?.[now.default], then.choices?.[then.default], where);
        for (const choice of then.choices ?? []) assert.ok(now.choices?.includes(choice), `${where} ${choice}`);
        if (then.choices === undefined) assert.ok(now.min <= then.min && now.max >= then.max, where);
      }
    }
    const known = (record: string, name: string) => isWant(name) || CONTROLS[record]?.[name] !== undefined;
    for (const [record, controls] of Object.entries(PARAMS)) {
      for (const name of Object.keys(controls))
        assert.ok(known(record, name), `${record}.${name} is new: say it there`);
    }
  });

  test('has a place for every word that the page owns, but ramps, commands and wants', () => {
    const { mixer, mirror } = newConsole();
    const { layout } = mirror;
    const known = new Set<number>();
    for (const { settings } of sectionsOf(outline(mixer, layout))) {
      for (const { first, spec } of settings) {
        known.add(first + spec.offset);
        for (const word of Object.values(spec.ramp ?? {})) known.add(first + word);
      }
    }
    const starts = {
      strip: mixer.strips.map((_, strip) => layout.strip(strip)),
      bus: mixer.buses.map((_, bus) => layout.bus(bus)),
      master: [layout.master],
    };
    for (const [record, firsts] of Object.entries(starts)) {
      const commands = COMMANDS[record as keyof typeof COMMANDS];
      for (const first of firsts) for (const word of Object.values(commands)) known.add(first + word);
    }
    for (const { name, offset } of Object.values<ParamSpec>(PARAMS.master)) {
      if (isWant(name)) known.add(layout.master + offset);
    }
    const words = Array.from({ length: layout.pageEnd - layout.mixer }, (_, word) => layout.mixer + word);
    assert.deepEqual(
      words.filter((word) => !known.has(word)),
      [],
    );
    assert.equal(known.size, words.length);
  });

  test('has every control that hangs from the mixer, and no other', () => {
    const { mixer, mirror } = newConsole();
    const settings = sectionsOf(outline(mixer, mirror.layout)).flatMap((section) => section.settings);
    const handles = new Set<unknown>(settings.map((setting) => setting.handle()));
    const controls = new Set<unknown>(controlsBelow(mixer));
    assert.equal(handles.size, settings.length);
    assert.equal(controls.size, handles.size);
    for (const control of controls) assert.ok(handles.has(control));
  });
});
