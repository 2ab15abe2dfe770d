/**
 * What a quantum costs: 32 connected strips beside a no-op worklet with 32 inputs and the sources alone, rendered
 * offline in every engine that is found. Rounds of all cases are interleaved, so that what else the machine does
 * hits all of them alike.
 *
 * `node --import=tsx tests/bench/main.ts [--engine chromium,firefox,webkit] [--rounds 9] [--quanta 4000]`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Engine } from '../browser/drivers/driver.ts';
import { engines, launch, missing } from '../browser/drivers/launch.ts';
import { remote } from '../browser/harness/call.ts';
import { root, startServer } from '../browser/harness/server.ts';
import { median, quantile } from './statistics.ts';

interface Result {
  case: string;
  /** µs per quantum of 128 frames. */
  median: number;
  quartiles: [number, number];
  costs: number[];
}

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: engines.join(',') },
    rounds: { type: 'string', default: '9' },
    quanta: { type: 'string', default: '4000' },
  },
});
const rounds = Number(values.rounds);
const quanta = Number(values.quanta);
if (!(rounds >= 7)) throw new Error('a median needs at least 7 rounds');

async function measure(engine: Engine, url: string): Promise<{ version: string; results: Result[] }> {
  const driver = await launch(engine);
  try {
    const page = await driver.open(url);
    const bench = remote<typeof import('../browser/page/bench.ts')>(page, 'bench', { timeoutMs: 60_000 });
    const names = await bench.names();
    const costs = new Map(names.map((name) => [name, [] as number[]]));
    for (const name of names) await bench.round(name, quanta / 4);
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) {
        const { cost, peak } = await bench.round(name, quanta);
        if (peak > 0 === name.startsWith('no-op')) throw new Error(`${engine}, ${name}: a peak of ${peak}`);
        costs.get(name)!.push(cost);
      }
    }
    const results = [...costs].map(([name, all]) => ({
      case: name,
      median: median(all),
      quartiles: [quantile(all, 0.25), quantile(all, 0.75)] as [number, number],
      costs: all,
    }));
    return { version: driver.version, results };
  } finally {
    await driver.close();
  }
}

function table(engine: Engine, version: string, results: readonly Result[]): string {
  const floor = results.find(({ case: name }) => name.startsWith('no-op'))!.median;
  const lines = results.map(({ case: name, median, quartiles }) => {
    const over = median - floor;
    return [
      name.padEnd(40),
      median.toFixed(1).padStart(8),
      `${quartiles[0].toFixed(1)} to ${quartiles[1].toFixed(1)}`.padStart(20),
      `${over >= 0 ? '+' : ''}${over.toFixed(1)}`.padStart(14),
    ].join('');
  });
  const head = `${'µs per quantum of 128 frames'.padEnd(40)}${'median'.padStart(8)}${'quartiles'.padStart(20)}${'over no-op'.padStart(14)}`;
  return [`${engine} (${version})`, head, ...lines, ''].join('\n');
}

const server = await startServer({ isolated: true });
const found: Record<string, unknown> = {};
try {
  for (const engine of values.engine.split(',') as Engine[]) {
    const reason = missing(engine);
    if (reason !== undefined) {
      console.log(`${engine}: skipped. ${reason}\n`);
      continue;
    }
    const { version, results } = await measure(engine, server.url('/empty'));
    found[engine] = { version, results };
    console.log(table(engine, version, results));
  }
} finally {
  server.close();
}

const folder = join(root, 'target/bench');
mkdirSync(folder, { recursive: true });
const machine = { processor: cpus()[0]?.model, cores: cpus().length };
writeFileSync(
  join(folder, 'results.json'),
  `${JSON.stringify({ machine, rounds, quanta, sampleRate: 48_000, engines: found }, null, 2)}\n`,
);
console.log('target/bench/results.json has every round.');
