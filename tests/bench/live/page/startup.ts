import { createMixer } from '/dist/megamixer.js';
import { graph45Strips } from '../../page/graph45.ts';
import { makeSources } from '../../page/sources.ts';
import { addWorklet } from '../../page/worklet.ts';
import type { Start } from '../cases.ts';
import { buildGraph } from './rig.ts';

/** Milliseconds since the call that builds it, in the order in which they came. */
export type Marks = readonly (readonly [what: string, ms: number])[];

/**
 * Builds what is asked for behind sources that play already, in a context that runs, and says when what became of it:
 * last, when a worklet behind it first got anything but silence.
 */
export async function startUp(what: Start): Promise<Marks> {
  const context = new AudioContext({ sampleRate: 48_000 });
  const sources = makeSources(context, { count: what === 'createMixer' ? 32 : graph45Strips });
  const listener = await firstSound(context);
  await context.resume();
  // At no particular point of the output's period.
  await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 50));

  const marks: [string, number][] = [];
  const restore = watch((name) => marks.push([name, performance.now()]));
  const start = performance.now();
  if (what === 'createMixer') {
    const mixer = await createMixer(context);
    marks.push(['created', performance.now()]);
    for (const [index, source] of sources.entries()) mixer.strips[index]!.connect(source);
    mixer.node.connect(listener.node);
  } else {
    const graph = await buildGraph(what, context, sources);
    marks.push(['created', performance.now()]);
    graph.output.connect(listener.node);
  }
  marks.push(['connected', performance.now()]);
  marks.push(['first sound', await listener.heard]);
  restore();
  return marks.map(([name, at]) => [name, at - start]);
}

/** A node whose first sound is told with the time at which it was rendered, by a worker that does nothing but wait for it. */
async function firstSound(context: AudioContext): Promise<{ node: AudioWorkletNode; heard: Promise<number> }> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const script = `onmessage = ({ data }) => {
    postMessage(0);
    Atomics.wait(data, 0, 0);
    postMessage(performance.timeOrigin + performance.now());
  };`;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  const answer = () =>
    new Promise<number>((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
    });
  const waits = answer();
  worker.postMessage(flag);
  await waits;
  const heard = answer().then((at) => at - performance.timeOrigin);
  await addWorklet(context, 'first-sound');
  const node = new AudioWorkletNode(context, 'first-sound', { processorOptions: { flag } });
  node.connect(context.destination);
  return { node, heard };
}

/** Marks what the library asks of the browser. Returns how to stop. */
function watch(mark: (name: string) => void): () => void {
  const undo: (() => void)[] = [];
  const wrap = (holder: object, method: string, name: string) => {
    const functions = holder as Record<string, (...args: unknown[]) => Promise<unknown>>;
    const original = functions[method]!;
    functions[method] = function (this: unknown, ...args) {
      mark(`${name} begins`);
      const result = original.apply(this, args);
      result.then(
        () => mark(`${name} ends`),
        () => {},
      );
      return result;
    };
    undo.push(() => {
      functions[method] = original;
    });
  };
  wrap(AudioWorklet.prototype, 'addModule', 'addModule');
  wrap(globalThis, 'fetch', 'fetch');
  wrap(Response.prototype, 'arrayBuffer', 'read');
  wrap(WebAssembly, 'compile', 'compile');

  const Node = globalThis.AudioWorkletNode;
  globalThis.AudioWorkletNode = class extends Node {
    constructor(...args: ConstructorParameters<typeof Node>) {
      mark('node begins');
      super(...args);
      mark('node ends');
      this.port.addEventListener('message', ({ data }) => data.type === 'ready' && mark('ready'), { once: true });
    }
  };
  undo.push(() => {
    globalThis.AudioWorkletNode = Node;
  });
  return () => {
    for (const each of undo) each();
  };
}
