const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The bits of a number, rounded to 32-bit float: a word as the block holds it. */
export function bitsOf(value: number): number {
  float[0] = value;
  return bits[0] as number;
}

/** The number that a word's bits stand for. */
export function floatOf(word: number): number {
  bits[0] = word;
  return float[0] as number;
}
