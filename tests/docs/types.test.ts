import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertStrict } from '../packaging/strict-typescript.ts';
import { runBy } from './plan.ts';

/** What stands around every block: the stage that tests/browser/page/docs.ts has for it, in types. */
const around = `
import { benchmarkBackends, createMixer, detectCapabilities, MixerError, tempoDelay } from 'megamixer';
import type { Bus, Mixer, Strip } from 'megamixer';
declare const context: AudioContext;
declare const mixer: Mixer;
declare const strip: Strip;
declare const bus: Bus;
`;

/** And around those of one place, by what their ids begin with. */
const besides: Record<string, string> = {
  'README.md#the-signal-path': 'declare const drums: AudioNode; declare const frequencies: Float32Array<ArrayBuffer>;',
  'README.md#bouncing': 'declare const drums: AudioBuffer;',
  'docs/bounce.md#bounce':
    'declare const drums: AudioBuffer, voice: AudioBuffer, bar: HTMLProgressElement, link: HTMLAnchorElement;',
  'docs/bounce.md#policies':
    "import { bounce, type Session } from 'megamixer/bounce'; declare const session: Session, buffers: Record<string, AudioBuffer>;",
  'README.md#undo-links-scenes': 'declare const other: Strip;',
  'docs/elements.md#mm-console':
    "import 'megamixer/elements/define'; declare const equaliser: import('megamixer/elements').MmEq;",
  'docs/lifecycle.md#making-one': 'declare const button: HTMLButtonElement;',
};

test('what the documents show is strict TypeScript', () => {
  const blocks = runBy('page').filter(({ language }) => language === 'ts');
  assert.ok(blocks.length > 10);
  const programs = blocks.map(({ id, code }): [string, string] => {
    const imports = code.match(/^import .*$/gm) ?? [];
    const more = Object.entries(besides).flatMap(([start, text]) => (id.startsWith(start) ? [text] : []));
    const body = code.replace(/^import .*$/gm, '');
    const head = [around, ...more, ...imports].join('\n');
    return [`${id.replace(/\W+/g, '-')}.ts`, `${head}\nexport async function block() {\n${body}}\n`];
  });
  // A program goes on where a block ends, and uses what it declares. That an index is in range is for the text to know.
  assertStrict(new Map(programs), { noUnusedLocals: false, noUncheckedIndexedAccess: false });
});
