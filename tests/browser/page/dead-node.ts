import type { Backend, FaultDetail, NodeChangeDetail } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { close, pause, play, until } from './realtime.ts';
import { Watcher } from './watcher.ts';

/** Has the processors that are registered after it, but those of tests, throw where none may: once, when it is told to. */
const saboteur = `
const register = registerProcessor;
let sabotaged = false;
globalThis.registerProcessor = (name, Processor) => register(name, name.includes('-test-') ? Processor : class extends Processor {
  process(...buses) {
    if (sabotaged) {
      sabotaged = false;
      throw new Error('thrown by the test');
    }
    return super.process(...buses);
  }
});
register('megamixer-test-saboteur', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.port.onmessage = ({ data }) => {
      if (data === 'end') this.port.close();
      else sabotaged = true;
    };
  }
  process() { return true; }
});`;

async function addSaboteur(context: AudioContext): Promise<AudioWorkletNode> {
  const module = URL.createObjectURL(new Blob([saboteur], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(module);
  URL.revokeObjectURL(module);
  const node = new AudioWorkletNode(context, 'megamixer-test-saboteur', { numberOfInputs: 0 });
  node.connect(context.destination);
  return node;
}

export interface DeathFigures {
  faults: FaultDetail[];
  changes: NodeChangeDetail[];
  restarts: number;
  /** Whether the node was another one each time, and the mixer has the last. */
  nodes: number;
  /** The mix before anything; after each death, when the page has connected the new node to the loudspeakers; and then its own source. */
  levels: { before: number; after: number; connected: number }[];
  /** What the controls read afterwards, and the mix after a further change. */
  gain: number;
  moved: number;
  /** Quanta of silence between sounds. */
  silentQuanta: number[];
}

/** The browser ends the processor of a mixer that plays, so many times. One source came through a strip, one is the page's own. */
export async function killWhilePlaying(backend: Backend, times: number): Promise<DeathFigures> {
  const context = new AudioContext({ sampleRate: 48_000 });
  const killer = await addSaboteur(context);
  const mixer = await createMixer(context, { backend });
  await context.resume();
  const nodes = new Set([mixer.node]);
  const faults: FaultDetail[] = [];
  const changes: NodeChangeDetail[] = [];
  let restarts = 0;
  mixer.addEventListener('fault', ({ detail }) => faults.push(detail));
  mixer.addEventListener('restart', () => (restarts += 1));
  const watcher = await Watcher.listen(mixer.node);
  mixer.addEventListener('nodechange', ({ detail }) => {
    changes.push(detail);
    nodes.add(mixer.node);
    mixer.node.connect(watcher.node);
  });
  const [remembered, own] = [0.5, 0.25].map((offset) => {
    const source = new ConstantSourceNode(context, { offset });
    source.start();
    return source;
  });
  mixer.strips[5]!.gain.value = 0.5;
  await mixer.settled();
  mixer.strips[5]!.connect(remembered!);
  own!.connect(mixer.node, 0, 7);

  const heard = async () => {
    await play(context, 0.2);
    return (await watcher.heard()).last[0];
  };
  const levels = [];
  for (let time = 1; time <= times; time += 1) {
    const before = await heard();
    killer.port.postMessage('kill');
    await until(() => restarts === time, 10_000);
    const after = await heard();
    own!.connect(mixer.node, 0, 7);
    levels.push({ before, after, connected: await heard() });
  }
  mixer.strips[5]!.gain.value = 1;
  const moved = await heard();
  const { silences } = await watcher.heard();
  const figures = {
    ...{ faults, changes, restarts, levels, moved },
    nodes: nodes.has(mixer.node) ? nodes.size : 0,
    gain: mixer.strips[5]!.gain.value,
    silentQuanta: silences.map(({ from, to }) => (to - from) / 128),
  };
  killer.port.postMessage('end');
  await pause(0);
  await close(context, mixer);
  return figures;
}
