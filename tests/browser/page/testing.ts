import type { Backend, Mixer, MixerOptions, Strip } from 'megamixer';
import { createMixer, MixerError } from '/dist/megamixer.js';
import { createTestMixer } from '/dist/testing.js';
import { Random } from '../../scenes/random.ts';

const OPTIONS = { strips: 3, buses: 3, effects: 2, maxDelay: 0.05, monitor: true, exclusiveSolo: true } as const;

/** A control, whatever its kind. */
interface AnyControl {
  value: unknown;
  readonly default: unknown;
  position: number;
  reset(): void;
  subscribe(listener: () => void): () => void;
}

/** What a page sees of a real mixer and of one for tests that it does the same to, line by line. */
export async function seen(backend: Backend, seed: number): Promise<{ real: string[]; test: string[] }> {
  const options: MixerOptions = { ...OPTIONS, backend };
  // An offline context that does not render is one in which nothing is measured, as in a test mixer.
  const context = () => new OfflineAudioContext(2, 128, 44_100);
  const real = await createMixer(context(), options);
  const test = createTestMixer({ ...options, context: context() });
  return { real: await linesOf(real, seed), test: await linesOf(test, seed) };
}

async function linesOf(mixer: Mixer, seed: number): Promise<string[]> {
  const lines: string[] = [];
  const note = (what: string, seen: unknown) => lines.push(`${what}: ${JSON.stringify(seen, plain)}`);
  for (const type of ['fault', 'restart']) mixer.addEventListener(type, () => note('event', type));
  mixer.addEventListener('nodechange', ({ detail }) => note('event', ['nodechange', detail]));

  note('members', [...namesOf(mixer), ...Object.keys(mixer)]);
  note('mixer', [mixer.backend.kind, mixer.diagnostics, mixer.memory.maximumBytes, mixer.disposed]);
  note('node', [mixer.node.numberOfInputs, mixer.node.numberOfOutputs, mixer.node.channelCountMode]);
  note('latency', mixer.latency);
  walk('mixer', partsOf(mixer), note);
  play(mixer, seed, note);
  note('snapshot', mixer.snapshot());
  note('latency', mixer.latency);
  note('restored', mixer.restore({ ...mixer.snapshot(), later: 1 }, { fade: 1 }));
  note(
    'refused',
    refusal(() => mixer.restore({ version: 99 })),
  );
  await mixer.settled();
  const rebuilt = mixer.rebuild();
  await mixer.rebuild();
  await rebuilt;
  note('counted', [mixer.stats.sequence, mixer.stats.load]);
  connect(mixer.strips[1] as Strip, mixer, note);
  claim(mixer, note);
  await move(mixer, note);
  mixer.dispose();
  note('disposed', mixer.disposed);
  for (const method of ['settled', 'rebuild', 'benchmark'] as const) {
    note(method, await mixer[method]().then(() => 'resolved', told));
  }
  note('moveTo', await mixer.moveTo(mixer.context).then(() => 'resolved', told));
  note(
    'edit',
    refusal(() => mixer.edit(() => {})),
  );
  note(
    'restore',
    refusal(() => mixer.restore({ version: 1 })),
  );
  walk('mixer', partsOf(mixer), note);
  return lines;
}

const partsOf = ({ strips, buses, master, monitor, glide }: Mixer) => ({ strips, buses, master, monitor, glide });

/** Everything that hangs from the mixer, and what it reads. */
function walk(path: string, owner: object, note: (what: string, seen: unknown) => void): void {
  for (const name of namesOf(owner)) {
    const value = (owner as Record<string, unknown>)[name];
    const isHandle = typeof value === 'object' && value !== null && !name.startsWith('choices');
    // A control names what it is set to, which has its own place.
    if (isHandle && !isControl(owner)) walk(`${path}.${name}`, value, note);
    else note(`${path}.${name}`, isHandle ? placeOf(value) : typeof value === 'function' ? 'function' : value);
  }
}

function placeOf(handle: object): unknown {
  return 'index' in handle ? `${'sends' in handle ? 'strip' : 'bus'} ${handle.index}` : 'master';
}

