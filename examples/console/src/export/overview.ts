import { TruePeaks } from './true-peak.ts';
import type { Wav } from './wav.ts';

/** As fine as the widest screen. */
const COLUMNS = 4096;

/** dBTP: what a mix is not to exceed, by most who take it. */
export const CEILING_DB = -1;
const CEILING = 10 ** (CEILING_DB / 20);

/** One channel as a picture has it. */
export class ChannelOverview {
  readonly min = new Float32Array(COLUMNS);
  readonly max = new Float32Array(COLUMNS);
  readonly squares = new Float64Array(COLUMNS);
  readonly over = new Uint8Array(COLUMNS);
  readonly peaks = new TruePeaks(CEILING);
}

/** The least and the most of each column of a mix, its power, and where it is beyond the ceiling. */
export class Overview {
  readonly columns: number;
  readonly channels = [new ChannelOverview(), new ChannelOverview()] as const;
  readonly seconds: number;
  readonly framesPerColumn: number;
  /** Columns that are there: the others are still being read. */
  done = 0;

  private constructor(frames: number, sampleRate: number) {
    this.columns = Math.min(COLUMNS, Math.max(1, frames));
    this.framesPerColumn = frames / this.columns;
    this.seconds = frames / sampleRate;
  }

  /** Of a file that is still to be read. */
  static of({ frames, sampleRate }: Wav): Overview {
    return new Overview(frames, sampleRate);
  }

  /** Reads the file through; `onPiece` is called as it grows. Ends early when `signal` says so. */
  async read(wav: Wav, onPiece: () => void, signal: AbortSignal): Promise<void> {
    let frame = 0;
    for await (const piece of wav.pieces()) {
      if (signal.aborted) return;
      for (const [i, samples] of piece.entries()) this.#add(this.channels[i]!, samples, frame);
      frame += piece[0].length;
      this.done = frame === wav.frames ? this.columns : Math.floor(frame / this.framesPerColumn);
      onPiece();
    }
  }

  #add(channel: ChannelOverview, samples: Float32Array, first: number): void {
    const { min, max, squares, over, peaks } = channel;
    const columnOf = (frame: number): number =>
      Math.max(0, Math.min(this.columns - 1, Math.floor(frame / this.framesPerColumn)));
    for (let i = 0; i < samples.length; ) {
      const column = columnOf(first + i);
      const end = Math.min(samples.length, Math.max(i + 1, Math.ceil((column + 1) * this.framesPerColumn) - first));
      let [least, most, power] = [min[column]!, max[column]!, squares[column]!];
      for (; i < end; i++) {
        const sample = samples[i]!;
        if (sample < least) least = sample;
        if (sample > most) most = sample;
        power += sample * sample;
      }
      min[column] = least;
      max[column] = most;
      squares[column] = power;
    }
    peaks.hear(samples, (frame) => {
      over[columnOf(first + frame)] = 1;
    });
  }
}
