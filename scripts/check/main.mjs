/** Formats, lints, documentation, types and pins. Runs every check even when one fails. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inRepository } from '../paths.mjs';
import { capture } from '../program.mjs';

const tool = (name) => inRepository('node_modules/.bin', name);

const typed = [
  'scripts',
  'worklet',
  'worklet/test',
  'host-js',
  'host-js/test',
  'tests',
  'tests/bench/worklets',
  ...readdirSync(inRepository('examples')).map((name) => `examples/${name}`),
].filter((folder) => existsSync(inRepository(folder, 'tsconfig.json')));

const ofRust = [
  { name: 'rustfmt', command: ['cargo', 'fmt', '--all', '--check'] },
  {
    name: 'clippy',
    command: ['cargo', 'clippy', '--quiet', '--locked', '--workspace', '--all-targets', '--', '-D', 'warnings'],
  },
  {
    name: 'rustdoc',
    command: ['cargo', 'doc', '--quiet', '--locked', '--workspace', '--no-deps'],
    env: { RUSTDOCFLAGS: '-D warnings' },
  },
];
const ofTheRest = [
  ...typed.map((folder) => ({
    name: `types of ${folder}`,
    command: [tool('tsc'), '--noEmit', '--project', folder],
  })),
  { name: 'biome', command: [tool('biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'pins', command: ['node', 'scripts/check/pins.mjs'] },
  { name: 'package-lock.json', command: ['npm', 'ci', '--dry-run', '--loglevel=error'] },
];

const lockFiles = ['Cargo.lock', 'package-lock.json'];
const fingerprint = () =>
  lockFiles
    .map((file) =>
      createHash('sha256')
        .update(readFileSync(inRepository(file)))
        .digest('hex'),
    )
    .join();

const before = fingerprint();
const failed = [];

/** One after the other: each takes about a core. */
async function inTurn(checks) {
  for (const { name, command, env } of checks) {
    const { code, output, seconds } = await capture(command, { env: env ?? {} });
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (code === 0) continue;
    failed.push(name);
    process.stdout.write(output);
  }
}

await Promise.all([ofRust, ofTheRest].map(inTurn));
if (fingerprint() !== before) failed.push('a lock file changed while checking');

console.log(failed.length === 0 ? 'check: all is well' : `check: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
