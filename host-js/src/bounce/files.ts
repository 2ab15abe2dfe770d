import type { BounceReport, BounceResult, MixLoudness, Stem } from './api.js';
import type { Told } from './worker/protocol.js';

/** What the worker reports. */
interface Report extends Pick<BounceReport, 'frames' | 'sampleRate' | 'elapsed' | 'clipped' | 'masterSum' | 'ignored'> {
  /** Of the samples of the mix, and of those of a stem. */
  readonly bytes: readonly [number, number];
  readonly stems: readonly Omit<Stem, 'blob'>[];
  readonly loudness: Measured;
  readonly normalized: (Omit<NonNullable<BounceReport['normalized']>, 'before'> & { readonly before: Measured }) | null;
}

/** JSON has no infinities. */
type Measured = { readonly [K in keyof MixLoudness]: MixLoudness[K] | null };

/** The files of a bounce, as they come: in pieces that the browser keeps where it sees fit. */
export class Files {
  private readonly pieces: Blob[][] = [];

  /** `lost` is called where the browser does not keep a piece. */
  constructor(private readonly lost: (cause: unknown) => void) {}

  /** Of the mix, which is 0, or of a stem. */
  add(output: number, bytes: ArrayBuffer): void {
    this.pieces[output] ??= [];
    const piece = new Blob([bytes]);
    this.pieces[output].push(piece);
    readable(piece, [0]).catch(this.lost);
  }

  /** Everything, now that the worker is done; rejected where the browser has not kept all of it. */
  async result(
    [, text, mixHead, stemHead]: Extract<Told, readonly ['done', ...unknown[]]>,
    threads: number,
  ): Promise<BounceResult> {
    const { bytes, stems, loudness, normalized, ...report } = JSON.parse(text) as Report;
    const { frames, sampleRate } = report;
    const mix = this.file(0, mixHead, bytes[0]);
    const files = stems.map((_, index) => this.file(index + 1, stemHead, bytes[1]));
    for (const file of [mix, ...files]) await readable(file, [0, Math.floor(file.size / 2), file.size - 1]);
    return {
      mix,
      stems: stems.map((stem, index) => ({ ...stem, blob: files[index]! })),
      report: {
        ...report,
        ...{ seconds: frames / sampleRate, threads, loudness: heard(loudness) },
        normalized: normalized && { ...normalized, before: heard(normalized.before) },
      },
    };
  }

  /** There may be more pieces than the file has: where it ends with the last that can be heard, nobody knows that before. */
  private file(output: number, head: ArrayBuffer, bytes: number): Blob {
    return new Blob([head, ...(this.pieces[output] ?? [])]).slice(0, head.byteLength + bytes, 'audio/wav');
  }
}

/** Chromium makes a Blob of anything, and says that it has no room for it to who reads it. */
async function readable(blob: Blob, places: readonly number[]): Promise<void> {
  for (const at of places) await blob.slice(at, at + 1).arrayBuffer();
}

function heard(measured: Measured): MixLoudness {
  return Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [name, value ?? Number.NEGATIVE_INFINITY]),
  ) as unknown as MixLoudness;
}
