import { spawn } from 'node:child_process';
import { top } from './paths.mjs';

/** Runs a program from the top of the repository, its output being ours. Rejects when it does not exit with 0. */
export function run(program, args, { env = {} } = {}) {
  /** @type {Promise<void>} */
  const ended = new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: top, env: { ...process.env, ...env }, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${args[0] ?? ''} ended with ${signal ?? code}`));
    });
  });
  return ended;
}
