import type { Backend, FaultDetail, Mixer } from 'megamixer';
import { bufferSource } from './apply-scene.ts';
import { peak } from './compare.ts';
import { feed, pause, playing, until } from './realtime.ts';
import { renderMix } from './render.ts';
import { Watcher } from './watcher.ts';

export interface TrapFigures {
  faults: FaultDetail[];
  restarts: number;
  /** From the trap, by the context's own clock as the page sees it, to the event, in ms. */
  eventMs: number;
  sameNode: boolean;
  /** Quanta of silence between sounds. */
  silentQuanta: number[];
  before: [number, number];
  after: [number, number];
  /** What the controls read afterwards. */
  gain: number;
  pan: number;
  /** The last samples after a further change, and after a source was connected: the node is alive. */
  moved: [number, number];
}

function set(mixer: Mixer): void {
  mixer.edit(() => {
    for (const strip of mixer.strips) strip.gain.value = 0.25;
    mixer.strips[0]!.pan.value = -1;
    mixer.strips[31]!.polarity.value = true;
    mixer.strips[7]!.sends[3]!.level.value = 0.5;
    mixer.buses[3]!.pan.value = 1;
    mixer.master.gain.value = 0.5;
  });
}

/** A realtime mixer whose engine dies, or is rebuilt, while it plays. */
export async function trapWhilePlaying(backend: Backend, how: 'trap' | 'rebuild'): Promise<TrapFigures> {
  const trapFrame = 48_000;
  const script =
    how === 'trap'
      ? [
          { frame: 0, edit: set },
          { frame: trapFrame, trap: true },
        ]
      : [];
  return playing({ backend, script }, async (mixer, context) => {
    const faults: FaultDetail[] = [];
    let restarts = 0;
    let eventMs = Number.NaN;
    mixer.addEventListener('fault', ({ detail }) => {
      faults.push(detail);
      eventMs = (context.currentTime - trapFrame / context.sampleRate) * 1000;
    });
    mixer.addEventListener('restart', () => (restarts += 1));
    const { node } = mixer;
    if (how === 'rebuild') set(mixer);
    feed(mixer, [0, 7, 31]);
    const watcher = await Watcher.listen(mixer.node);
    await until(() => context.currentTime > 0.7, 5000);
    const before = (await watcher.heard()).last;
    if (how === 'rebuild') await mixer.rebuild();
    await until(() => restarts > 0 && context.currentTime > 1.2, 5000);
    await pause(300);
    const { last: after, silences } = await watcher.heard();
    mixer.strips[0]!.gain.value = 0;
    mixer.strips[31]!.mute.value = true;
    await pause(300);
    const moved = (await watcher.heard()).last;
    return {
      faults,
      restarts,
      eventMs,
      sameNode: mixer.node === node,
      silentQuanta: silences.map(({ from, to }) => (to - from) / 128),
      before,
      after,
      gain: mixer.strips[31]!.gain.value,
      pan: mixer.strips[0]!.pan.value,
      moved,
    };
  });
}

/** An offline render whose engine dies half way. */
export async function trapOffline(backend: Backend): Promise<{ faults: number; before: number; at: number }> {
  const frames = 9_600;
  let faults = 0;
  const [left] = await renderMix({
    backend,
    frames,
    script: [{ frame: 4_800, trap: true }],
    prepare(mixer, context) {
      mixer.addEventListener('fault', () => (faults += 1));
      mixer.strips[0]!.connect(bufferSource(context, [new Float32Array(frames).fill(0.5)])!);
    },
    after: () => until(() => faults > 0, 1000).then(() => pause(100)),
  });
  return { faults, before: peak(left.subarray(0, 4_736)), at: peak(left.subarray(4_736, 4_864)) };
}
