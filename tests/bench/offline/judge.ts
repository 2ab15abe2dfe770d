import type { Engine } from '../../browser/drivers/driver.ts';
import type { CaseFacts, Comparison, Heard } from '../page/offline.ts';
import { quantum } from '../settings.ts';

/** What was found out about the output of a case: kept with its results. */
export interface Checked {
  /** RMS of both channels, dBFS; null for silence. */
  readonly rmsDb: number | null;
  /** The other case that it was compared with. */
  readonly against?: string;
  /** RMS of the difference to the other case over the RMS of that one, dB; null where they are the same. */
  readonly nullDb?: number | null;
  /** Level against the other case's, dB. */
  readonly levelDb?: number;
  /** Median gain reduction of the strips, dB. */
  readonly reductionDb?: number;
  readonly stripsAwake?: number;
  readonly inputs?: number;
}

/** How far below the other case the difference has to stay where the DSP is equal. */
export const nullBarDb = -80;
/** What compressors have to take away at least and at most, dB, where they can be asked. */
const reductionRange = [3, 40] as const;
/** RMS of one source of noise, uniform from -0.5 to 0.5. */
const noiseRms = 0.5 / Math.sqrt(3);

/** Judges what was heard of a case by what has to be heard. Throws, with the figures, where it is not that. */
export function judge(engine: Engine, facts: CaseFacts, heard: Comparison, quanta: number): Checked {
  const { expect } = facts;
  const fail = (problem: string): never => {
    throw new Error(`${facts.name}: ${problem}`);
  };
  const level = { rmsDb: decibels(heard.rms) };
  switch (expect.is) {
    case 'equal': {
      const { rms, difference } = heard.other!;
      if (!(rms > 0 && heard.rms > 0)) return fail('nothing is heard');
      const nullDb = decibels(difference / rms);
      if (!(difference / rms <= 10 ** (nullBarDb / 20))) {
        return fail(`differs from ${expect.to} by ${nullDb?.toFixed(1)} dB, not ${nullBarDb} dB or less`);
      }
      return { ...level, against: expect.to, nullDb };
    }
    case 'near': {
      const levelDb = decibels(heard.rms / heard.other!.rms) ?? Number.NEGATIVE_INFINITY;
      const wantedDb = expect.levelDb + (engine === 'firefox' ? 0 : expect.makeupDb);
      if (!(Math.abs(levelDb - wantedDb) <= expect.withinDb)) {
        const wanted = `${wantedDb.toFixed(1)} ± ${expect.withinDb} dB`;
        return fail(`is ${levelDb.toFixed(1)} dB above ${expect.to}, not ${wanted}`);
      }
      return { ...level, against: expect.to, levelDb, ...reduction(facts, heard, expect.compresses, fail) };
    }
    case 'noise': {
      const { count, playing = count, silent = false } = facts.sources;
      const wanted = silent ? 0 : noiseRms * Math.sqrt(playing);
      if (!(Math.abs(heard.rms - wanted) <= 0.02 * wanted)) return fail(`an RMS of ${heard.rms}, not ${wanted}`);
      return level;
    }
    case 'inputs':
      if (heard.first !== facts.sources.count) {
        return fail(`${heard.first} of its inputs are there, not ${facts.sources.count}`);
      }
      return { inputs: heard.first, rmsDb: null };
    case 'awake': {
      const { awake, quanta: rendered } = heard.counted!;
      if (rendered !== quanta) return fail(`rendered ${rendered} of ${quanta} quanta of ${quantum} frames`);
      if (awake !== expect.strips) return fail(`${awake} strips are awake, not ${expect.strips}`);
      if (heard.rms > 0 !== expect.strips > 0) return fail(`an RMS of ${heard.rms} with ${awake} strips awake`);
      return { ...level, stripsAwake: awake };
    }
  }
}

function reduction(
  { name, strips }: CaseFacts,
  { reductions }: Heard,
  needed: boolean,
  fail: (problem: string) => never,
): { reductionDb?: number } {
  if (reductions.length === 0 && !needed) return {};
  const sorted = reductions.toSorted((a, b) => a - b);
  const [lowest, middle, highest] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
  if (sorted.length !== strips) return fail(`${name}: ${sorted.length} compressors tell what they do, not ${strips}`);
  if (needed && !(lowest! >= reductionRange[0] && highest! <= reductionRange[1])) {
    return fail(`its compressors take away from ${lowest} to ${highest} dB, not ${reductionRange.join(' to ')}`);
  }
  return needed ? { reductionDb: middle! } : {};
}

/** null for silence, since JSON has no infinity. */
export function decibels(factor: number): number | null {
  return factor > 0 ? 20 * Math.log10(factor) : null;
}
