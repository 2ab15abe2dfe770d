import type { Matrix } from './pan.ts';

/** A stereo sum. */
export interface Sum {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** Adds a strip to the master and, through its four sends, to the buses: gain, pan and sends in one loop. */
export function placeInto(
  left: Float32Array,
  right: Float32Array,
  matrix: Matrix,
  sends: Float64Array,
  master: Sum,
  buses: readonly Sum[],
  frames: number,
): void {
  const { ll, lr, rl, rr } = matrix;
  const s0 = sends[0]!;
  const s1 = sends[1]!;
  const s2 = sends[2]!;
  const s3 = sends[3]!;
  const masterL = master.left;
  const masterR = master.right;
  const { left: l0, right: r0 } = buses[0]!;
  const { left: l1, right: r1 } = buses[1]!;
  const { left: l2, right: r2 } = buses[2]!;
  const { left: l3, right: r3 } = buses[3]!;
  for (let frame = 0; frame < frames; frame += 1) {
    const l = left[frame]!;
    const r = right[frame]!;
    const x = ll * l + rl * r;
    const y = lr * l + rr * r;
    masterL[frame] = masterL[frame]! + x;
    masterR[frame] = masterR[frame]! + y;
    l0[frame] = l0[frame]! + s0 * x;
    r0[frame] = r0[frame]! + s0 * y;
    l1[frame] = l1[frame]! + s1 * x;
    r1[frame] = r1[frame]! + s1 * y;
    l2[frame] = l2[frame]! + s2 * x;
    r2[frame] = r2[frame]! + s2 * y;
    l3[frame] = l3[frame]! + s3 * x;
    r3[frame] = r3[frame]! + s3 * y;
  }
}
