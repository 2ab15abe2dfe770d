import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startServer } from '../../../scripts/serve/server.mjs';
import type { FromProgram, Way } from './apps.ts';
import { environment } from './install.ts';

/** An app being served: its page, with the headers that isolate it or without, and what its server said. */
export interface Served {
  readonly url: string;
  said(): string;
  close(): void;
}

export function serve({ serve }: Way, place: string, isolated: boolean): Promise<Served> {
  return 'folder' in serve ? serveFolder(join(place, serve.folder), isolated) : serveByProgram(serve, place, isolated);
}

export async function serveFolder(folder: string, isolated: boolean, headers = {}): Promise<Served> {
  const { url, close } = await startServer({ isolated, headers, mounts: { '/': `${folder}/` } });
  return { url: url('/'), said: () => '', close };
}

async function serveByProgram(serve: FromProgram, place: string, isolated: boolean): Promise<Served> {
  const port = await freePort();
  const { env, path } = isolated ? serve.isolated : { env: {}, path: '/' };
  const [program, ...args] = serve.command(port) as [string, ...string[]];
  // In a group of its own, which is ended as a whole: tools start others.
  const child = spawn(program, args, { cwd: place, env: { ...environment(place), ...env }, detached: true });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const url = `http://localhost:${port}${path}`;
  const close = () => {
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
  };
  try {
    for (const end = Date.now() + 60_000; !(await answers(url)); await setTimeout(100)) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`${program} serves nothing:\n${output}`);
    }
  } catch (error) {
    close();
    throw error;
  }
  return { url, said: () => output, close };
}

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** One that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
