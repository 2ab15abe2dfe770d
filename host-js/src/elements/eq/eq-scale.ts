const LOWEST_HZ = 20;
const HIGHEST_HZ = 20_000;

/** How many octaves the graph is wide. */
export const OCTAVES = Math.log2(HIGHEST_HZ / LOWEST_HZ);

/** From the left edge, 0, to the right one, 1. */
export function acrossOf(hertz: number): number {
  return Math.log2(hertz / LOWEST_HZ) / OCTAVES;
}

export function hertzAt(across: number): number {
  return LOWEST_HZ * 2 ** (across * OCTAVES);
}

/** From the top edge, 0, to the bottom one, 1, of a graph that reaches so far up and down. */
export function downOf(db: number, range: number): number {
  return 0.5 - db / (2 * range);
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

/** Of these the widest steps that leave at least one line on either side. */
const DB_STEPS = [6, 3, 1] as const;

/** Levels with a line, dB. */
export function dbMarks(range: number): readonly number[] {
  const step = DB_STEPS.find((each) => each < range) ?? range / 2;
  const each = Math.ceil(range / step) - 1;
  return Array.from({ length: 2 * each + 1 }, (_, i) => (i - each) * step);
}
