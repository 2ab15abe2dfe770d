import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cargoTests } from '../../scripts/test/cargo-tests.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));

interface Artefact {
  executable?: string | null;
  profile?: { test: boolean };
  target?: { name: string };
}

let programs: Map<string, string> | undefined;

/**
 * Where a binary or an example of the workspace is that `cargo test` has built, or builds now. Built by itself it would be compiled once
 * more, with all that it is made of: cargo gives crates other features for each set that is asked for.
 */
export function nativeProgram(name: string): string {
  programs ??= built();
  const file = programs.get(name);
  if (file === undefined) throw new Error(`cargo test builds no program ${name}`);
  return file;
}

function built(): Map<string, string> {
  const [cargo = '', ...options] = cargoTests;
  const messages = execFileSync(cargo, [...options, '--no-run', '--message-format', 'json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const artefacts = messages
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Artefact);
  return new Map(
    artefacts.flatMap(({ executable, profile, target }) =>
      executable && target && !profile?.test ? [[target.name, executable]] : [],
    ),
  );
}
