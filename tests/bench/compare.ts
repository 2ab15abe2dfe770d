/**
 * Which of some artefacts of the engine is faster, and whether they sound the same: for trying out a change. Each is one file of
 * WebAssembly of this layout; a slice of a few milliseconds of each in turn, so that what else the machine does hits all
 * alike, and the quick end of all slices counts.
 *
 * `node --import=tsx tests/bench/compare.ts BEFORE.wasm AFTER.wasm ... [--slices 150] [--only EQ,gate]`
 *
 * Prints, for each stage with those before it: µs per quantum, the lowest fiftieth and the lower quartile, and a hash of what is heard.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MEMORY_INITIAL_PAGES, MEMORY_MAXIMUM_PAGES } from 'megamixer-worklet/build';
import { bind } from 'megamixer-worklet/engine';
import { LAYOUT_HASH, memoryBytes, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import { at, channelsOf, desk, frames, options, wordsOf } from './kernels/desk.ts';
import { stages, upTo } from './stages.ts';
import { quantile } from './statistics.ts';

const { values, positionals: files } = parseArgs({
  options: { slices: { type: 'string', default: '150' }, only: { type: 'string', default: '' } },
  allowPositionals: true,
});
const slices = Number(values.slices);
const only = values.only.split(',').filter(Boolean);
if (files.length === 0 || !(slices > 0))
  throw new Error('usage: compare.ts A.wasm B.wasm ... [--slices N] [--only NAMES]');
/** Long enough for the compiler to be done with everything that is played. */
const warmQuanta = 1500;
const sliceMs = 1;

/** One artefact with the first so many stages on. */
class Contender {
  readonly #engine: ReturnType<typeof bind>;
  readonly #outputs: Float32Array;
  readonly costs: number[] = [];

  constructor(module: WebAssembly.Module, count: number) {
    const { strips, buses, sampleRate, capacityFrames, effects, maxDelay } = options;
    const memory = new WebAssembly.Memory({
      initial: MEMORY_INITIAL_PAGES,
      maximum: Math.min(memoryBytes(options) / WASM_PAGE_BYTES, MEMORY_MAXIMUM_PAGES),
      shared: true,
    });
    const engine = bind(module, memory);
    if (engine.layout_hash() >>> 0 !== LAYOUT_HASH) throw new Error('an artefact of another layout cannot be compared');
    const refusal = engine.create(strips, buses, sampleRate, capacityFrames, effects, maxDelay, 1);
    if (refusal !== 0) throw new Error(`the engine refused with ${refusal}`);
    const words = wordsOf(count).subarray(at.pageStart, at.pageEnd);
    new Int32Array(memory.buffer, engine.block()).set(words, at.pageStart);
    engine.start();
    const { input } = upTo(count);
    new Uint32Array(memory.buffer, engine.presence(), desk.strips).fill(input === 'nothing' ? 0 : 1);
    const inputs = new Float32Array(memory.buffer, engine.inputs(), desk.strips * 2 * frames);
    for (const [channel, samples] of channelsOf(input).entries()) inputs.set(samples, channel * frames);
    this.#outputs = new Float32Array(memory.buffer, engine.output(), 2 * frames);
    this.#engine = engine;
  }

  slice(quanta: number): void {
    this.costs.push(this.time(quanta));
  }

  /** µs per quantum. */
  time(quanta: number): number {
    const start = performance.now();
    for (let quantum = 0; quantum < quanta; quantum += 1) this.#engine.render(0, frames);
    return ((performance.now() - start) * 1000) / quanta;
  }

  toString(): string {
    const [low, quartile] = [0.02, 0.25].map((share) => quantile(this.costs, share).toFixed(2).padStart(8));
    return `${low} ${quartile}  ${createHash('sha256').update(this.#outputs.slice()).digest('hex').slice(0, 6)}`;
  }
}

const modules = files.map((file) => new WebAssembly.Module(readFileSync(file)));
for (const [index, { name }] of stages.entries()) {
  if (only.length > 0 && !only.some((part) => name.includes(part))) continue;
  const contenders = modules.map((module) => new Contender(module, index + 1));
  const slowest = Math.max(...contenders.map((contender) => contender.time(warmQuanta)));
  // As many for everybody, who then should sound the same.
  const quanta = Math.max(1, Math.round((sliceMs * 1000) / slowest));
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (let slice = 0; slice < slices; slice += 1) for (const contender of contenders) contender.slice(quanta);
  console.log(`${name.padEnd(56)}${contenders.join('    ')}`);
}
