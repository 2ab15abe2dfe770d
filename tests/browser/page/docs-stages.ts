/** The stages of the documents' blocks, by their ids: what the text around takes for granted, and what has to be so afterwards. */
import type { BackendBenchmarkOptions, Capabilities, Mixer, MixerSnapshot, Strip } from 'megamixer';
import type { BounceResult } from 'megamixer/bounce';
import type { MmConsole, MmEq, MmFader } from 'megamixer/elements';
import type { History, Link, Scenes } from 'megamixer/state';
import { bounce } from '/dist/bounce.js';
import { benchmarkBackends } from '/dist/megamixer.js';
import { createScenes } from '/dist/state.js';
import type { Desk, Stage } from './docs.ts';
import { type Listened, PATIENCE_MS } from './listened.ts';
import { until } from './realtime.ts';

export function check(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

const near = (found: number, wanted: number, tolerance: number) =>
  check(Math.abs(found - wanted) <= tolerance, `${found} instead of ${wanted}`);

/** Steady noise, as loud as music. */
function noise({ sampleRate }: BaseAudioContext, numberOfChannels: number, seconds = 1): AudioBuffer {
  const buffer = new AudioBuffer({ numberOfChannels, length: seconds * sampleRate, sampleRate });
  for (let channel = 0; channel < numberOfChannels; channel += 1) {
    let state = 1 + channel;
    const samples = buffer.getChannelData(channel);
    for (const frame of samples.keys()) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      samples[frame] = state / 2 ** 33;
    }
  }
  return buffer;
}

/** A source that plays. */
function steady(context: BaseAudioContext, offset = 0.25): ConstantSourceNode {
  const source = new ConstantSourceNode(context, { offset });
  source.start();
  return source;
}

/** Waits until something comes out of the loudspeakers. */
const heard = (context: BaseAudioContext) => (context as Listened).heard();

const size = async ({ mix }: BounceResult) => (await mix.arrayBuffer()).byteLength;

