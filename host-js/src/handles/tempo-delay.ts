/** A note value: a fraction of a whole note, `.` dotted, `t` a triplet of it. */
export type NoteDivision = `1/${1 | 2 | 4 | 8 | 16 | 32 | 64}${'' | '.' | 't'}`;

/** Seconds of a whole note at one beat a minute, a beat being a quarter. */
const WHOLE_NOTE_AT_1_BPM = 4 * 60;

const LENGTHENED: Record<string, number> = { '': 1, '.': 3 / 2, t: 2 / 3 };

/**
 * How long a note is at a tempo, in seconds, as for the time of a delay: `tempoDelay(120, '1/8')` is 0.25, and a dotted
 * eighth `tempoDelay(120, '1/8.')` 0.375.
 *
 * @param bpm quarter notes a minute, above 0
 * @param division `'1/1'` to `'1/64'`, with `.` behind it dotted (half as long again), with `t` a triplet (two thirds)
 * @throws RangeError when either is nonsense
 */
export function tempoDelay(bpm: number, division: NoteDivision): number {
  if (!(typeof bpm === 'number' && bpm > 0 && bpm < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`tempoDelay() takes a tempo above 0 quarter notes a minute, not ${String(bpm)}.`);
  }
  const [, of, kind] = /^1\/(1|2|4|8|16|32|64)(\.|t|)$/.exec(String(division)) ?? [];
  if (of === undefined || kind === undefined) {
    throw new RangeError(
      `tempoDelay() takes a division from '1/1' to '1/64', dotted as '1/8.' or in triplets as '1/8t', not ${JSON.stringify(division)}.`,
    );
  }
  return ((WHOLE_NOTE_AT_1_BPM / bpm) * (LENGTHENED[kind] as number)) / Number(of);
}
