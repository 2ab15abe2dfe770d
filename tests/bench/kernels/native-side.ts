/** The engine as machine code, timed by the criterion bench of crates/engine. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../browser/harness/server.ts';
import { sceneFile } from '../../parity/native-engine.ts';
import { stages, upTo } from '../stages.ts';
import { at, channelsOf, desk, frames, options, wordsOf } from './desk.ts';

/** What the comparison is with: AVX2, where the machine is of that kind. */
export const usualFlags = process.arch === 'x64' ? '-C target-cpu=x86-64-v3' : '';

const folder = join(root, 'target/bench/scenes');
const figures = join(root, 'target/bench/criterion');

export class NativeSide {
  readonly #program: string;

  /** Builds it with these flags of rustc. */
  constructor(flags: string) {
    writeScenes();
    const target = join(root, 'target/bench-native', flags.replace(/[^\w-]+/g, '_') || 'plain');
    const messages = execFileSync(
      'cargo',
      [
        ...['bench', '--quiet', '--no-run', '--locked', '--package', 'megamixer-engine', '--bench', 'stages'],
        ...['--target-dir', target, '--message-format', 'json'],
      ],
      {
        cwd: root,
        env: { ...process.env, RUSTFLAGS: flags },
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const built = messages
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { executable?: string; target?: { name: string } })
      .find(({ executable, target }) => executable && target?.name === 'stages');
    this.#program = built!.executable!;
  }

  /** The quickest of criterion's samples of a few milliseconds, µs per quantum. The bench itself listens to what it plays. */
  time(stage: number): number {
    const id = `stages/${stage}`;
    execFileSync(
      this.#program,
      [
        ...['--bench', '--noplot', '--quiet', '--exact', id, '--sample-size', '50', '--nresamples', '1000'],
        ...['--warm-up-time', '0.05', '--measurement-time', '0.2'],
      ],
      {
        cwd: root,
        env: { ...process.env, MEGAMIXER_SCENES: folder, CRITERION_HOME: figures },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const { iters, times } = JSON.parse(readFileSync(join(figures, id, 'new/sample.json'), 'utf8')) as {
      iters: number[];
      times: number[];
    };
    return Math.min(...times.map((nanoseconds, sample) => nanoseconds / iters[sample]!)) / 1000;
  }
}

function writeScenes(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let stage = 1; stage <= stages.length; stage += 1) {
    const { input } = upTo(stage);
    const connected = Array.from({ length: desk.strips }, () => input !== 'nothing');
    const scene = { options, at, frames, words: wordsOf(stage), connected, inputs: channelsOf(input), cuts: [] };
    writeFileSync(join(folder, String(stage)), sceneFile(scene));
  }
}
