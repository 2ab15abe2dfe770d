/**
 * The browser suites: `node tests/browser/run.mjs [--engine chromium,firefox,webkit] [--only name,...]`.
 * `--only` picks suites whose file name contains one of the words. Each part of an engine's group has a process and a browser of its own.
 * Three parts at once play suites/together, which fill two cores, since each waits for sounds now and then; then all at once play suites/listening,
 * which do little but listen in real time; suites/alone come one by one, since they need a core for the page and one for the audio thread.
 * What fails beside others is judged by a second run in a new browser with the machine to itself (docs/decisions/again-alone.md).
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { table } from './harness/by-backend.mjs';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'chromium,firefox,webkit' },
    only: { type: 'string', default: '' },
  },
});
const engines = values.engine.split(',');
const only = values.only.split(',').filter(Boolean);
const here = fileURLToPath(new URL('.', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'megamixer-tests-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
/** What each engine counted by backend. */
const byEngine = Object.fromEntries(engines.map((engine) => [engine, { backends: {} }]));
/** More failures than these in an engine are no accident, and are not run again. In soak, which looks for what comes and goes, none is. */
const MOST = process.env.MEGAMIXER_SOAK === '1' ? 0 : 3;
/** What failed in each engine, and in which files. */
const lost = Object.fromEntries(engines.map((engine) => [engine, { failed: 0, suites: [] }]));
const started = Date.now();

function suites(group) {
  const folder = join(here, 'suites', group);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts') && (only.length === 0 || only.some((word) => name.includes(word))))
    .sort()
    .map((name) => pathToFileURL(join(folder, name)).href);
}

/** @param {{ engine: string, group: string, part?: number, parts?: number }} work */
async function runGroup({ engine, group, part = 0, parts = 1 }) {
  const files = suites(group).filter((_, index) => index % parts === part);
  if (files.length === 0) return;
  const counts = await run(engine, parts === 1 ? group : `${group} ${part + 1} of ${parts}`, files);
  add(engine, counts);
  lost[engine].failed += counts.failed;
  lost[engine].suites.push(...counts.suites);
}

/** Runs files in a browser of their own, and returns what they counted. */
function run(engine, group, files) {
  const file = join(scratch, `${engine}-${group}.json`);
  const child = spawn(
    process.execPath,
    [
      '--import=tsx',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${pathToFileURL(join(here, 'harness/tally.mjs')).href}`,
      `--test-reporter-destination=${file}`,
      join(here, 'harness/main.ts'),
    ],
    {
      cwd: here,
      env: { ...process.env, MEGAMIXER_ENGINE: engine, MEGAMIXER_SUITES: files.join('\n') },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = [];
  child.stdout.on('data', (data) => output.push(data));
  child.stderr.on('data', (data) => output.push(data));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      console.log(`\n${engine}, ${group}:`);
      process.stdout.write(Buffer.concat(output));
      resolve(counted(file, code));
    });
  });
}

function counted(file, code) {
  let counts;
  try {
    counts = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    counts = { passed: 0, failed: 1, skipped: 0, suites: [] };
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function add(engine, counts) {
  for (const key of Object.keys(totals)) totals[key] += counts[key];
  const { backends, cost } = byEngine[engine];
  for (const [backend, found] of Object.entries(counts.backends ?? {})) {
    const before = backends[backend];
    backends[backend] = before === undefined ? found : sum(before, found);
  }
  byEngine[engine].cost = counts.cost ?? cost;
}

/** Runs the suites that failed once more, alone. What passes there counts as passed, and is said. */
async function runLostAgain(engine) {
  const { failed, suites } = lost[engine];
  if (failed === 0 || failed > MOST || suites.length === 0) return 0;
  const again = await run(engine, 'again', [...new Set(suites)]);
  const passed = again.failed === 0 ? failed : 0;
  totals.failed -= passed;
  totals.passed += passed;
  return passed;
}

/** Chromium, which plays what is the same in all engines, takes longer than the others together: halves of it come first. */
const halves = (group) => [0, 1].map((part) => ({ engine: 'chromium', group, part, parts: 2 }));

async function inLanes(count, works) {
  const waiting = [...works];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await runGroup(next);
  };
  await Promise.all(Array.from({ length: count }, lane));
}

function sum(one, other) {
  return Object.fromEntries(Object.keys(one).map((key) => [key, one[key] + other[key]]));
}

/** Of each engine the suites of a group, of Chromium in halves. */
const inParts = (group) => engines.flatMap((engine) => (engine === 'chromium' ? halves(group) : [{ engine, group }]));

await inLanes(3, inParts('together'));
await inLanes(4, inParts('listening'));
await inLanes(
  1,
  engines.map((engine) => ({ engine, group: 'alone' })),
);
let passedAgain = 0;
for (const engine of engines) passedAgain += await runLostAgain(engine);

rmSync(scratch, { recursive: true });
const figures = fileURLToPath(new URL('../../target/test-figures', import.meta.url));
mkdirSync(figures, { recursive: true });
writeFileSync(join(figures, 'backends.json'), `${JSON.stringify(byEngine, null, 2)}\n`);
console.log(`\nTests of each backend:\n${table(byEngine)}`);
if (passedAgain > 0)
  console.log(`\n${passedAgain} of the tests failed beside others, and passed when run again alone; see above.`);
const seconds = ((Date.now() - started) / 1000).toFixed(1);
console.log(
  `\nBrowser suites, ${seconds} s: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`,
);
process.exitCode = totals.failed === 0 ? 0 : 1;
