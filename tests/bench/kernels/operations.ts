/**
 * How many operations the formulas of each stage ask for, counted from the code that is named. A vector of eight holds four
 * stereo strips, so a stage of 32 strips works on eight vectors in every frame; in WebAssembly each is two of 128 bits.
 *
 * An operation is an addition, subtraction, multiplication, division, comparison, selection, conversion, shift, logical
 * operation, absolute value, or a shuffle. Loads, stores, constants, loops and what moves only while a control does are none.
 * What the dynamics do for both channels of a strip together works on four lanes: half an operation on eight.
 */
export interface Operations {
  /** On a vector of four strips, per frame. */
  readonly strips?: number;
  /** On the vector of four buses. */
  readonly buses?: number;
  /** On the vector whose first lane is the master. */
  readonly master?: number;
  /** On 128 bits: of what there is once, works on one stereo signal, and does not fill vectors of eight. */
  readonly single?: number;
}

/** `lanes::gather`: for four frames, two transposes of 4 × 4 with 8 shuffles of 128 bits each. */
export const transpose = 16 / 2 / 4;

/** `containment::inspect`: size, within the limit?, and; larger (2); not subnormal?, and. */
export const inspection = 7;

/** `Meter::listen`: size, larger (2), square, add. */
export const levelMeter = 5;

/** `sum::add`: times the gain; for four frames, two transposes, and on each half (0 + 2) + (1 + 3) and to the sum. */
export const sum = 1 + transpose + (2 * 4) / 2 / 4;

/** `Smoother` at rest: times the gain. */
export const fader = 1;

/** `Matrix::place`: straight, across, added. */
export const panner = 3;

/** A send at rest is a gain and a sum. */
export const send = sum;

/** `Rest::pass`, a section at rest: d x + w1: 2; w1: 5; w2: 4. Mirrored spectra are no part of the formula. */
export const section = 11;

export const equaliser = (bands: number) => bands * section;

/** `stereo::widen`: half the sum, half the difference, times the width, added. */
export const stereoWidth = 6;

/** `log::level`, on four: floor, 5 for the octave, 1 for the mantissa, 3 for s, 1 for its square, 2 for the line, times s, 1 to convert, added. */
const level = 1 + 5 + 1 + 3 + 1 + 2 + 1 + 1 + 1;

/** `log::gain`, on four: 3 to round and 2 for the power, 4 terms, times the power. */
const gain = 3 + 2 + 4 * 2 + 1;

/** `Ballistics::step`, on four. */
const step = 4;

/** The size of a frame, and the gain on it; of the louder channel, on four. */
const heard = 2 + 1 / 2;

/**
 * `Compressor::compress`, all of it heard: level, curve (5 for where it is, 4 for what that asks for), follow (difference, two
 * paces, which of them: 5), step, make-up, gain, meter.
 */
export const compressor = heard + (level + 5 + 4 + 5 + step + 1 + gain + 1) / 2;

/** `Gate::gate`, likewise: level, closing (4), to go and which way (2), hold (4), paces and which of them (4), step, times the range and its sign (2), gain, meter. */
export const gate = heard + (level + 4 + 2 + 4 + 4 + step + 2 + gain + 1) / 2;

/** Operations on 128 bits in a frame of a console of so many strips and buses, all lanes of whose vectors are computed. */
export function vectorOperations({ strips = 0, buses = 0, master = 0, single = 0 }: Operations, desk: Desk): number {
  const vectors = (signals: number) => Math.ceil(signals / 4);
  return 2 * (strips * vectors(desk.strips) + buses * vectors(desk.buses) + master) + single;
}

export interface Desk {
  readonly strips: number;
  readonly buses: number;
}
