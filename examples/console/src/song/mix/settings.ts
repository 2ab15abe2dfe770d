import type { Band, Compressor, Cut, Gate, Param } from 'megamixer';

type NumbersOf<T> = { readonly [K in keyof T as T[K] extends Param<number> ? K : never]?: number };

/** A cut that is heard. */
export function cut(filter: Cut, frequency: number, slope: '12' | '24' = '12'): void {
  filter.on.value = true;
  filter.slope.value = slope;
  filter.frequency.value = frequency;
}

export function band(filter: Band, frequency: number, gain: number, Q = Math.SQRT1_2): void {
  filter.frequency.value = frequency;
  filter.gain.value = gain;
  filter.Q.value = Q;
}

/** Switches a compressor on, and sets what is named. */
export function compress(compressor: Compressor, numbers: NumbersOf<Compressor>): void {
  compressor.on.value = true;
  setNumbers(compressor, numbers);
}

/** Switches a gate on, and sets what is named. */
export function gate(gate: Gate, numbers: NumbersOf<Gate>): void {
  gate.on.value = true;
  setNumbers(gate, numbers);
}

/** Sets the numbers that are named, and leaves the others. */
export function setNumbers<T extends object>(params: T, numbers: NumbersOf<T>): void {
  for (const [name, value] of Object.entries(numbers)) (params[name as keyof T] as Param).value = value as number;
}
