import type { BounceOptions, SampleFormat, SessionSource } from 'megamixer/bounce';
import type { SessionDocument } from '../session/document.ts';
import { isEndless, nameOf, recordingName } from '../session/session.ts';
import { type ChosenSounds, decodeSound } from '../session/sounds.ts';
import type { Loop } from '../song/loop.ts';
import { barFrames } from '../song/loop-renderer.ts';
import { loadLoops } from '../song/sample-loader.ts';

/** What the dialog asks for. */
export interface ExportSettings {
  /** So many seconds, or until everything is silent, where loops end after so many bars. */
  readonly length: { readonly seconds: number } | { readonly bars: number };
  /** In seconds of the mix; all of it where nothing is said. */
  readonly range: { readonly start: number; readonly end: number } | null;
  readonly stems: 'none' | 'master' | 'strips';
  readonly format: SampleFormat;
  readonly sampleRate: number;
  /** In LUFS and dBTP; the mix as it is where nothing is said. */
  readonly normalize: { readonly lufs: number; readonly truePeak: number } | null;
}

/** What the console has, and where it comes from. */
export interface Material {
  readonly document: SessionDocument;
  readonly buffers: ReadonlyMap<string, AudioBuffer>;
  readonly chosen: ChosenSounds;
  readonly loops: readonly Loop[];
}

/** The session that is exported: that of the console, for as long as it was asked for, and without what the page does not have. */
export function sessionOf(settings: ExportSettings, { document, buffers }: Material): SessionDocument {
  const { length, sampleRate } = settings;
  const barSeconds = barFrames(sampleRate) / sampleRate;
  const played = document.sources.filter((source) => buffers.has(nameOf(source)));
  const ending = (source: SessionSource): SessionSource => {
    if (!isEndless(source, document.length)) return source;
    const end = 'seconds' in length ? length.seconds : length.bars * barSeconds;
    return { ...source, duration: Math.max(0, end - (source.start ?? 0)) };
  };
  return {
    ...document,
    sampleRate,
    sources: played.map(ending),
    length: 'seconds' in length ? length.seconds : 'until silent',
  };
}

/**
 * The sounds of the session, at the rate of the mix. At another rate than the console's, files are decoded anew, and the loops are arranged
 * anew from their recordings: resampled, they would not be whole bars any more, and drift apart.
 */
export async function buffersOf(
  { sampleRate }: ExportSettings,
  { document, buffers, chosen, loops }: Material,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Record<string, AudioBuffer>> {
  const played = new Set(document.sources.map(nameOf));
  if (sampleRate === document.sampleRate) return Object.fromEntries([...buffers].filter(([name]) => played.has(name)));
  const found: [string, AudioBuffer][] = [];
  for (const [name, { file }] of chosen) {
    found.push([name, await decodeSound(file, sampleRate)]);
    signal.throwIfAborted();
  }
  const strips = [...loops.keys()].filter((strip) => played.has(recordingName(strip)));
  if (strips.length > 0) {
    const context = new OfflineAudioContext(2, 1, sampleRate);
    const asked = strips.map((strip) => loops[strip]!);
    const recordings = await loadLoops(context, asked, onProgress, signal);
    for (const [i, strip] of strips.entries()) found.push([recordingName(strip), recordings[i]!]);
  }
  return Object.fromEntries(found);
}

export function optionsOf({ stems, range, normalize, format }: ExportSettings): BounceOptions {
  return {
    stems: stems === 'master',
    ...(stems === 'strips' && { strips: 'all' }),
    ...(range !== null && { range }),
    ...(normalize !== null && { normalize }),
    format,
  };
}

const BYTES: Readonly<Record<SampleFormat, number>> = { int16: 2, int24: 3, float32: 4 };

/** How large files will be: of the mix, and of each stem. */
export function bytesOf({ format, sampleRate }: ExportSettings, seconds: number): { mix: number; stem: number } {
  const frames = 2 * Math.round(seconds * sampleRate);
  return { mix: frames * BYTES[format], stem: frames * BYTES.float32 };
}
