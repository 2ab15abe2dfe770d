import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read } from '../offline/results.ts';
import type { Section, TargetRow } from './section.ts';

/** What tests/bench/live/report.ts exports. */
interface LiveReport {
  liveSection(): string[];
  /** For the first table of the page. */
  liveTargets?(): readonly TargetRow[];
}

const module = new URL('../live/report.ts', import.meta.url);

/** What the live benchmark says of itself, where there is one and it has been run. */
export async function liveSection(): Promise<Section> {
  const report = existsSync(fileURLToPath(module)) ? ((await import(module.href)) as LiveReport) : undefined;
  const measured = () => read('live.json') !== undefined;
  return {
    title: 'In real time',
    command: 'node --import=tsx tests/bench/live/main.ts',
    lines: () => (measured() ? report?.liveSection() : undefined),
    targets: () => (measured() ? (report?.liveTargets?.() ?? []) : []),
  };
}
