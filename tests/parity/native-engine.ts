import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParityCase } from './case.ts';
import { nativeProgram, root } from './native-program.ts';

/** The engine as a native program. */
export class NativeEngine {
  readonly #program = nativeProgram('render_scene');
  readonly #scratch = join(root, `target/parity-${process.pid}`);

  constructor() {
    mkdirSync(this.#scratch, { recursive: true });
  }

  render(scene: ParityCase): Uint32Array<ArrayBuffer> {
    const [input, output] = [join(this.#scratch, 'scene'), join(this.#scratch, 'output')];
    writeFileSync(input, sceneFile(scene));
    execFileSync(this.#program, [input, output]);
    return new Uint32Array(new Uint8Array(readFileSync(output)).buffer);
  }

  close(): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}

/** The format is told in crates/engine/examples/render_scene.rs. */
export function sceneFile({
  at,
  options,
  frames,
  words,
  connected,
  inputs,
  cuts,
}: Omit<ParityCase, 'seed'>): Uint8Array {
  const { sampleRate, effects, maxDelay } = options;
  const [rate, delay] = new Int32Array(Float32Array.of(sampleRate, maxDelay).buffer);
  const parts = [
    Int32Array.of(at.strips, at.buses, rate!, effects, delay!, frames),
    words.subarray(at.pageStart, at.pageEnd),
    Int32Array.from(connected, Number),
    ...inputs.map((samples) => new Int32Array(samples.buffer, samples.byteOffset, samples.length)),
    ...cuts.map(({ frame, changes }) => Int32Array.of(frame, changes.length, ...changes.flat())),
  ];
  return Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)));
}
