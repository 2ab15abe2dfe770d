/** What becomes of left and right: `ll` of left goes to left, `lr` of left to right. */
export interface Matrix {
  ll: number;
  lr: number;
  rl: number;
  rr: number;
}

/** StereoPannerNode's rule for stereo, with a gain before it. Source: Web Audio API, "Panning Algorithm". */
export function panInto(matrix: Matrix, gain: number, pan: number): void {
  const angle = ((pan <= 0 ? pan + 1 : pan) * Math.PI) / 2;
  const [left, right] = [Math.cos(angle), Math.sin(angle)];
  matrix.ll = pan <= 0 ? gain : gain * left;
  matrix.rl = pan <= 0 ? gain * left : 0;
  matrix.lr = pan <= 0 ? 0 : gain * right;
  matrix.rr = pan <= 0 ? gain * right : gain;
}
