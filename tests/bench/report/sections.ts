import type { Result, Run } from '../offline/results.ts';
import { competitors } from './competitors.ts';
import { headline } from './headline.ts';
import { kernels } from './kernels.ts';
import { liveSection } from './live.ts';
import { method } from './method.ts';
import type { Section } from './section.ts';
import { sizeTarget } from './size.ts';
import { tables } from './tables.ts';

/** The parts of docs/benchmarks.md, in order. */
export async function sections(results: readonly Result[], run: Run): Promise<Section[]> {
  const offline = (title: string, lines: () => string[]): Section => ({ title, command: 'make bench', lines });
  const live = await liveSection();
  const rows = [...[live, kernels].flatMap((section) => section.targets?.() ?? []), sizeTarget()];
  return [
    offline('Where we are', () => headline(results, rows)),
    offline('How it was measured', () => method(run)),
    offline('Who is compared', competitors),
    live,
    kernels,
    offline('All cases', () => tables(results, run)),
  ];
}

/** The whole document. A section without figures is a line that says what makes them. */
export function compose(parts: readonly Section[]): string {
  const body = parts.flatMap((section) => {
    const lines = section.lines();
    const missing = [
      `Not measured in this run: \`${section.command}\` does, and \`make bench\` does it with all else.`,
    ];
    return [`## ${section.title}`, '', ...(lines ?? missing), ''];
  });
  return `${[
    '<!-- Written by `make bench` from what it measured. Do not edit: run it, or change tests/bench/report. -->',
    '# Benchmarks',
    '',
    'What a mixer of 32 stereo strips costs the audio thread: ours, and what people use today, side by side in one run.',
    '`make bench` in the repository, whose files are named here, measures it on your machine, and writes this page.',
    '',
    '![Own cost of each case in Chromium](benchmarks.svg)',
    '',
    ...body,
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}
