/**
 * What each stage of the engine costs without a browser: in WebAssembly under Node, and natively. Rounds of all stages are
 * interleaved; both sides render the same words and the same noise, and must come to the same peak.
 *
 * `node --import=tsx tests/bench/kernels.ts [--rounds 9] [--quanta 2000] [--native-flags='-C target-cpu=native']`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { layout } from 'megamixer-worklet/layout';
import { root } from '../browser/harness/server.ts';
import { sceneFile } from '../parity/native-engine.ts';
import { optionsFor, WasmEngine } from '../parity/wasm-engine.ts';
import { Random } from '../scenes/random.ts';
import { setSection } from '../scenes/words.ts';
import { stages, upTo } from './stages.ts';
import { median } from './statistics.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    quanta: { type: 'string', default: '2000' },
    'native-flags': { type: 'string', default: '' },
  },
});
const rounds = Number(values.rounds);
const quanta = Number(values.quanta);
const [strips, buses, frames] = [32, 4, 128];
const options = { ...optionsFor(strips, buses), maxDelay: 0.01 };
const at = layout(strips, buses);

function wordsOf(count: number): Int32Array<ArrayBuffer> {
  const settings = upTo(count);
  const words = new Int32Array(at.words);
  setSection(words, at.mixer, 'mixer', {});
  setSection(words, at.master, 'master', settings.master);
  for (let bus = 0; bus < buses; bus += 1) setSection(words, at.bus(bus), 'bus', settings.bus(bus));
  for (let strip = 0; strip < strips; strip += 1) {
    setSection(words, at.strip(strip), 'strip', settings.strip);
    for (let bus = 0; bus < buses; bus += 1) setSection(words, at.send(strip, bus), 'send', settings.send);
  }
  return words;
}

const inputs = Array.from({ length: strips * 2 }, (_, channel) => {
  const random = new Random(channel);
  return Float32Array.from({ length: frames }, () => random.between(-0.1, 0.1));
});

interface Kernel {
  readonly name: string;
  play(): void;
  readonly peak: () => number;
  readonly costs: number[];
  readonly native: number[];
  nativePeak: number;
}

const kernels: Kernel[] = stages.map((_, index) => {
  const engine = new WasmEngine(options);
  engine.words.set(wordsOf(index + 1).subarray(at.pageStart, at.pageEnd), at.pageStart);
  engine.start();
  engine.presence.fill(1);
  for (const [channel, samples] of inputs.entries()) engine.inputs.set(samples, channel * frames);
  return {
    name: upTo(index + 1).name,
    play: () => engine.render(0, frames),
    peak: () => engine.outputs.subarray(0, 2 * frames).reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
    costs: [],
    native: [],
    nativePeak: 0,
  };
});

function nativeProgram(): string {
  const env = { ...process.env, RUSTFLAGS: values['native-flags'] };
  const target = values['native-flags'] === '' ? 'target/bench-native' : 'target/bench-native-flags';
  execFileSync(
    'cargo',
    [
      ...['build', '--quiet', '--release', '--locked', '--package', 'megamixer-engine', '--example', 'time_scene'],
      ...['--target-dir', target],
    ],
    { cwd: root, env, stdio: 'inherit' },
  );
  return join(root, target, 'release/examples/time_scene');
}

const scratch = join(root, 'target/bench/scenes');
mkdirSync(scratch, { recursive: true });
const program = nativeProgram();
for (const index of kernels.keys()) {
  const scene = { options, at, frames, words: wordsOf(index + 1), connected: inputs.map(() => true), inputs, cuts: [] };
  scene.connected.length = strips;
  writeFileSync(join(scratch, `${index}`), sceneFile(scene));
}

for (let round = -1; round < rounds; round += 1) {
  for (const [index, kernel] of kernels.entries()) {
    const start = performance.now();
    for (let quantum = 0; quantum < quanta; quantum += 1) kernel.play();
    const cost = ((performance.now() - start) * 1000) / quanta;
    const output = execFileSync(program, [join(scratch, `${index}`), '1', String(quanta)], { encoding: 'utf8' });
    const [native, peak] = output.trim().split(' ').map(Number);
    kernel.nativePeak = peak!;
    if (round < 0) continue;
    kernel.costs.push(cost);
    kernel.native.push(native!);
  }
}

console.log(`µs per quantum of 128 frames, ${strips} strips, medians of ${rounds}, interleaved\n`);
console.log(
  `${'with'.padEnd(44)}${'wasm'.padStart(8)}${'stage'.padStart(8)}${'native'.padStart(9)}${'stage'.padStart(8)}`,
);
let [before, nativeBefore] = [0, 0];
for (const { name, costs, native, peak } of kernels) {
  if (peak() === 0) throw new Error(`${name}: nothing is heard`);
  const [wasm, own] = [median(costs), median(native)];
  const cell = (value: number, width: number) => value.toFixed(1).padStart(width);
  console.log(
    `${name.padEnd(44)}${cell(wasm, 8)}${cell(wasm - before, 8)}${cell(own, 9)}${cell(own - nativeBefore, 8)}`,
  );
  [before, nativeBefore] = [wasm, own];
}
