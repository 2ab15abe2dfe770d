import type { BackendBenchmark, Capabilities, LogLevel, Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { close, feed, until } from './realtime.ts';

/** What goes to the console while `work` runs. */
async function printed(work: () => unknown): Promise<string[]> {
  const lines: string[] = [];
  const own = { ...console };
  for (const level of ['log', 'warn', 'info', 'debug'] as const) {
    console[level] = (...words) => lines.push(`${level} ${words.join(' ')}`);
  }
  try {
    await work();
  } finally {
    Object.assign(console, own);
  }
  return lines;
}

const offline = () => new OfflineAudioContext(2, 128, 48_000);

/** The door of a build, which is nobody's until it is imported. */
const open = (build: string) => import(`/${build}/debug.js`) as Promise<typeof import('megamixer/debug')>;

/** What `window.megamixer` is before and after the door is opened, in a page that has an element of that name. */
export async function opened() {
  const before = 'megamixer' in globalThis;
  const element = document.body.appendChild(document.createElement('i'));
  element.id = 'megamixer';
  await open('dist');
  const tools = globalThis.window.megamixer!;
  const first = Object.keys(tools).join();
  await open('dist-other');
  return { before, first, same: globalThis.window.megamixer === tools };
}

/** What is told of two mixers, one of them of another build of the library and playing, and of one that is gone. */
export async function reported(): Promise<{ returned: string; printed: string[]; afterwards: string; build: string }> {
  const { report } = await open('dist');
  const other = (await import('/dist-other/megamixer.js' as string)) as typeof import('megamixer');
  const context = new AudioContext({ sampleRate: 48_000 });
  await context.resume();
  const mixers: Mixer[] = [
    await createMixer(offline(), { strips: 3, buses: 1 }),
    await createMixer(offline(), { strips: 5 }),
    await other.createMixer(context, { strips: 7, buses: 2 }),
  ];
  const [, gone, playing] = mixers as [Mixer, Mixer, Mixer];
  gone.dispose();
  feed(playing, [0], 0.1);
  playing.node.connect(context.destination);
  await until(() => playing.stats.quanta > 10, 5000);
  let returned = '';
  const lines = await printed(async () => {
    returned = await report();
  });
  const { build } = await playing.stats.report();
  mixers[0]!.dispose();
  await close(context, playing);
  let afterwards = '';
  await printed(async () => {
    afterwards = await report();
  });
  return { returned, printed: lines, afterwards, build };
}

/** What the other tools return and print. */
export async function asked(): Promise<{ found: Capabilities; costs: BackendBenchmark[]; printed: string[] }> {
  const { capabilities, benchmark } = await open('dist');
  let found: Capabilities | undefined;
  let costs: BackendBenchmark[] = [];
  // The mixers that are measured would say that they are there.
  localStorage.setItem('megamixer:log', 'info');
  const lines = await printed(async () => {
    found = await capabilities();
    costs = await benchmark({ strips: 2, rounds: 1 });
  });
  localStorage.removeItem('megamixer:log');
  return { found: found!, costs, printed: lines };
}

/** What a mixer logs in its life, which has a fault, a move and, where it is asked for, a benchmark. */
export async function logged(level: LogLevel | undefined, stored: string | null, benchmark = false): Promise<string[]> {
  if (stored !== null) localStorage.setItem('megamixer:log', stored);
  try {
    return await printed(async () => {
      const context = new AudioContext({ sampleRate: 48_000 });
      const script = [{ frame: 4800, trap: true }];
      const mixer = await createMixer(context, { ...(level && { log: level }), strips: 2, backend: 'message', script });
      // At once: the context may have begun.
      const restarted = new Promise((resolve) => mixer.addEventListener('restart', resolve));
      mixer.node.connect(context.destination);
      await context.resume();
      await restarted;
      if (benchmark) await mixer.benchmark();
      await mixer.moveTo(new OfflineAudioContext(2, 128, 44_100));
      await close(context, mixer);
    });
  } finally {
    localStorage.removeItem('megamixer:log');
  }
}
