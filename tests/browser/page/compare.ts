/** A fingerprint of samples, to compare renders of different pages. Source: bryc, cyrb53. */
export function fingerprint(...channels: readonly Float32Array[]): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const channel of channels) {
    for (const word of bitsOf(channel)) {
      a = Math.imul(a ^ word, 2654435761);
      b = Math.imul(b ^ word, 1597334677);
    }
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `${(b >>> 0).toString(16)}${(a >>> 0).toString(16)}`;
}

export function peak(...channels: readonly Float32Array[]): number {
  let largest = 0;
  for (const channel of channels) for (const x of channel) largest = Math.max(largest, Math.abs(x));
  return largest;
}

/** NaN where one has it and the other has not. */
export function maxDifference(some: readonly Float32Array[], others: readonly Float32Array[]): number {
  let largest = 0;
  for (const [channel, samples] of some.entries()) {
    const reference = others[channel]!;
    for (const [frame, x] of samples.entries()) largest = Math.max(largest, Math.abs(x - reference[frame]!));
  }
  return largest;
}

/** How many samples differ in their bits. */
export function differingSamples(some: readonly Float32Array[], others: readonly Float32Array[]): number {
  let count = 0;
  for (const [channel, samples] of some.entries()) {
    const reference = bitsOf(others[channel]!);
    for (const [frame, word] of bitsOf(samples).entries()) if (word !== reference[frame]) count += 1;
  }
  return count;
}

function bitsOf(samples: Float32Array): Uint32Array {
  return new Uint32Array(samples.buffer, samples.byteOffset, samples.length);
}
