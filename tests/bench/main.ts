/**
 * What a quantum costs, offline: our mixer beside what people use today, in every engine that is found. Writes
 * target/bench/results.json, and target/bench/run.json about the machine.
 *
 * `node --import=tsx tests/bench/main.ts [--engine chromium,firefox,webkit] [--only mix/,full/] [--rounds 9] [--quanta 4000]`
 */

import { readFileSync } from 'node:fs';
import { cpus, type as osType, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Engine } from '../browser/drivers/driver.ts';
import { engines, launch, missing } from '../browser/drivers/launch.ts';
import { startServer } from '../browser/harness/server.ts';
import { measure } from './offline/measure.ts';
import { type Failure, type Result, type Run, resultsFile, runFile, write } from './offline/results.ts';
import { consoleTable } from './offline/table.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: engines.join(',') },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '9' },
    quanta: { type: 'string', default: '4000' },
  },
});
const plan = {
  only: values.only.split(',').filter(Boolean),
  rounds: Number(values.rounds),
  quanta: Number(values.quanta),
  // A second of sound.
  listenedQuanta: 375,
};
if (!(plan.rounds >= 7)) throw new Error('a median needs at least 7 rounds');
if (!(plan.quanta >= 100)) throw new Error('less than 100 quanta cannot be timed');
const asked = values.engine.split(',') as Engine[];
const unknown = asked.filter((engine) => !engines.includes(engine));
if (unknown.length > 0) throw new Error(`no engine is called ${unknown.join(' or ')}: there are ${engines.join(', ')}`);

const results: Result[] = [];
const failures: Failure[] = [];
const browsers: Partial<Record<Engine, string>> = {};
const server = await startServer({ isolated: true });
try {
  for (const engine of asked) {
    const reason = missing(engine);
    if (reason !== undefined) {
      console.log(`${engine}: skipped. ${reason}\n`);
      continue;
    }
    const driver = await launch(engine);
    try {
      browsers[engine] = driver.version;
      const found = await measure(driver, server.url('/empty'), plan, console.log);
      results.push(...found.results);
      failures.push(...found.failures);
      console.log(consoleTable(driver, found));
    } finally {
      await driver.close();
    }
  }
} finally {
  server.close();
}

const run: Run = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  os: operatingSystem(),
  browsers,
  rounds: plan.rounds,
  quanta: plan.quanta,
  complete: plan.only.length === 0,
  failures,
};
write(resultsFile, results);
write(runFile, run);
console.log(`target/bench/${resultsFile} has the figures.`);
if (failures.length > 0) process.exitCode = 1;

function operatingSystem(): string {
  try {
    const name = /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    if (name !== undefined) return name;
  } catch {
    // Not a Linux distribution.
  }
  return `${osType()} ${release()}`;
}
