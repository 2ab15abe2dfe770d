import { type Lane, type Loop, TEMPO_BPM } from './loop.ts';
import { hitsOf, STEPS_PER_BAR } from './pattern.ts';

/** So that cutting a sounding note off does not click. */
const RELEASE_SECONDS = 0.008;

const BEATS_PER_BAR = 4;

/** A bar in whole frames, so that loops of any number of bars stay together for ever. */
export function barFrames(sampleRate: number): number {
  return Math.round((BEATS_PER_BAR * 60 * sampleRate) / TEMPO_BPM);
}

interface Note {
  readonly sample: AudioBuffer;
  readonly start: number;
  readonly rate: number;
  readonly velocity: number;
}

/** Renders a loop to exactly its bars; what rings on beyond its end is folded to its start. */
export async function renderLoop(
  loop: Loop,
  samples: ReadonlyMap<string, AudioBuffer>,
  sampleRate: number,
): Promise<AudioBuffer> {
  const barSeconds = barFrames(sampleRate) / sampleRate;
  const notes = loop.lanes.flatMap((lane) => notesOf(lane, loop.bars, barSeconds, samples));
  notes.sort((a, b) => a.start - b.start);

  const loopFrames = loop.bars * barFrames(sampleRate);
  const ends = notes.map((note, i) => endOf(note, i, notes, loop, barSeconds));
  const context = new OfflineAudioContext(
    2,
    Math.max(loopFrames, Math.ceil(Math.max(...ends) * sampleRate)),
    sampleRate,
  );
  for (const [i, note] of notes.entries()) play(context, note, ends[i]!);
  return foldTail(await context.startRendering(), loopFrames);
}

function notesOf(lane: Lane, bars: number, barSeconds: number, samples: ReadonlyMap<string, AudioBuffer>): Note[] {
  const sample = samples.get(lane.sample)!;
  const rate =
    lane.fitBars === undefined ? 2 ** ((lane.transpose ?? 0) / 12) : sample.duration / (lane.fitBars * barSeconds);
  return hitsOf(lane.pattern, bars).map(({ step, velocity }) => ({
    sample,
    start: (step * barSeconds) / STEPS_PER_BAR,
    rate,
    velocity,
  }));
}

function endOf(note: Note, i: number, notes: readonly Note[], loop: Loop, barSeconds: number): number {
  let end = note.start + note.sample.duration / note.rate;
  if (loop.gateSteps !== undefined) {
    end = Math.min(end, note.start + (loop.gateSteps * barSeconds) / STEPS_PER_BAR);
  }
  if (loop.mono) {
    // After the last comes the first, a loop later.
    const next = notes[i + 1]?.start ?? notes[0]!.start + loop.bars * barSeconds;
    end = Math.min(end, next);
  }
  return end;
}

function play(context: OfflineAudioContext, note: Note, end: number): void {
  const source = new AudioBufferSourceNode(context, { buffer: note.sample, playbackRate: note.rate });
  const gain = new GainNode(context, { gain: note.velocity });
  if (end < note.start + note.sample.duration / note.rate) {
    gain.gain.setValueAtTime(note.velocity, Math.max(note.start, end - RELEASE_SECONDS));
    gain.gain.linearRampToValueAtTime(0, end);
  }
  source.connect(gain).connect(context.destination);
  source.start(note.start);
  source.stop(end);
}

function foldTail(rendered: AudioBuffer, loopFrames: number): AudioBuffer {
  const loop = new AudioBuffer({
    numberOfChannels: rendered.numberOfChannels,
    length: loopFrames,
    sampleRate: rendered.sampleRate,
  });
  for (let channel = 0; channel < rendered.numberOfChannels; channel++) {
    const from = rendered.getChannelData(channel);
    const to = loop.getChannelData(channel);
    to.set(from.subarray(0, loopFrames));
    for (let frame = loopFrames; frame < from.length; frame++) to[frame % loopFrames]! += from[frame]!;
  }
  return loop;
}
