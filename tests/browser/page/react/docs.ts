/** Runs blocks of docs/react.md, each as the body of a component, and looks at what became of it. */
import type { Bus, Master, Mixer } from 'megamixer';
import { useMeter, useMixer, useParam } from 'megamixer/react';
import { createElement, useEffect } from 'react';
import { PATIENCE_MS } from '../listened.ts';
import { playing, until } from '../realtime.ts';
import { mount, strictly } from './mount.ts';

type Said = (name: string) => unknown;

interface Looked {
  readonly mixer: Mixer;
  readonly context: AudioContext;
  readonly container: HTMLElement;
  /** A name of the block, as of the last time that the component was rendered. */
  readonly said: Said;
  /** What the component was given besides. */
  readonly given: Given;
}

interface Given {
  readonly source: ConstantSourceNode;
  readonly setContext: (context: AudioContext) => void;
  readonly contexts: AudioContext[];
  readonly warnings: string[];
}

/** What has to be so afterwards, by the ids of the blocks. */
const looks: Record<string, (looked: Looked) => Promise<void>> = {
  async 'docs/react.md#usemixercontext-options-setup tsx'({ said, mixer, given }) {
    const next = new AudioContext();
    await (said('moveTo') as (next: AudioContext) => Promise<void>)(next);
    check(mixer.context === next && given.contexts[0] === next, 'it has not moved');
  },
  async 'docs/react.md#usemixercontext-options-setup tsx 2'({ said }) {
    await until(() => said('mixer') !== null, PATIENCE_MS);
    const mixer = said('mixer') as Mixer;
    const levels = mixer.strips.map((strip) => strip.gain.db);
    check(levels.length === 8 && levels.every((db) => Math.abs(db + 6) < 1e-5), `${levels} dB`);
  },
  async 'docs/react.md#usemixercontext-options-setup tsx 3'({ mixer }) {
    await until(() => mixer.strips[0]!.meter.peak === 0.5, PATIENCE_MS);
  },
  async 'docs/react.md#usemixercontext-options-setup tsx 4'({ mixer, given }) {
    mixer.dispatchEvent(new CustomEvent('fault', { detail: { message: 'a trap' } }));
    check(`${given.warnings}` === 'a trap', `it warns of ${given.warnings}`);
  },
  async 'docs/react.md#useparamparam-view tsx'({ said, mixer }) {
    const strip = mixer.strips[3]!;
    (said('setPan') as (pan: number) => void)(0.5);
    (said('setInput') as (input: string) => void)('mono');
    (said('setOutput') as (output: Bus | Master) => void)(mixer.buses[1]!);
    (said('setDb') as (db: number) => void)(-6);
    await until(() => said('level') === strip.gain.value && said('output') === mixer.buses[1], PATIENCE_MS);
    check(strip.pan.value === 0.5 && strip.input.value === 'mono', 'not set');
    check(said('position') === strip.gain.position, `${said('position')} is not where the fader is`);
  },
  async 'docs/react.md#useparamparam-view tsx 2'({ said, mixer }) {
    const strip = mixer.strips[3]!;
    mixer.edit(() => {
      strip.pan.value = 0.5;
      strip.input.value = 'mono';
    });
    (said('swap') as () => void)();
    check(strip.pan.value === -0.5 && strip.input.value === 'stereo', 'not swapped');
  },
  async 'docs/react.md#usemetermeter-draw tsx'({ mixer, given, container }) {
    mixer.strips[3]!.connect(given.source);
    await until(() => container.querySelector('meter')!.value > 0.4, PATIENCE_MS);
    check(container.querySelector('span')!.textContent === '0.0', 'the compressor is off, and takes something away');
  },
};

function check(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

/** What a block says that failed, by its id; nothing of those that did not. */
export async function run(scripts: readonly { id: string; code: string }[]): Promise<Record<string, string>> {
  const failures: Record<string, string> = {};
  for (const { id, code } of scripts) {
    await runOne(id, code).catch((error: Error) => {
      failures[id] = `${error}\n${error.stack}`;
    });
  }
  return failures;
}

async function runOne(id: string, code: string): Promise<void> {
  await playing({}, async (mixer, context) => {
    mixer.node.connect(context.destination);
    const source = new ConstantSourceNode(context, { offset: 0.5 });
    source.start();
    const contexts: AudioContext[] = [];
    const warnings: string[] = [];
    const given: Given = { source, setContext: (next) => contexts.push(next), contexts, warnings };
    const body = new Function('scope', `with (scope) {\n${code}\n;return (name) => eval(name); }`);
    let said: Said = () => undefined;
    let thrown: unknown;
    const Example = () => {
      const strip = mixer.strips[3]!;
      const [, setPan] = useParam(strip.pan);
      const [, setInput] = useParam(strip.input);
      const console = { warn: (text: string) => warnings.push(text) };
      const scope = {
        useEffect,
        useMeter,
        useMixer,
        useParam,
        context,
        mixer,
        strip,
        setPan,
        setInput,
        console,
        ...given,
      };
      try {
        // The block has to be run by every render, as hooks are.
        said = body(scope);
      } catch (error) {
        thrown = error;
        throw error;
      }
      const ref = (name: string) => (code.includes(`const ${name} =`) ? (said(name) as undefined) : undefined);
      return [
        createElement('meter', { key: 'meter', max: 1, ref: ref('bar') }),
        createElement('span', { key: 'span', ref: ref('reduction') }),
      ];
    };
    const desk = mount(strictly(Example, {}));
    try {
      await Promise.race([desk.mounted, until(() => thrown !== undefined, PATIENCE_MS)]);
      if (thrown !== undefined) throw thrown;
      const look = looks[id];
      await look?.({ mixer, context, container: desk.container, said: (name) => said(name), given });
    } finally {
      desk.unmount();
    }
  });
}
