import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import type { Session } from 'megamixer/bounce';
import { nativeProgram } from '../parity/native-program.ts';
import { wavOf } from '../scenes/sound-file.ts';
import { type Block, root } from './blocks.ts';
import { blockOf, runBy } from './plan.ts';

const soak = process.env.MEGAMIXER_SOAK === '1';
const folder = mkdtempSync(join(tmpdir(), 'megamixer-shell-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** An app that has the package, with the programs that it and cargo install. */
function app(name: string): string {
  const app = join(folder, name);
  mkdirSync(join(app, 'node_modules/.bin'), { recursive: true });
  symlinkSync(join(root, 'dist'), join(app, 'node_modules/megamixer'));
  symlinkSync('../megamixer/bin/megamixer.mjs', join(app, 'node_modules/.bin/megamixer'));
  return app;
}

function run({ code }: Pick<Block, 'code'>, cwd: string, programs?: string): SpawnSyncReturns<string> {
  const PATH = [programs, process.env.PATH].filter((each) => each !== undefined).join(delimiter);
  // npx must find what is installed, or fail: it must not go and fetch it.
  const env = { ...process.env, PATH, npm_config_offline: 'true', npm_config_yes: 'false' };
  const result = spawnSync('sh', ['-ec', code], { cwd, env, encoding: 'utf8' });
  assert.equal(result.status, 0, `${code}${result.stdout}${result.stderr}`);
  return result;
}

/** A folder with the command line in it, as `cargo install` would leave it. */
function commandLine(): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const link = join(bin, 'megamixer');
  rmSync(link, { force: true });
  symlinkSync(nativeProgram('megamixer'), link);
  chmodSync(bin, 0o755);
  return bin;
}

/** The session of docs/sessions.md with its files, but for the buffer, which the command line has no way to play. */
function session(): Session {
  const shown = JSON.parse(blockOf('docs/sessions.md#sessions json').code) as Session;
  return { ...shown, sources: shown.sources!.filter((source) => 'file' in source) };
}

function writeSession(at: string, file: string): void {
  for (const each of ['loops', 'takes']) mkdirSync(join(at, each), { recursive: true });
  writeFileSync(join(at, file), JSON.stringify(session()));
  const kick = { name: 'kick.wav', seed: 1, channels: 2, frames: 48_000, sampleRate: 48_000 } as const;
  writeFileSync(join(at, 'loops/kick.wav'), wavOf(kick));
  cpSync(join(root, 'crates/cli/tests/sounds/plucks.flac'), join(at, 'takes/voice.flac'));
}

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

const inSession = (name: string): string => {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  return at;
};

/** What is left behind, by the ids of the blocks. */
const looks: Record<string, () => void> = {
  // `make demo` serves until it is ended, and `make test` would be this.
  'README.md#megamixer sh'() {
    const { code } = blockOf('README.md#megamixer sh');
    const targets = [...code.matchAll(/^make (\w+) /gm)].map(([, target]) => target!);
    assert.deepEqual(targets, ['demo', 'test']);
    for (const target of targets) run({ code: `make --dry-run ${target}` }, root);
  },
  'docs/bounce.md#policies sh': () => copies('docs/bounce.md#policies sh', 'bounce'),
  'docs/errors.md#csp-worklet sh': () => copies('docs/errors.md#csp-worklet sh', 'errors'),
  // It compiles for minutes; `cargo test` builds the same crate, and its binary is run below.
  'docs/command-line.md#on-the-command-line sh'() {
    const { code } = blockOf('docs/command-line.md#on-the-command-line sh');
    const [, path] = /^cargo install --path (\S+)/.exec(code)!;
    assert.match(readFileSync(join(root, path!, 'Cargo.toml'), 'utf8'), /^name = "megamixer"$/m);
    if (!soak) return;
    const into = join(folder, 'cargo');
    run({ code: code.replace('install', `install --root ${into} --target-dir ${join(root, 'target')}`) }, root);
    run({ code: 'megamixer --help' }, root, join(into, 'bin'));
  },
  'docs/command-line.md#on-the-command-line sh 2'() {
    const at = inSession('command-line');
    writeSession(at, 'session.json');
    const { stdout } = run(blockOf('docs/command-line.md#on-the-command-line sh 2'), at, commandLine());
    const { loudness } = json(join(at, 'report.json'));
    assert.ok(Math.abs(loudness.file.integratedLufs + 14) < 0.1, JSON.stringify(loudness));
    assert.deepEqual(readdirSync(join(at, 'stems')).slice(-3), ['stems.json', 'strip-01.wav', 'strip-05.wav']);
    assert.match(stdout, /LUFS/);
  },
  'docs/command-line.md#render json'() {
    const at = inSession('stems');
    writeSession(at, 'session.json');
    const file = 'loops/kick.wav';
    writeFileSync(
      join(at, 'session.json'),
      JSON.stringify({
        ...session(),
        sources: [0, 1, 3].map((strip) => ({ file, strip })),
        mixer: { strips: 4, buses: 1 },
      }),
    );
    run({ code: 'megamixer render session.json -o mix.wav --stems stems' }, at, commandLine());
    const { sum } = json(join(at, 'stems/stems.json'));
    assert.deepEqual({ sum }, JSON.parse(blockOf('docs/command-line.md#render json').code));
  },
  'examples/console/README.md#the-console sh'() {
    const at = inSession('zip');
    writeSession(inSession('zip/NAME'), 'NAME.megamixer.json');
    run(blockOf('examples/console/README.md#the-console sh'), at, commandLine());
    assert.ok(readFileSync(join(at, 'mix.wav')).length > 44);
  },
};

function copies(id: string, name: string): void {
  const at = app(name);
  run(blockOf(id), at);
  const assets = readdirSync(join(root, 'dist/assets')).filter((file) => !file.includes('profiling'));
  assert.deepEqual(readdirSync(join(at, 'public/megamixer')).sort(), assets.sort());
}

for (const { id } of runBy('shell')) {
  test(`${id}: what it says to type does what it says`, () => {
    assert.ok(looks[id], `${id} has no look in tests/docs/shell.test.ts`);
    looks[id]();
  });
}
