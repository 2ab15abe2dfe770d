/**
 * What each stage of the console costs: the engine alone, in WebAssembly under Node and natively, and in Chromium over what a
 * worklet costs that does nothing. Rounds of all stages and all three are interleaved, and each has to be heard.
 *
 * `node --import=tsx tests/bench/kernels.ts [--rounds 9] [--quanta 2000] [--native-flags='-C target-cpu=native']`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { layout } from 'megamixer-worklet/layout';
import { launch } from '../browser/drivers/launch.ts';
import { remote } from '../browser/harness/call.ts';
import { root, startServer } from '../browser/harness/server.ts';
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
  readonly costs: Readonly<Record<'wasm' | 'native' | 'chromium', number[]>>;
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
    costs: { wasm: [], native: [], chromium: [] },
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

const server = await startServer({ isolated: true });
const driver = await launch('chromium');
const page = remote<typeof import('./page/stages.ts')>(await driver.open(server.url('/empty')), 'bench/stages', {
  timeoutMs: 60_000,
});
const floor: number[] = [];
try {
  for (let round = -1; round < rounds; round += 1) {
    const { cost } = await page.stageRound(0, quanta);
    if (round >= 0) floor.push(cost);
    for (const [index, kernel] of kernels.entries()) await play(index, kernel, round >= 0);
  }
} finally {
  await driver.close();
  server.close();
}

async function play(index: number, kernel: Kernel, counts: boolean): Promise<void> {
  const start = performance.now();
  for (let quantum = 0; quantum < quanta; quantum += 1) kernel.play();
  const wasm = ((performance.now() - start) * 1000) / quanta;
  const output = execFileSync(program, [join(scratch, `${index}`), '1', String(quanta)], { encoding: 'utf8' });
  const [native, nativePeak] = output.trim().split(' ').map(Number);
  const { cost: chromium, rms } = await page.stageRound(index + 1, quanta);
  for (const [where, heard] of Object.entries({ wasm: kernel.peak(), native: nativePeak!, chromium: rms })) {
    if (!(heard > 0)) throw new Error(`${kernel.name}, ${where}: nothing is heard`);
  }
  if (!counts) return;
  kernel.costs.wasm.push(wasm);
  kernel.costs.native.push(native!);
  kernel.costs.chromium.push(chromium);
}

const sides = ['wasm', 'native', 'chromium'] as const;
console.log(
  `µs per quantum of 128 frames, ${strips} strips, medians of ${rounds}, interleaved; each with what the stage adds.`,
);
console.log('wasm: under Node. chromium: offline, less a worklet with 32 inputs that does nothing.\n');
console.log(`${'with'.padEnd(44)}${sides.map((side) => `${side.padStart(10)}${''.padStart(7)}`).join('')}`);
const before = { wasm: 0, native: 0, chromium: 0 };
const results = kernels.map(({ name, costs }) => {
  const cells = sides.map((side) => {
    const cost = median(costs[side]) - (side === 'chromium' ? median(floor) : 0);
    const stage = cost - before[side];
    before[side] = cost;
    return [side, { cost, stage }] as const;
  });
  const text = cells.map(([, { cost, stage }]) => `${cost.toFixed(1).padStart(10)}${stage.toFixed(1).padStart(7)}`);
  console.log(`${name.padEnd(44)}${text.join('')}`);
  return { stage: name, ...Object.fromEntries(cells) };
});
writeFileSync(join(root, 'target/bench/stages.json'), `${JSON.stringify({ rounds, quanta, results }, null, 2)}\n`);
