import type { Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { pause, play, until } from './realtime.ts';
import { recipe } from './recipe.ts';

interface Player {
  readonly position: number;
  play(position: number): void;
}

interface Program {
  Player: new (mixer: Mixer, tracks: readonly { strip: number; buffer: AudioBuffer }[]) => Player;
  changeContext(mixer: Mixer, options: AudioContextOptions): Promise<void>;
}

const seconds = 8;

/** A song that says where it is: its samples rise from 0 to 1. */
function rising(sampleRate: number): AudioBuffer {
  const buffer = new AudioBuffer({ length: seconds * sampleRate, sampleRate });
  const samples = buffer.getChannelData(0);
  for (let frame = 0; frame < samples.length; frame += 1) samples[frame] = frame / samples.length;
  return buffer;
}

/** Where in the song it is that comes out of a mixer now, and where its player says that it is. */
async function positions(mixer: Mixer, player: Player): Promise<{ heard: number; told: number }> {
  const { context, node } = mixer;
  const analyser = new AnalyserNode(context, { fftSize: 32 });
  node.connect(analyser);
  await play(context, 0.3);
  const samples = new Float32Array(32);
  analyser.getFloatTimeDomainData(samples);
  const told = player.position;
  node.disconnect(analyser);
  return { heard: (samples.at(-1)! / mixer.strips[1]!.gain.value) * seconds, told };
}

/** The sample rate is changed while it plays. */
export async function changeRate() {
  const { Player, changeContext } = await recipe<Program>('move-to-another-context', 'move');
  const left = new AudioContext({ sampleRate: 44_100 });
  await left.resume();
  const mixer = await createMixer(left, { strips: 2, buses: 0 });
  const { gain } = mixer.strips[1]!;
  gain.value = 0.5;
  const player = new Player(mixer, [{ strip: 1, buffer: rising(44_100) }]);
  player.play(1);
  const before = await positions(mixer, player);
  await changeContext(mixer, { sampleRate: 48_000 });
  const after = await positions(mixer, player);
  const sampleRates = [left.sampleRate, mixer.context.sampleRate];
  await until(() => left.state === 'closed', 5000);
  const later = await positions(mixer, player);
  const figures = { positions: [before, after, later], sampleRates, gain: gain.value };
  mixer.dispose();
  await pause(30);
  await (mixer.context as AudioContext).suspend();
  return figures;
}

/** There is no memory for an engine in the other context: what plays then, and in which state that context is. */
export async function changeInVain() {
  const { Player, changeContext } = await recipe<Program>('move-to-another-context', 'move');
  const context = new AudioContext({ sampleRate: 44_100 });
  await context.resume();
  const mixer = await createMixer(context, { strips: 2, buses: 0, backend: 'shared' });
  const player = new Player(mixer, [{ strip: 1, buffer: rising(44_100) }]);
  player.play(1);
  const made: AudioContext[] = [];
  const { AudioContext: Original } = globalThis;
  const { Memory } = WebAssembly;
  globalThis.AudioContext = class extends Original {
    constructor(options?: AudioContextOptions) {
      super(options);
      made.push(this);
    }
  };
  WebAssembly.Memory = (() => {
    throw new RangeError('could not allocate memory');
  }) as unknown as typeof Memory;
  const code = await changeContext(mixer, { sampleRate: 48_000 }).then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );
  globalThis.AudioContext = Original;
  WebAssembly.Memory = Memory;
  const figures = {
    code,
    states: made.map(({ state }) => state),
    stays: mixer.context === context,
    positions: [await positions(mixer, player)],
  };
  mixer.dispose();
  await pause(30);
  await context.suspend();
  return figures;
}
