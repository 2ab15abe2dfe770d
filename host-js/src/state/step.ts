/** What one step changed: addresses, and the bits before and after. */
export interface Step {
  readonly words: Int32Array;
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/** @param changes what was in each word before, by address */
export function newStep(changes: ReadonlyMap<number, number>, after: Int32Array): Step {
  const words = Int32Array.from(changes.keys());
  return { words, before: Int32Array.from(changes.values()), after: words.map((word) => after[word] as number) };
}

/** The same step without some of its words; null where none is left. */
export function without(step: Step, isGone: (word: number) => boolean): Step | null {
  const kept = [...step.words.keys()].filter((index) => !isGone(step.words[index] as number));
  if (kept.length === step.words.length) return step;
  if (kept.length === 0) return null;
  const of = (list: Int32Array) => Int32Array.from(kept, (index) => list[index] as number);
  return { words: of(step.words), before: of(step.before), after: of(step.after) };
}
