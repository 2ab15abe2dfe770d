import type { Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { makeSources } from '../../page/sources.ts';
import { rmsOf } from './graph.ts';
import { buildRig } from './rig.ts';

interface Busy {
  readonly context: AudioContext;
  readonly output: AnalyserNode;
  dispose(): void;
}

let busy: Busy | undefined;
let request = 0;

/** Starts a console with everything on: 32 strips, effects, limiter, all meters. `moving`: turned and read at every frame. */
export async function start(backend: 'shared' | 'message', moving: boolean): Promise<void> {
  const context = new AudioContext({ sampleRate: 48_000 });
  const mixer = await createMixer(context, { backend, effects: 2, maxDelay: 0.01 });
  mixer.edit(() => turnOn(mixer));
  for (const [index, source] of makeSources(context, { count: mixer.strips.length }).entries()) {
    mixer.strips[index]!.connect(source);
  }
  const output = new AnalyserNode(context);
  mixer.node.connect(output).connect(context.destination);
  await context.resume();
  await mixer.settled();
  busy = { context, output, dispose: () => mixer.dispose() };
  if (!moving) return;
  const { master } = mixer;
  for (const meter of [master.truePeak, master.loudness, master.correlation]) meter.subscribe();
  everyFrame((time) => turnAndRead(mixer, time));
}

/** Starts the graph of 45 nodes: its gains turned at every frame, its meters posted. */
export async function startBaseline(): Promise<void> {
  const { context, output, strips, dispose } = await buildRig('baseline');
  busy = { context, output, dispose: () => void dispose() };
  everyFrame((time) => {
    for (const [index, strip] of strips.entries()) strip.setGain(0.5 + 0.4 * swing(time, index));
  });
}

/** Rendered so far, by the context's clock. */
export const quanta = (): number => Math.round((busy!.context.currentTime * 48_000) / 128);

/** Ends it, and says what was heard until then. */
export async function stop(): Promise<{ rms: number }> {
  cancelAnimationFrame(request);
  const { context, output, dispose } = busy!;
  const rms = rmsOf(output);
  dispose();
  if (context.state !== 'closed') await context.close();
  return { rms };
}

function everyFrame(work: (time: number) => void): void {
  request = requestAnimationFrame(function frame(time) {
    work(time);
    request = requestAnimationFrame(frame);
  });
}

const swing = (time: number, index: number) => Math.sin(time / 500 + index);

function turnAndRead({ strips, master }: Mixer, time: number): void {
  for (const strip of strips) {
    const { index } = strip;
    strip.gain.value = 0.5 + 0.4 * swing(time, index);
    strip.pan.value = swing(time, index + 1);
    strip.eq.bands[0]!.frequency.value = 200 + 100 * swing(time, index);
    strip.compressor.threshold.value = -30 + 10 * swing(time, index);
    for (const send of strip.sends) send.level.value = 0.3 + 0.2 * swing(time, index);
    read(strip.meter.peak, strip.meter.peakSinceRead, strip.compressor.gainReduction);
  }
  read(master.meter.rms, master.truePeak.max, master.loudness.momentary ?? 0, master.correlation.value);
}

function turnOn({ strips, buses, master }: Mixer): void {
  for (const strip of strips) {
    strip.eq.highpass.on.value = true;
    for (const [index, band] of strip.eq.bands.entries()) band.gain.value = index - 1.5;
    strip.gate.on.value = true;
    strip.compressor.on.value = true;
    strip.delay.value = 0.005;
    for (const send of strip.sends) send.level.value = 0.3;
  }
  buses[0]!.effect.type.value = 'reverb';
  buses[1]!.effect.type.value = 'delay';
  master.limiter.on.value = true;
}

let last = 0;
function read(...levels: readonly number[]): void {
  last = levels.reduce((sum, level) => sum + level, last);
}
