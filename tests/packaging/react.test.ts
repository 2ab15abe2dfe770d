import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ownerOf, reactOf, reactVersions } from '../browser/harness/react.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What stands around the examples of the manual. */
const surroundings = `
import { useEffect } from 'react';
import type { Bus, FaultDetail, Mixer, Strip } from 'megamixer';
import { type SetParam, useMeter, useMixer, useParam } from 'megamixer/react';
declare const context: AudioContext;
declare const mixer: Mixer | null;
declare const strip: Strip;
declare const source: AudioNode;
declare const setContext: (context: AudioContext) => void;
declare const setPan: SetParam<number>;
declare const setInput: SetParam<'stereo' | 'mono'>;
`;

/** What the types have to allow and to refuse. */
const judgements = `
const state = useMixer(() => context, { strips: 8, assetsUrl: new URL('https://example.com/') });
const strips: number = state.status === 'ready' ? state.mixer.strips.length : 0;
const failure: string = state.status === 'failed' ? state.error.message : '';
// @ts-expect-error: the signal is the hook's own
useMixer(context, { signal: new AbortController().signal });

const [isMuted, setIsMuted] = useParam(strip.mute);
const not: boolean = !isMuted;
// @ts-expect-error: a switch is no number
setIsMuted(1);
const [route, setRoute] = useParam(strip.output);
if (mixer) setRoute(mixer.master);
// @ts-expect-error: a strip is no place to go
setRoute(strip);
const [key, setKey] = useParam(strip.compressor.key);
setKey(key === null ? strip : null);
// @ts-expect-error: a switch has no decibels
useParam(strip.mute, 'db');
const [maybe, setMaybe] = useParam(mixer?.master.gain);
setMaybe((gain) => gain / 2);
// @ts-expect-error: there may be no mixer
maybe.toFixed();
const [slider] = useParam(mixer?.master.gain, 'position');
// @ts-expect-error: nor for a slider
slider.toFixed();

const bar = useMeter(strip.meter, (element: HTMLElement, { clip }) => element.toggleAttribute('data-clip', clip));
const bars = [<output ref={bar} />, <div ref={bar} />];
const canvas = useMeter<HTMLCanvasElement>(mixer?.master.meter, (element, meter, now) => {
  element.getContext('2d')?.fillRect(0, 0, meter.left.peak, now);
});
// @ts-expect-error: what is drawn into is a canvas
const wrong = <div ref={canvas} />;
useMeter(mixer?.master.scope, (element: HTMLCanvasElement, scope) => scope.maxFrames);
// @ts-expect-error: a control is no meter
useMeter(strip.gain, () => {});
`;

const server = `
import { useMeter, useMixer, useParam } from 'megamixer/react';
import { createTestMixer } from 'megamixer/testing';
import { createElement, version } from 'react';
import { renderToString } from 'react-dom/server';

const never = () => {
  throw new Error('called on the server');
};

function App({ strip }) {
  const { status, mixer, error } = useMixer(never, { strips: 8 }, never);
  const [none] = useParam(mixer?.master.gain);
  const [gain] = useParam(strip.gain);
  const [position] = useParam(strip.gain, 'position');
  const [db] = useParam(strip.gain, 'db');
  const [output] = useParam(strip.output);
  const ref = useMeter(strip.meter, never);
  return createElement('p', { ref }, [status, error, none, gain, position, db, output === strip.output.default].join(' '));
}

export function render() {
  const mixer = createTestMixer({ strips: 1 });
  const [strip] = mixer.strips;
  strip.gain.value = 0.5;
  strip.output.value = mixer.buses[0];
  return { version, html: renderToString(createElement(App, { strip })), unity: strip.gain.defaultPosition };
}
`;

for (const version of reactVersions) {
  test(`what the manual shows of the hooks is strict TypeScript, and nothing else is, with the types of React ${version}`, () => {
    const examples = [...readFileSync(join(root, 'docs/react.md'), 'utf8').matchAll(/^```tsx\n(.*?)^```$/gms)].map(
      // The surroundings import it already.
      ([, code]) => code!.replace(/^import .*\n/gm, ''),
    );
    assert.ok(examples.length > 5);
    const files = [...examples, judgements].map((code) => `${surroundings}export function Example() {\n${code}\n}\n`);
    inFolder(`react-types-${version}`, (folder) => {
      mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
      symlinkSync(join(root, 'dist'), join(folder, 'node_modules/megamixer'));
      const types = createRequire(ownerOf(version)).resolve('@types/react/package.json');
      assert.match(JSON.parse(readFileSync(types, 'utf8')).version, new RegExp(`^${version}\\.`));
      symlinkSync(dirname(types), join(folder, 'node_modules/@types/react'));
      for (const [index, code] of files.entries()) writeFileSync(join(folder, `${index}.tsx`), code);
      const compilerOptions = {
        ...{ strict: true, noEmit: true, module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022', types: [] },
        ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, jsx: 'react-jsx' },
      };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
      try {
        execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
          stdio: 'pipe',
          encoding: 'utf8',
        });
      } catch (error) {
        assert.fail((error as { stdout?: string }).stdout || String(error));
      }
    });
  });

  test(`React ${version} renders the hooks on a server: no mixer, and the defaults of what is there`, async (t) => {
    const { outputFiles } = await build({
      stdin: { contents: server, resolveDir: root, sourcefile: 'server.js' },
      ...{ bundle: true, write: false, platform: 'node', format: 'cjs', logLevel: 'error' },
      alias: { 'megamixer/react': join(root, 'dist/react.js'), 'megamixer/testing': join(root, 'dist/testing.js') },
      plugins: [reactOf(version)],
    });
    inFolder(`react-server-${version}`, (folder) => {
      const file = join(folder, 'server.cjs');
      writeFileSync(file, outputFiles[0]!.text);
      const complaints = t.mock.method(console, 'error', () => {});
      const rendered = createRequire(import.meta.url)(file).render();
      assert.equal(complaints.mock.callCount(), 0, String(complaints.mock.calls[0]?.arguments[0]));
      assert.match(rendered.version, new RegExp(`^${version}\\.`));
      assert.equal(rendered.html, `<p>pending   1 ${rendered.unity} 0 true</p>`);
    });
  });
}

function inFolder(name: string, work: (folder: string) => void): void {
  const folder = join(root, `target/${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
