/** `make bench`: the cases offline, the live ones where they are, the engine stage by stage, and the page about all of it. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import 'tsx';

// The options are those of main.ts; with any of them, only the cases offline are measured.
await import('./main.ts');
const { values } = parseArgs({ strict: false });
if (Object.keys(values).length === 0) {
  const live = new URL('./live/main.ts', import.meta.url);
  if (existsSync(live)) await import(live.href);
  await import('./kernels.ts');
}
await import('./report/main.ts');
