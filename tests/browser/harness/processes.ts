/** What the processes below this one hold: the browser's, whichever it is. */
import { readdirSync, readFileSync } from 'node:fs';

const numbersIn = (folder: string) => readdirSync(folder).filter((name) => /^\d+$/.test(name));

/** What a file of /proc says; nothing of a process that has just ended. */
function said(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function descendants(): string[] {
  // Behind the name, which may have anything in it: the state, then the parent.
  const parents = new Map(
    numbersIn('/proc').map((pid) => [
      pid,
      said(`/proc/${pid}/stat`)
        .replace(/^.*\) \S+ /s, '')
        .split(' ')[0]!,
    ]),
  );
  const found = new Set([String(process.pid)]);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  found.delete(String(process.pid));
  return [...found];
}

/** How many threads of Web Workers there are, by the names that the engines give them. */
export function workerThreads(): number {
  const names = descendants().flatMap((pid) => {
    try {
      return numbersIn(`/proc/${pid}/task`).map((task) => said(`/proc/${pid}/task/${task}/comm`).trim());
    } catch {
      return [];
    }
  });
  return names.filter((name) => /^(DedicatedWorker|DOM Worker|WebCore: Worker)/.test(name)).length;
}

/** The memory that they have, in bytes. */
export function residentBytes(): number {
  const kilobytes = descendants().map((pid) => Number(/^VmRSS:\s+(\d+)/m.exec(said(`/proc/${pid}/status`))?.[1] ?? 0));
  return kilobytes.reduce((sum, each) => sum + each, 0) * 1024;
}
