import type { Compressor, Gate } from '../../api/dynamics.js';
import type { AnyParam } from '../control/following.js';
import type { Turned } from '../values/kinds.js';

/** A compressor or a gate, with what a picture of it needs. */
export interface Processor {
  readonly dynamics: Compressor | Gate;
  /** For people. */
  readonly name: 'Compressor' | 'Gate';
  readonly knobs: readonly Turned[];
  /** What its curve and its controls depend on. */
  readonly params: readonly AnyParam[];
  /** As much as can be shown of what it takes away, dB. */
  readonly fullDb: number;
  /** Of its bar, dB. */
  readonly marksDb: readonly number[];
  /** What it takes away of a steady level, dB. */
  reductionAt(level: number): number;
}

export function isCompressor(dynamics: Compressor | Gate): dynamics is Compressor {
  return 'makeup' in dynamics;
}

export function processorOf(dynamics: Compressor | Gate): Processor {
  if (isCompressor(dynamics)) {
    const { on, threshold, ratio, knee, attack, release, makeup, mix, detector, keyHighpass } = dynamics;
    return {
      ...{ dynamics, name: 'Compressor', fullDb: 20, marksDb: [3, 6, 12] },
      knobs: [threshold, ratio, knee, attack, release, makeup, mix],
      params: [on, threshold, ratio, knee, makeup, detector, keyHighpass.on],
      reductionAt: (level) => level + makeup.value - dynamics.outputLevel(level),
    };
  }
  const { on, threshold, range, ratio, attack, hold, release } = dynamics;
  return {
    ...{ dynamics, name: 'Gate', fullDb: 60, marksDb: [12, 24, 48] },
    knobs: [threshold, range, ratio, attack, hold, release],
    params: [on, threshold, range, ratio],
    reductionAt: (level) => level - dynamics.outputLevel(level),
  };
}

const LOWEST_DB = -100;
const HIGHEST_DB = 24;
const HALVINGS = 12;
/** Less than that is nothing, dB. */
const NOTHING = 0.05;

/**
 * The level at which so much is taken away of a steady sound: where on its curve it works now. Null while it takes away nothing,
 * since that says nothing of the level.
 */
export function workingLevel({ name, reductionAt }: Processor, reduction: number): number | null {
  if (reduction < NOTHING) return null;
  const isGate = name === 'Gate';
  let low = LOWEST_DB;
  let high = HIGHEST_DB;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    // A compressor takes away more of what is louder, a gate less.
    if (reductionAt(middle) < reduction - NOTHING / 2 === isGate) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
