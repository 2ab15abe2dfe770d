import { type ChildProcess, spawn } from 'node:child_process';
import { within } from './driver.ts';

/** A virtual display; Xvfb itself picks a number that is free. */
export async function startXvfb(program: string): Promise<{ name: string; process: ChildProcess }> {
  const process = spawn(program, ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const answer = new Promise<string>((resolve, reject) => {
    process.once('error', reject);
    process.once('exit', (code) => reject(new Error(`Xvfb left with ${code}`)));
    process.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  try {
    return { name: `:${await within(answer, 10_000, 'Xvfb')}`, process };
  } catch (error) {
    process.kill('SIGKILL');
    throw error;
  }
}
