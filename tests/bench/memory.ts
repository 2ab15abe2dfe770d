import { readdirSync, readFileSync } from 'node:fs';

/** Processes of a browser that was started here: of pages, and of the browser itself with all that helps it. */
export type Share = 'pages' | 'browser';

/** Samples what the descendants of this process have in memory, shared pages by their share, until it is stopped: the most of each, in MB. Linux only. */
export function watchMemory(everyMs = 250): () => Record<Share, number> {
  const most = { pages: 0, browser: 0 };
  const look = () => {
    const now = { pages: 0, browser: 0 };
    for (const id of descendants()) {
      const kilobytes = /^Pss:\s+(\d+)/m.exec(read(id, 'smaps_rollup'))?.[1] ?? 0;
      now[/--type=renderer|-contentproc/.test(read(id, 'cmdline')) ? 'pages' : 'browser'] += Number(kilobytes) / 1024;
    }
    for (const share of ['pages', 'browser'] as const) most[share] = Math.max(most[share], now[share]);
  };
  look();
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}

/** A process may be gone by then. */
function read(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function descendants(): string[] {
  const parents = new Map<string, string>();
  for (const id of readdirSync('/proc')) {
    // The name may have spaces and brackets in it.
    const parent = /\) \w (\d+)/.exec(read(id, 'stat'))?.[1];
    if (/^\d+$/.test(id) && parent !== undefined) parents.set(id, parent);
  }
  const isOurs = (id: string): boolean => {
    const parent = parents.get(id);
    return parent !== undefined && (parent === String(process.pid) || isOurs(parent));
  };
  return [...parents.keys()].filter(isOurs);
}
