import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../browser/drivers/driver.ts';
import { root } from '../../browser/harness/server.ts';
import type { BusyCase, Control, Variant } from './cases.ts';
import type { AudioThreadAllocation } from './sections/allocation.ts';
import type { AppCost } from './sections/app.ts';
import type { ControlCost } from './sections/control.ts';
import type { LoadFigures } from './sections/load.ts';
import type { NodeCounts } from './sections/nodes.ts';
import type { EngineStartUp, Footprint } from './sections/startup.ts';

/** What target/bench/live.json holds: each section from when it was last measured. */
export interface LiveResults {
  machine?: { processor: string | undefined; cores: number };
  browser?: string;
  nodes?: Record<Exclude<Variant, 'floor'>, NodeCounts>;
  startup?: { engines: Partial<Record<Engine, EngineStartUp>>; footprints: Record<Variant, Footprint> };
  app?: { seconds: number; rounds: number; variants: Record<Variant, AppCost> };
  control?: { seconds: number; controls: Record<Exclude<Control, 'nothing'>, ControlCost> };
  allocation?: Record<BusyCase, AudioThreadAllocation>;
  load?: LoadFigures;
}

const folder = join(root, 'target/bench');
const file = join(folder, 'live.json');

/** Undefined where nothing has been measured. */
export function readResults(): LiveResults | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Keeps what else is there. */
export function addResults(results: LiveResults): void {
  mkdirSync(folder, { recursive: true });
  const machine = { processor: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(file, `${JSON.stringify({ ...readResults(), machine, ...results }, null, 2)}\n`);
}
