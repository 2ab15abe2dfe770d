/**
 * What each stage of the console costs: the engine alone, in WebAssembly under Node and natively, and in Chromium over what a
 * worklet costs that does nothing; with the worklet's copies, and with what the formulas of the stage would take if nothing
 * ever waited. Rounds of all stages and all sides are interleaved, and each has to be heard.
 *
 * `node --import=tsx tests/bench/kernels.ts [--rounds 9] [--quanta 1000] [--native-flags='-C target-cpu=native']
 * [--sides wasm,native,chromium] [--as-found COMMIT]`
 *
 * `--as-found` keeps the figures as those that later ones are compared with, and says which commit they are of.
 */
import { parseArgs } from 'node:util';
import { launch } from '../browser/drivers/launch.ts';
import { remote } from '../browser/harness/call.ts';
import { startServer } from '../browser/harness/server.ts';
import { desk, frames } from './kernels/desk.ts';
import { NativeSide, usualFlags } from './kernels/native-side.ts';
import { vectorOperations } from './kernels/operations.ts';
import { peakMeter } from './kernels/peak.ts';
import { keepAsFound, type Row, type Side, type StagesFile, sides } from './kernels/results.ts';
import { timeOneCopy, WasmSide } from './kernels/wasm-side.ts';
import { write } from './offline/results.ts';
import { type Input, stages, upTo } from './stages.ts';
import { median } from './statistics.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    quanta: { type: 'string', default: '1000' },
    'native-flags': { type: 'string', default: usualFlags },
    sides: { type: 'string', default: sides.join(',') },
    'as-found': { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const quanta = Number(values.quanta);
const wanted = values.sides.split(',') as Side[];

const wasm = stages.map((_, index) => new WasmSide(index + 1));
const peak = peakMeter();
const native = wanted.includes('native') ? new NativeSide(values['native-flags']) : undefined;
const server = await startServer({ isolated: true });
const driver = wanted.includes('chromium') ? await launch('chromium') : undefined;

/** One round: µs per quantum with the first so many stages on, and what it is compared with. */
interface Round {
  readonly costs: Record<Side, number[]>;
  readonly copyIn: number;
  readonly copyOut: number;
  readonly oneCopy: number;
  readonly peak: number;
}

/** In a page of its own, since a browser keeps the shared memories of a page's old mixers for a while, and has not many. */
async function playRound(): Promise<Round> {
  const opened = await driver?.open(server.url('/empty'));
  const page = opened && remote<typeof import('./page/stages.ts')>(opened, 'bench/stages', { timeoutMs: 60_000 });
  const costs: Round['costs'] = { wasm: [], native: [], chromium: [] };
  const floors = new Map<Input, number>();
  let [copyIn, copyOut] = [0, 0];
  for (const [index, kernel] of wasm.entries()) {
    const { name, input } = upTo(index + 1);
    const cost = kernel.time(quanta);
    if (kernel.peak > 0 !== (input === 'noise')) throw new Error(`${name}, wasm: a peak of ${kernel.peak}`);
    costs.wasm.push(cost.render);
    [copyIn, copyOut] = [cost.copyIn, cost.copyOut];
    if (native) costs.native.push(native.time(index + 1));
    if (!page) continue;
    const floor = floors.get(input) ?? (await page.floorRound(input, quanta)).cost;
    floors.set(input, floor);
    const rendered = await page.stageRound(index + 1, quanta);
    if (rendered.rms > 0 !== (input === 'noise')) throw new Error(`${name}, chromium: an RMS of ${rendered.rms}`);
    costs.chromium.push(rendered.cost - floor);
  }
  await opened?.close();
  return { costs, copyIn, copyOut, oneCopy: timeOneCopy(quanta), peak: peak() };
}

const played: Round[] = [];
try {
  await playRound();
  for (let round = 0; round < rounds; round += 1) played.push(await playRound());
} finally {
  await driver?.close();
  server.close();
}

/** The median of what each round says. */
const typical = (figure: (round: Round) => number): number => median(played.map(figure));

// The most that was ever reached is what the machine can do.
const peakPerNs = Math.max(...played.map((round) => round.peak));
const measured = sides.filter((side) => wanted.includes(side));
const results = stages.map((stage, index): Row => {
  const operations = vectorOperations(stage.operations, desk);
  const cell = (side: Side) => ({
    cost: typical(({ costs }) => costs[side][index]!),
    stage: typical(({ costs }) => costs[side][index]! - (costs[side][index - 1] ?? 0)),
  });
  return {
    stage: stage.name,
    operations,
    possible: (operations * frames) / peakPerNs / 1000,
    ...Object.fromEntries(measured.map((side) => [side, cell(side)])),
  };
});
const file: StagesFile = {
  ...{ rounds, quanta, peakPerNs },
  nativeFlags: values['native-flags'],
  copies: {
    in: typical((round) => round.copyIn),
    out: typical((round) => round.copyOut),
    one: typical((round) => round.oneCopy),
  },
  ratio: native ? typical(({ costs }) => costs.wasm.at(-1)! / costs.native.at(-1)!) : null,
  results,
};
write('stages.json', file);
if (values['as-found'] !== undefined) keepAsFound(values['as-found'], file);

console.log(
  `µs per quantum of ${frames} frames, ${desk.strips} strips, medians of ${rounds}, interleaved; each with what the stage adds,`,
);
console.log(`and what its operations take at ${peakPerNs.toFixed(1)} operations on 128 bits a nanosecond.`);
console.log('wasm: under Node. chromium: offline, less a worklet with 32 inputs that does nothing.\n');
const width = Math.max(...stages.map(({ name }) => name.length)) + 2;
console.log(
  `${'with'.padEnd(width)}${measured.map((side) => `${side.padStart(10)}${''.padStart(8)}`).join('')}${'possible'.padStart(10)}`,
);
for (const row of results) {
  const cells = measured.map(
    (side) => `${row[side]!.cost.toFixed(2).padStart(10)}${row[side]!.stage.toFixed(2).padStart(8)}`,
  );
  console.log(`${row.stage.padEnd(width)}${cells.join('')}${row.possible.toFixed(2).padStart(10)}`);
}
const { copies, ratio } = file;
console.log(
  `\ncopy in ${copies.in.toFixed(2)} (in one piece ${copies.one.toFixed(2)}), copy out ${copies.out.toFixed(2)}`,
);
if (ratio !== null) console.log(`wasm ÷ native (${values['native-flags'] || 'no flags'}): ${ratio.toFixed(2)}`);
