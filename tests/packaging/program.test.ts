import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unpacked } from './tarball.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** A project with the package in it as npm unpacks it, and nothing else. */
const { user: project } = await unpacked();

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const program = () => join(project, 'node_modules/megamixer/bin/megamixer.mjs');

function run(words: string[], options: { uid?: number } = {}): Run {
  return spawnSync(process.execPath, [program(), ...words], { cwd: project, encoding: 'utf8', ...options });
}

test('the package names its program, which can be executed', () => {
  const { bin } = JSON.parse(readFileSync(join(project, 'node_modules/megamixer/package.json'), 'utf8'));
  assert.deepEqual(bin, { megamixer: './bin/megamixer.mjs' });
  const { status, stdout } = spawnSync(program(), ['--version'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

test('copy-assets copies all but the profiling artefact to the byte, makes the folder, and says what to write', () => {
  const { status, stdout, stderr } = run(['copy-assets', 'public/sound']);
  assert.deepEqual([status, stderr], [0, '']);
  const assets = readdirSync(join(dist, 'assets'))
    .filter((name) => !name.includes('profiling'))
    .sort();
  assert.ok(assets.includes('megamixer-worklet.js'));
  assert.deepEqual(readdirSync(join(project, 'public/sound')).sort(), assets);
  for (const name of assets) {
    const copy = readFileSync(join(project, 'public/sound', name));
    assert.ok(copy.equals(readFileSync(join(dist, 'assets', name))), name);
    assert.ok(stdout.includes(`${(copy.length / 1000).toFixed(1)} kB  ${name}\n`), stdout);
  }
  assert.match(stdout, /createMixer\(context, \{ assetsUrl: '\/sound\/' \}\);/);
});

test('--profiling copies that too', () => {
  assert.equal(run(['copy-assets', '--profiling', 'profiled']).status, 0);
  assert.deepEqual(readdirSync(join(project, 'profiled')).sort(), readdirSync(join(dist, 'assets')).sort());
});

test('copying again overwrites its own files, and no others', () => {
  run(['copy-assets', 'again']);
  writeFileSync(join(project, 'again/megamixer-worklet.js'), 'an old one');
  writeFileSync(join(project, 'again/mine.js'), 'mine');
  assert.equal(run(['copy-assets', 'again/']).status, 0);
  const read = (name: string) => readFileSync(join(project, 'again', name), 'utf8');
  assert.equal(read('megamixer-worklet.js'), readFileSync(join(dist, 'assets/megamixer-worklet.js'), 'utf8'));
  assert.equal(read('mine.js'), 'mine');
});

test('a file in the place of the folder is refused in words', () => {
  writeFileSync(join(project, 'a-file'), '');
  const { status, stderr } = run(['copy-assets', 'a-file']);
  assert.deepEqual([status, stderr], [1, 'megamixer: a-file is a file: name a folder.\n']);
});

test('a folder that may not be written is refused in words', () => {
  // Root may write everywhere.
  const nobody = process.getuid?.() === 0 ? { uid: 65534 } : {};
  const closed = join(project, 'closed');
  mkdirSync(closed, { mode: 0o555 });
  execFileSync('chmod', ['0755', project]);
  const { status, stderr } = run(['copy-assets', 'closed/deeper'], nobody);
  assert.equal(status, 1);
  assert.match(stderr, /^megamixer: closed\/deeper cannot be written to: EACCES: permission denied, mkdir '.*'\.\n$/);
});

test('--help says how it is used; what is no use of it says so too, and exits with 2', () => {
  const { status, stdout } = run(['--help']);
  assert.equal(status, 0);
  assert.match(stdout, /^Usage: npx megamixer copy-assets \[--profiling\] DIR\n/);
  for (const [words, what] of [
    [[], /^megamixer: what is to be done\?/],
    [['copy'], /^megamixer: there is no command copy\./],
    [['copy-assets'], /^megamixer: copy-assets takes the folder to copy to\./],
    [['copy-assets', 'a', 'b'], /^megamixer: copy-assets takes one folder, not b too\./],
    [['copy-assets', 'a', '--fast'], /^megamixer: Unknown option '--fast'/],
  ] as const) {
    const misuse = run([...words]);
    assert.equal(misuse.status, 2, words.join(' '));
    assert.match(misuse.stderr, what);
    assert.ok(misuse.stderr.endsWith(stdout), misuse.stderr);
    assert.equal(misuse.stdout, '');
  }
  assert.ok(!readdirSync(project).includes('a'));
});
