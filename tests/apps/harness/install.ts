import { execFile } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const appsFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * An app as its user would have it: copied to `place`, a folder outside of this repository, with its tools as its lock file has them and
 * megamixer from the tarball.
 */
export async function install(app: string, tarball: string, place: string): Promise<void> {
  cpSync(join(appsFolder, app), place, { recursive: true });
  // The tarball is no part of the lock file, since its hash is another with each change of the library.
  await run(['npm', 'install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', tarball], place);
}

/** Runs a program, or a tool that the app has installed, to its end. */
export async function run(command: readonly string[], place: string): Promise<void> {
  const [program, ...args] = command as [string, ...string[]];
  try {
    await promisify(execFile)(program, args, { cwd: place, env: environment(place), timeout: 300_000 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}

/** Tools are found where the app has them, and tell nobody that they ran. */
export const environment = (place: string) => ({
  ...process.env,
  PATH: `${join(place, 'node_modules/.bin')}:${process.env.PATH}`,
  NEXT_TELEMETRY_DISABLED: '1',
});

export function versionOf(name: string, place: string): string {
  return JSON.parse(readFileSync(join(place, 'node_modules', name, 'package.json'), 'utf8')).version;
}
