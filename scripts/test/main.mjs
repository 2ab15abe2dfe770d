/**
 * Runs the tests and adds up what they report: `node scripts/test/main.mjs [--list] [NAME...]`. The last line is
 * `N passed, N failed, N skipped`.
 */
import { parseArgs } from 'node:util';
import { capture } from '../program.mjs';
import { lanes } from './runners.mjs';

const { values, positionals: wanted } = parseArgs({
  options: { list: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const names = Object.values(lanes).flatMap((lane) => lane.map(({ name }) => name));
if (values.list) {
  console.log(names.join('\n'));
  process.exit();
}
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`no runner ${unknown.join(', ')}; there are ${names.join(', ')}`);

const total = { passed: 0, failed: 0, skipped: 0 };

async function play({ name, command, env, parse }, live) {
  console.log(`==> ${name}: ${command.slice(0, 4).join(' ')} ...`);
  const { code, output, seconds } = await capture(command, { env, live });
  const result = parse(output) ?? { passed: 0, failed: 0, skipped: 0 };
  const nothing = result.passed + result.failed + result.skipped === 0;
  // A runner that died, or that ran no test, has proved nothing.
  if (result.failed === 0 && (code !== 0 || nothing)) result.failed = 1;
  if (!live && result.failed > 0) process.stdout.write(output);
  const remark = nothing ? ` (it reported no test; exit code ${code})` : '';
  console.log(`    ${name}: ${say(result)} in ${seconds} s${remark}`);
  for (const key of Object.keys(total)) total[key] += result[key];
}

const say = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

async function playLane(lane, live) {
  for (const runner of lane) {
    if (wanted.length === 0 || wanted.includes(runner.name)) await play(runner, live);
  }
}

const { alone, ...together } = lanes;
await Promise.all(Object.values(together).map((lane) => playLane(lane, false)));
await playLane(alone, true);

console.log(say(total));
process.exitCode = total.failed === 0 ? 0 : 1;