/** Random deeds; what each is refused for, and what is told of it. */
function play(mixer: Mixer, seed: number, note: (what: string, seen: unknown) => void): void {
  const source = new Random(seed);
  const random = () => source.next();
  const below = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { strips, buses, master } = mixer;
  const controls: AnyControl[] = [];
  const gather = (owner: object): void => {
    for (const name of namesOf(owner)) {
      const value = (owner as Record<string, unknown>)[name];
      if (typeof value !== 'object' || value === null || name.startsWith('choices')) continue;
      if (isControl(value)) controls.push(value);
      else gather(value);
    }
  };
  gather(partsOf(mixer));
  let changes = 0;
  for (const control of controls) control.subscribe(() => (changes += 1));
  const turn = () => {
    below(controls).position = random() * 1.2 - 0.1;
  };
  const deeds: [string, () => unknown][] = [
    ['turn', turn],
    ['turn several', () => mixer.edit(() => Array.from({ length: 8 }, turn).forEach(() => {}))],
    ['fail', () => mixer.edit(() => [turn(), missing()].at(0))],
    ['promise', () => mixer.edit(() => Promise.resolve(turn()) as unknown as undefined)],
    ['ramp', () => below(strips).gain.rampTo(random() * 5, random())],
    ['route', () => Object.assign(below([...strips, ...buses]).output, { value: below(buses) })],
    ['key', () => Object.assign(below([...strips, ...buses]).compressor.key, { value: below(buses) })],
    ['effect', () => Object.assign(below(buses).effect.type, { value: below(['reverb', 'delay', 'none']) })],
    ['nonsense', () => Object.assign(below(controls), { value: Number.NaN })],
    ['wrong choice', () => Object.assign(below(strips).panLaw, { value: 'wide' })],
    ['solo', () => Object.assign(below([...strips, ...buses]).solo, { value: true })],
    ['reset', () => below(controls).reset()],
    ['clear', () => below([...strips, ...buses, master]).meter.clearClip()],
    ['subscribe', () => master.loudness.subscribe()()],
    ['scope', () => master.scope.read(new Float32Array(4), new Float32Array(5))],
  ];
  for (let step = 0; step < 400; step += 1) {
    const [name, deed] = below(deeds);
    note(`${step} ${name}`, [refusal(deed), changes, mixer.stats.sequence]);
  }
}

/** Connects, and undoes it; what of it Web Audio refuses. */
function connect(strip: Strip, mixer: Mixer, note: (what: string, seen: unknown) => void): void {
  const calls: unknown[] = [];
  const source = Object.assign(new EventTarget(), {
    connect: (node: unknown, ...rest: unknown[]) => calls.push('connect', node === mixer.node, ...rest),
    disconnect: (node: unknown, ...rest: unknown[]) => calls.push('disconnect', node === mixer.node, ...rest),
  }) as unknown as AudioNode;
  const stop = strip.connect(source);
  stop();
  stop();
  strip.connect(source, 1);
  note('connections', calls);
}

/** Claims strips, of which one is connected. */
function claim(mixer: Mixer, note: (what: string, seen: unknown) => void): void {
  mixer.restore({ version: 1 });
  const claims: [id: string, index?: number][] = [['a'], ['b'], ['a'], ['c'], ['c', 0], ['c', 1], ['', 1], ['d', 0.5]];
  for (const [id, index] of claims) {
    note(
      `claim ${id}`,
      refusal(() => note('claimed', mixer.claimStrip(id, index).index)),
    );
  }
  note('claims', [mixer.strip('b')?.index, mixer.strip('z'), mixer.strips.map(({ id }) => id)]);
}

/** Moves to a context of another sample rate, and then to where it cannot. */
async function move(mixer: Mixer, note: (what: string, seen: unknown) => void): Promise<void> {
  const { node } = mixer;
  const there = new OfflineAudioContext(2, 128, 96_000);
  const aborted = mixer.moveTo(there, { signal: AbortSignal.abort() });
  note('move', [await aborted.catch(told), mixer.node === node]);
  await mixer.moveTo(there);
  await mixer.moveTo(there);
  note('moved', [mixer.context === there, mixer.node !== node, mixer.latency, mixer.memory.maximumBytes]);
  connect(mixer.strips[0] as Strip, mixer, note);
  await there.startRendering();
  note('move', await mixer.moveTo(there).catch(told));
  note('rebuild', await mixer.rebuild().catch(told));
}

function missing(): never {
  throw new RangeError('mine');
}

function refusal(work: () => unknown): unknown {
  try {
    work();
    return 'done';
  } catch (error) {
    return told(error);
  }
}

const told = (error: unknown) =>
  error instanceof MixerError ? [error.code, error.message] : [(error as Error).name, (error as Error).message];

/** Of a list or a plain object its fields; of a handle what its classes have, since its fields are for itself. */
function namesOf(owner: object): string[] {
  let at: object = Object.getPrototypeOf(owner);
  if (Array.isArray(owner) || at === Object.prototype) return Object.keys(owner);
  const names = new Set<string>();
  for (; !ENDS.has(at); at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return [...names].filter((name) => !UNSEEN.includes(name)).sort();
}

const ENDS: ReadonlySet<object> = new Set([Object.prototype, EventTarget.prototype]);
/** What nothing of a real mixer is called. */
const ONLY_OF_TESTS = ['connections', 'fault', 'isSubscribed', 'setMeter'];
const UNSEEN: readonly string[] = [...ONLY_OF_TESTS, 'constructor'];

const isControl = (value: object): value is AnyControl => 'position' in value && 'reset' in value;

/** JSON has no infinities, nor NaN. */
const plain = (_name: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
