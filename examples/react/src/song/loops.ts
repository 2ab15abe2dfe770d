import { bars, type Part, parts, secondsPerBar, stepsPerBar } from './parts.ts';

/** As long as anything rings on after its bar. */
const tailSeconds = 3;

let loops: Promise<AudioBuffer[]> | undefined;

/** The loops of all parts, made once. */
export function bandLoops(sampleRate: number): Promise<AudioBuffer[]> {
  loops ??= Promise.all(parts.map((part) => loopOf(part, sampleRate)));
  return loops;
}

/** A part as a loop of whole bars. What rings on over the end comes in again at the start. */
async function loopOf(part: Part, sampleRate: number): Promise<AudioBuffer> {
  const barFrames = Math.round(secondsPerBar * sampleRate);
  const loop = new AudioBuffer({ numberOfChannels: 2, length: bars * barFrames, sampleRate });
  // Bar by bar, since a context takes time for all its nodes, also those whose turn is long after.
  for (let bar = 0; bar < bars; bar += 1) {
    addWrapped(await render(part, bar, barFrames, sampleRate), loop, bar * barFrames);
  }
  return loop;
}

function render(part: Part, bar: number, barFrames: number, sampleRate: number): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(2, barFrames + tailSeconds * sampleRate, sampleRate);
  const secondsPerStep = barFrames / sampleRate / stepsPerBar;
  for (let step = 0; step < stepsPerBar; step += 1) {
    part.play({ context, out: context.destination, at: step * secondsPerStep, loudness: 1 }, step, bar);
  }
  return context.startRendering();
}

function addWrapped(bar: AudioBuffer, loop: AudioBuffer, from: number): void {
  for (const channel of [0, 1]) {
    const into = loop.getChannelData(channel);
    for (const [frame, sample] of bar.getChannelData(channel).entries()) into[(from + frame) % into.length]! += sample;
  }
}
