/** Points between two samples, and samples on each side that they are made of: as many as ITU-R BS.1770, Annex 2. */
const POINTS = 3;
const REACH = 6;

/** A sinc under a squared cosine, for each of the points between. */
const TAPS = Array.from({ length: POINTS }, (_, point) => {
  const at = (point + 1) / (POINTS + 1);
  const taps = Array.from({ length: 2 * REACH }, (_, tap) => {
    const x = tap - (REACH - 1) - at;
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * Math.cos((Math.PI * x) / (2 * REACH + 1)) ** 2;
  });
  const sum = taps.reduce((a, b) => a + b);
  return Float32Array.from(taps, (tap) => tap / sum);
});

/** Between samples that are below half of the ceiling, no music gets there. */
const NEAR = 0.5;

/**
 * Where one channel goes beyond a ceiling, between its samples too. It shows where to look: the figure in the report is
 * the library's.
 */
export class TruePeaks {
  readonly #ceiling: number;
  /** What of the last piece the curve still needs. */
  #rest = new Float32Array(2 * REACH - 1);

  constructor(ceiling: number) {
    this.#ceiling = ceiling;
  }

  /** Takes the next piece, and tells the frames that are over, counted from its first: some are of the piece before. */
  hear(piece: Float32Array, onOver: (frame: number) => void): void {
    const line = new Float32Array(this.#rest.length + piece.length);
    line.set(this.#rest);
    line.set(piece, this.#rest.length);
    this.#rest = line.slice(-this.#rest.length);
    const ceiling = this.#ceiling;
    for (let first = 0; first < piece.length; first++) {
      const at = first + REACH - 1;
      const here = Math.abs(line[at]!);
      if (here <= ceiling && Math.max(here, Math.abs(line[at + 1]!)) < ceiling * NEAR) continue;
      if (here > ceiling || isOver(line, first, ceiling)) onOver(at - this.#rest.length);
    }
  }
}

function isOver(line: Float32Array, first: number, ceiling: number): boolean {
  for (const taps of TAPS) {
    let sum = 0;
    for (let i = 0; i < taps.length; i++) sum += taps[i]! * line[first + i]!;
    if (Math.abs(sum) > ceiling) return true;
  }
  return false;
}
