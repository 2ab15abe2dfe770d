import { spawn } from 'node:child_process';
import { top } from './paths.mjs';

/**
 * Runs a program to its end and returns what it said and how long it took; `live` shows it meanwhile.
 *
 * @param {readonly string[]} command
 * @param {{ env?: Record<string, string>, live?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string, seconds: string }>}
 */
export function capture(command, { env = {}, live = false } = {}) {
  const [program = '', ...args] = command;
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: top,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks = [];
    const collect = (chunk) => {
      chunks.push(chunk);
      if (live) process.stdout.write(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const end = (code, problem = '') =>
      resolve({
        code,
        output: Buffer.concat(chunks).toString() + problem,
        seconds: ((performance.now() - start) / 1000).toFixed(1),
      });
    child.on('error', (error) => end(1, String(error)));
    child.on('close', (code, signal) => end(code ?? 1, signal ? `ended by ${signal}\n` : ''));
  });
}

/**
 * Runs a program that must succeed. It is heard only when it fails.
 *
 * @param {readonly string[]} command
 * @param {{ env?: Record<string, string> }} [options]
 */
export async function run(command, options) {
  const { code, output } = await capture(command, options);
  if (code === 0) return;
  process.stdout.write(output);
  throw new Error(`${command.slice(0, 2).join(' ')} ended with ${code}`);
}