export const stages: Record<string, Stage> = {
  'README.md#the-signal-path ts': {
    given: ({ context }) => ({ drums: steady(context), frequencies: Float32Array.of(100, 1000, 10_000) }),
    async after({ strip, mixer, disconnect, stop }: SignalPath) {
      mixer.node.connect(mixer.context.destination);
      await heard(mixer.context);
      await until(() => mixer.strips[4]!.meter.peak > 0, PATIENCE_MS);
      // It fades strip 3 to nothing, which nobody hears by then: the compressor and the fader have it.
      check(strip.gain.value === 0, `the fader goes to ${strip.gain.value}`);
      check(strip.output.value === mixer.buses[1] && strip.compressor.key.value === mixer.strips[0], 'its routes');
      check(mixer.latency.seconds > 0, 'the limiter takes no time');
      await until(() => Number.isFinite(mixer.master.loudness.momentary ?? Number.NaN), PATIENCE_MS);
      check(mixer.strips[4]!.pan.value === Math.fround(-0.2) && !strip.mute.value, 'the edit');
      stop();
      disconnect();
    },
  },
  'README.md#bouncing ts': {
    given: ({ context }) => ({ drums: noise(context, 2) }),
    async after(said: BounceResult) {
      near(said.report.loudness.integrated, -14, 0.1);
      check((await size(said)) > 44, 'an empty file');
    },
  },
  'README.md#undo-links-scenes ts': {
    given({ mixer }) {
      localStorage.clear();
      createScenes(mixer).save('Chorus');
      return { other: mixer.strips[4] };
    },
    after({ history, link, scenes }: { history: History; link: Link; scenes: Scenes }, { mixer }: Desk) {
      check(`${scenes.list}` === 'Chorus,Verse', `${scenes.list}`);
      mixer.strips[3]!.gain.db = -6;
      near(mixer.strips[4]!.gain.db, -6, 1e-4);
      history.undo();
      check(mixer.strips[3]!.gain.value === 1 && mixer.strips[4]!.gain.value === 1, 'undo has not brought both back');
      for (const each of [history, link, scenes]) each.dispose();
      localStorage.clear();
    },
  },
  'docs/backends.md#how-one-is-chosen ts': { after: onMessage },
  'docs/backends.md#what-a-page-can-do ts': {
    after({ found }: { found: Capabilities }) {
      check(found.backend.kind === 'shared', `${found.backend.kind}`);
      check(found.backend.reason === 'the page is cross-origin isolated', found.backend.reason);
      check(found.recommendation === 'Nothing is missing.', found.recommendation);
    },
  },
  'docs/backends.md#what-they-cost ts': {
    given() {
      const lines: unknown[][] = [];
      return {
        lines,
        console: { log: (...words: unknown[]) => lines.push(words) },
        // One round where nobody needs the figures to be good: five take long.
        benchmarkBackends: (options: BackendBenchmarkOptions) => benchmarkBackends({ rounds: 1, ...options }),
      };
    },
    after({ lines }: { lines: unknown[][] }) {
      const [shared, message, js] = lines;
      check(lines.length === 3 && shared![0] === 'shared' && message![0] === 'message' && js![0] === 'js', `${lines}`);
      check(
        lines.every(([, microseconds]) => Number(microseconds) > 0),
        `${lines}`,
      );
    },
  },
  'docs/backends.md#looking-into-a-page ts': {
    async after(_: object, { mixer }: Desk) {
      const { megamixer } = globalThis as unknown as { megamixer: { report(): Promise<object> } };
      const report = JSON.stringify(await megamixer.report());
      check(report.includes(mixer.backend.kind), report);
    },
  },
  'docs/bounce.md#bounce ts': {
    given: ({ context }) => ({
      ...{ drums: noise(context, 2), voice: noise(context, 1) },
      ...{ bar: document.createElement('progress'), link: document.createElement('a') },
    }),
    async after({ mix, stems, report, bar, link }: BounceResult & Bounced, { mixer }: Desk) {
      near(report.loudness.integrated, -14, 0.1);
      check(report.loudness.truePeak <= -1, `${report.loudness.truePeak} dBTP`);
      check(bar.value > 0.9, `${bar.value} of the bar`);
      // Two strips, and the buses, into which nothing plays.
      check(stems.length === 2 + mixer.buses.length, `${stems.length} stems`);
      const saved = await (await fetch(link.href)).arrayBuffer();
      // int24, stereo, behind the head of a WAV file.
      check(saved.byteLength === mix.size && mix.size >= 6 * report.frames, `${mix.size} bytes`);
      URL.revokeObjectURL(link.href);
    },
  },
  'docs/bounce.md#policies ts': {
    given: ({ context }) => ({
      ...{ bounce, buffers: { tone: noise(context, 1) } },
      session: { version: 1, sources: [{ buffer: 'tone', strip: 0 }] },
    }),
    after: () => fetchedFrom('/megamixer/', 'megamixer-bounce-worker.js'),
  },
  'docs/elements.md#two-doors ts': {
    after(_: object, { mixer }: Desk) {
      const fader = document.createElement('studio-fader') as MmFader;
      fader.param = mixer.strips[0]!.gain;
      check(fader.label === 'Fader of the studio' && fader.param === mixer.strips[0]!.gain, 'no fader of the studio');
      check(customElements.get('studio-knob') !== undefined, 'no knob of the studio');
    },
  },
  'docs/elements.md#mm-console ts': {
    async given() {
      await import('/dist/elements/define.js');
      return { equaliser: document.createElement('mm-eq') };
    },
    async after({ desk, equaliser }: { desk: MmConsole; equaliser: MmEq }, { mixer }: Desk) {
      document.body.append(desk);
      await desk.updateComplete;
      check(desk.shadowRoot!.querySelectorAll('mm-strip').length > 8, 'no strips');
      const kick = desk.shadowRoot!.querySelector('mm-strip')!;
      check(kick.name === 'Kick', kick.name);
      desk.selected = mixer.strips[0]!;
      desk.dispatchEvent(new CustomEvent('mm-select'));
      check(equaliser.eq === mixer.strips[0]!.eq, 'the equaliser does not follow what is selected');
      desk.remove();
    },
  },
  'docs/errors.md#csp-worklet ts': {
    async after({ mixer }: { mixer: Mixer }) {
      await mixer.settled();
      mixer.dispose();
    },
  },
  'docs/getting-started.md#4-more-than-a-fader ts': {
    after(_: object, { mixer }: Desk) {
      const { eq, compressor, sends, pan } = mixer.strips[3]!;
      check(eq.bands[0]!.gain.value === 6 && compressor.on.value && pan.value < 0, 'not set');
      near(sends[0]!.level.db, -12, 1e-4);
      check(mixer.buses[0]!.effect.type.value === 'reverb', 'no reverb');
    },
  },
  'docs/getting-started.md#4-more-than-a-fader ts 2': {
    after(_: object, { mixer }: Desk) {
      const muted = mixer.strips.filter(({ mute }) => mute.value).length;
      check(muted === mixer.strips.length - 1 && !mixer.strips[3]!.mute.value, `${muted} are muted`);
    },
  },
  'docs/getting-started.md#4-more-than-a-fader ts 3': {
    given({ mixer }) {
      mixer.strips[3]!.gain.value = 0.5;
      return {};
    },
    after({ saved }: { saved: string }, { mixer }: Desk) {
      check(mixer.strips[3]!.gain.value === 0.5 && saved.includes('0.5'), saved);
    },
  },
  'docs/signal-path.md#the-monitor ts': {
    async after({ mixer, context }: Desk) {
      mixer.strips[1]!.connect(steady(context));
      await until(() => mixer.strips[1]!.meter.peak > 0, PATIENCE_MS);
      // Nothing is left of the fade over to what is listened to.
      await until(() => (context as Listened).peak === 0, PATIENCE_MS);
      mixer.strips[2]!.connect(steady(context));
      await heard(context);
      // 20 dB less.
      await until(() => Math.abs((context as Listened).peak - 0.025) < 1e-4, PATIENCE_MS);
      mixer.dispose();
    },
  },
  'docs/signal-path.md#in-one-piece ts': {
    async after(_: object, { mixer, context }: Desk) {
      mixer.node.connect(context.destination);
      const tone = new OscillatorNode(context);
      tone.start();
      mixer.strips[0]!.connect(tone);
      await heard(context);
      await until(() => mixer.buses[0]!.meter.peak > 0, PATIENCE_MS);
      mixer.strips[2]!.connect(tone);
      await until(() => mixer.buses[1]!.compressor.gainReduction > 3, PATIENCE_MS);
    },
  },
  'docs/groups.md#vca-faders ts': {
    async after(_: object, { mixer, context }: Desk) {
      const { strips, vcas } = mixer;
      check(strips.slice(0, 8).every(({ vca }) => vca.value === vcas[0]) && strips[8]!.vca.value === null, 'members');
      check(mixer.buses[0]!.vca.value === vcas[0] && vcas[0]!.vca.value === vcas[1], 'what else is a member');
      check(vcas[0]!.mute.value && vcas[1]!.gain.value === 0, 'mute and fade');
      near(vcas[0]!.gain.db, -6, 1e-4);
      // The fade is done with; what is not muted any more is heard 6 dB down.
      vcas[1]!.gain.reset();
      vcas[0]!.mute.value = false;
      mixer.node.connect(context.destination);
      strips[0]!.connect(steady(context));
      await heard(context);
      await until(() => Math.abs((context as Listened).peak - 0.25 * 10 ** (-6 / 20)) < 1e-3, PATIENCE_MS);
    },
  },
  'docs/isolation.md#isolation ts': { after: onMessage },
  'docs/lifecycle.md#making-one-before-the-page-may-play ts': {
    given: () => ({ button: document.createElement('button') }),
    async after({ context, mixer, button }: Desk & { button: HTMLButtonElement }) {
      mixer.strips[0]!.connect(steady(context));
      button.click();
      await heard(context);
      mixer.dispose();
      await context.close();
    },
  },
  'docs/lifecycle.md#moving-to-another-context ts': {
    async after({ mixer }: Desk, { context: former }: Desk) {
      const context = mixer.context as AudioContext;
      check(context !== former && context.sampleRate === 48_000, `it is at ${context.sampleRate} Hz`);
      mixer.strips[0]!.connect(steady(context));
      await heard(context);
      mixer.dispose();
      await context.close();
    },
  },
  'docs/profiling.md#by-hand ts': {
    async after({ mixer }: { mixer: Mixer }) {
      mixer.dispose();
      await fetchedFrom('/dist/assets/', 'megamixer-profiling.wasm');
    },
  },
  'docs/sessions.md#sessions json': {
    async after({ text }: { text: string }, { context }: Desk) {
      const session = JSON.parse(text) as { sources: { file?: string; buffer?: string }[] };
      const names = session.sources.map(({ file, buffer }) => file ?? buffer!);
      const sounds = Object.fromEntries(names.map((name) => [name, noise(context, 2)]));
      const result = await bounce(text, sounds, { format: 'int16' });
      // The loop lasts that long; what rings on comes after it.
      check(
        result.report.seconds >= 30 && Number.isFinite(result.report.loudness.integrated),
        `${result.report.seconds}`,
      );
      check(result.report.ignored.length === 0, `${result.report.ignored} mean nothing`);
    },
  },
  'docs/snapshots.md#snapshots ts': {
    given({ mixer }) {
      mixer.strips[2]!.gain.value = 0.5;
      localStorage.setItem('mix', JSON.stringify(mixer.snapshot()));
      mixer.strips[2]!.gain.reset();
      return {};
    },
    after(_: object, { mixer }: Desk) {
      check(mixer.strips[2]!.gain.value === 0.5, 'what was saved has not come back');
      mixer.strips[2]!.gain.value = 0.25;
      dispatchEvent(new Event('pagehide'));
      const saved = JSON.parse(localStorage.getItem('mix')!) as MixerSnapshot;
      localStorage.removeItem('mix');
      mixer.strips[2]!.gain.reset();
      mixer.restore(saved);
      check(mixer.strips[2]!.gain.value === 0.25, 'nothing was saved');
    },
  },
  'docs/snapshots.md#snapshots json': {
    after({ text }: { text: string }, { mixer }: Desk) {
      const shown = JSON.parse(text) as MixerSnapshot;
      mixer.restore(shown);
      const { strips, buses, master } = mixer;
      const found = [
        strips[0]!.sends[0]!.tap.value,
        strips[2]!.eq.bands[1]!.frequency.value,
        buses[0]!.effect.type.value,
      ];
      check(`${found}` === 'pre,800,reverb', `${found}`);
      check(strips[2]!.compressor.key.value === strips[0] && strips[2]!.output.value === buses[1], 'its routes');
      check(buses[1]!.mute.value && master.limiter.on.value, 'its switches');
    },
  },
  'docs/state.md#files json': {
    async after({ text }: { text: string }, { mixer }: Desk) {
      const scenes = createScenes(mixer, { storage: null });
      await scenes.import(text);
      check(`${scenes.list}` === 'Verse,Break', `${scenes.list}`);
      scenes.recall('Verse');
      check(mixer.strips[0]!.gain.value === 0.5, 'the scene is not what it says');
      scenes.dispose();
    },
  },
  'docs/stats.md#stats-load-and-benchmark ts': {
    given() {
      const lines: string[] = [];
      return { lines, console: { log: (line: string) => lines.push(line) } };
    },
    after({ lines }: { lines: string[] }, { mixer }: Desk) {
      check(lines.join('').includes(mixer.backend.kind), `the report says ${lines}`);
    },
  },
};

interface Bounced {
  readonly bar: HTMLProgressElement;
  readonly link: HTMLAnchorElement;
}

interface SignalPath {
  readonly mixer: Mixer;
  readonly strip: Strip;
  disconnect(): void;
  stop(): void;
}

/** What the texts quote, up to where they break off. */
function onMessage({ mixer }: { mixer: Mixer }): void {
  const { kind, reason } = mixer.backend;
  check(kind === 'message', kind);
  check(reason.startsWith('the page is not cross-origin isolated: it needs the headers '), reason);
  const [first] = mixer.diagnostics;
  check(first?.tried === 'shared' && first.code === 'not-isolated', JSON.stringify(first));
  check(first!.message.startsWith('The shared backend is impossible here, since '), first!.message);
}

function fetchedFrom(folder: string, name: string): void {
  const fetched = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname);
  check(fetched.includes(folder + name), `${fetched} were fetched`);
}
