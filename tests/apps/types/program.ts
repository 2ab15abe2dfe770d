/** The program of the manual, as a user's compiler sees it. */
import 'megamixer/debug';
import {
  benchmarkBackends,
  type Capabilities,
  createMixer,
  detectCapabilities,
  type GainParam,
  type Mixer,
  MixerError,
  type MixerErrorCode,
  type MixerSnapshot,
  type Strip,
} from 'megamixer';
import { type ElementClass, MmFader } from 'megamixer/elements';
import 'megamixer/elements/define';
import { createHistory, createLink, createScenes, type History, type Link, type Scenes } from 'megamixer/state';
import { createTestMixer, createTestSource, type TestMixer } from 'megamixer/testing';

export async function play(context: AudioContext, drums: AudioNode, signal: AbortSignal): Promise<Mixer> {
  const mixer = await createMixer(context, { strips: 32, buses: 4, signal });
  const strip = mixer.strips[3]!;
  const stop: () => void = strip.connect(drums);
  drums.connect(mixer.node, 0, 4);
  strip.gain.value = 0.8;
  strip.pan.value = -0.2;
  strip.sends[0]!.level.value = 0.3;
  mixer.edit(() => {
    strip.mute.value = false;
    strip.gain.db = -6;
  });
  const gain: GainParam = strip.gain;
  gain.rampTo(0, 2);
  mixer.addEventListener('fault', (event) => console.log(event.detail.message, event.detail.nodeChanged));
  const unsubscribe: () => void = gain.subscribe((param) => console.log(param.db));
  unsubscribe();
  const snapshot: MixerSnapshot = mixer.snapshot();
  localStorage.setItem('mix', JSON.stringify(snapshot));
  const ignored: readonly string[] = mixer.restore(JSON.parse(localStorage.getItem('mix')!), { fade: 2 }).ignored;
  console.log(ignored.length, mixer.restore(snapshot));
  stop();
  const claimed: Strip = mixer.claimStrip('track-1');
  const id: string | null = claimed.id;
  const found: Strip | null = mixer.strip('track-1');
  const released: Promise<void> = mixer.claimStrip('track-2', 5).release();
  console.log(id, found, await released);
  // @ts-expect-error: a switch is no number
  strip.mute.value = 1;
  // @ts-expect-error: the list of strips is frozen
  mixer.strips[0] = strip;
  return mixer;
}

export function shown(strip: Strip): HTMLElement[] {
  const fader = document.createElement('mm-fader');
  fader.param = strip.gain;
  const meter = document.querySelector('mm-meter')!;
  meter.meter = strip.meter;
  class Tall extends MmFader {}
  const tall: ElementClass<MmFader> = Tall;
  customElements.define('tall-fader', tall);
  // @ts-expect-error: a switch is no number
  fader.param = strip.mute;
  return [fader, meter, new Tall()];
}

export function tested(app: (mixer: Mixer) => void): readonly AudioNode[] {
  const mixer: TestMixer = createTestMixer({ strips: 2, sampleRate: 44_100 });
  app(mixer);
  mixer.setMeter(mixer.strips[0]!.meter, { peak: 0.5, clip: true });
  mixer.setMeter(mixer.master.loudness, { integrated: -23, range: null });
  mixer.setMeter(mixer.stats, { load: 0.5, frames: 128 });
  // @ts-expect-error: loudness has no peak
  mixer.setMeter(mixer.master.loudness, { peak: 0.5 });
  // @ts-expect-error: what the page has published is not for an engine to say
  mixer.setMeter(mixer.stats, { sequence: 2 });
  mixer.strips[0]!.connect(createTestSource(mixer.context));
  mixer.fault({ nodeChanged: true });
  return mixer.connections.map(({ source }) => source);
}

export async function kept(mixer: Mixer, file: File): Promise<readonly string[]> {
  const history: History = createHistory(mixer, { limit: 50, ignore: (path) => path.endsWith('listen') });
  history.addEventListener('change', () => console.log(history.canUndo, history.undoPaths.join()));
  const [first, second] = mixer.strips;
  const link: Link = createLink([first!.gain, second!.gain], { by: 'dB' });
  const drop: () => void = link.lift(first!.gain);
  first!.gain.begin();
  first!.gain.db = -6;
  first!.gain.end();
  drop();
  history.undo();
  // @ts-expect-error: a switch is no number
  link.add(first!.mute);
  // @ts-expect-error: links know three ways
  createLink([first!.pan], { by: 'octaves' });
  const scenes: Scenes = createScenes(mixer, { storage: sessionStorage });
  scenes.save('Verse');
  scenes.recall('Verse', { fade: 2 });
  const { added } = await scenes.import(file);
  return added;
}

export async function lookInto(context: AudioContext): Promise<string> {
  const found: Capabilities = await detectCapabilities(context);
  for (const each of await benchmarkBackends({
    strips: 8,
    rounds: 3,
    prepare: (mixer) => mixer.strips[0]!.gain.reset(),
  })) {
    console.log(each.backend, each.available ? each.quartiles[1] : each.code);
  }
  return (await window.megamixer?.report()) ?? found.recommendation;
}

export const isDisposed = (error: unknown): boolean => error instanceof MixerError && error.code === 'disposed';
export const code: MixerErrorCode = 'aborted';
