/** One hit of a pattern: which sixteenth, and how hard, 0 to 1. */
export interface Hit {
  readonly step: number;
  readonly velocity: number;
}

export const STEPS_PER_BAR = 16;

/**
 * Reads a drum-machine row: one character per sixteenth, `.` a rest, `1` to `9` how hard; spaces and bar lines are for
 * the eye. A row shorter than the loop repeats.
 */
export function hitsOf(row: string, bars: number): Hit[] {
  const cells = row.replace(/[\s|]/g, '');
  if (cells.length === 0 || cells.length % STEPS_PER_BAR !== 0) {
    throw new RangeError(`A pattern is whole bars of ${STEPS_PER_BAR} steps: "${row}" has ${cells.length}.`);
  }
  const hits: Hit[] = [];
  for (let step = 0; step < bars * STEPS_PER_BAR; step++) {
    const cell = cells[step % cells.length];
    if (cell !== '.') hits.push({ step, velocity: (Number(cell) / 9) ** 1.5 });
  }
  return hits;
}
