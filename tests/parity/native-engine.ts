import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ParityCase } from './case.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The engine as a native program. */
export class NativeEngine {
  readonly #program: string;
  readonly #scratch = join(root, `target/parity-${process.pid}`);

  constructor() {
    // With the settings that `cargo test` has built it with already.
    const messages = execFileSync(
      'cargo',
      [
        ...['build', '--locked', '--package', 'megamixer-engine', '--example', 'render_scene'],
        ...['--message-format', 'json'],
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const artefacts = messages
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { executable?: string; target?: { name: string } });
    this.#program = artefacts.find(({ executable, target }) => executable && target?.name === 'render_scene')!
      .executable!;
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
