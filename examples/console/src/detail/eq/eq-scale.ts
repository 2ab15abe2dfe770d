const LOWEST_HZ = 20;
const HIGHEST_HZ = 20_000;
const OCTAVES = Math.log2(HIGHEST_HZ / LOWEST_HZ);

/** From the middle of the graph to its edge. */
export const RANGE_DB = 18;

/** From the left edge, 0, to the right one, 1. */
export function acrossOf(hertz: number): number {
  return Math.log2(hertz / LOWEST_HZ) / OCTAVES;
}

export function hertzAt(across: number): number {
  return LOWEST_HZ * 2 ** (across * OCTAVES);
}

/** From the top edge, 0, to the bottom one, 1. */
export function downOf(db: number): number {
  return 0.5 - db / (2 * RANGE_DB);
}

/** Decibels for a move by so much of the height, upwards. */
export function dbOfRise(rise: number): number {
  return rise * 2 * RANGE_DB;
}

/** Lines with a word, and lines without. */
export const HERTZ_MARKS: readonly (readonly [hertz: number, word: string])[] = [
  [50, '50'],
  [100, '100'],
  [200, '200'],
  [500, '500'],
  [1000, '1k'],
  [2000, '2k'],
  [5000, '5k'],
  [10_000, '10k'],
];
export const HERTZ_LINES = [
  30, 40, 60, 70, 80, 90, 300, 400, 600, 700, 800, 900, 3000, 4000, 6000, 7000, 8000, 9000,
] as const;
export const DB_MARKS = [-12, -6, 0, 6, 12] as const;
