import type { engineNames, TargetRow } from '../report/section.ts';
import { verdict } from '../report/targets.ts';
import type { Variant } from './cases.ts';
import { allocationLines } from './report/allocation.ts';
import { appLines, appRatios } from './report/app.ts';
import { controlLines } from './report/control.ts';
import { loadLines } from './report/load.ts';
import { nodeLines } from './report/nodes.ts';
import { startupLines } from './report/startup.ts';
import { type LiveResults, readResults } from './results.ts';

/** What the live benchmark found, as lines of Markdown; none where nothing has been measured. */
export function liveSection(results: LiveResults | undefined = readResults()): string[] {
  if (results === undefined) return [];
  const parts: [title: string, lines: string[] | undefined][] = [
    ['Nodes', results.nodes && nodeLines(results.nodes)],
    ['Start-up', results.startup && startupLines(results.startup)],
    ['The whole app', results.app && appLines(results.app)],
    ['Control', results.control && controlLines(results.control)],
    ['What the audio thread allocates', results.allocation && allocationLines(results.allocation)],
    ['Underruns under load', results.load && loadLines(results.load)],
  ];
  return [
    `Measured while it plays, in ${results.browser ?? 'Chromium'} unless another is named. \`node --import=tsx tests/bench/live/main.ts\``,
    'measures these parts alone.',
    ...parts.flatMap(([title, lines]) => ['', `### ${title}`, '', ...(lines ?? ['Not measured.'])]),
  ];
}

/** Rows for the table of what the project wants. */
export function liveTargets(results: LiveResults | undefined = readResults()): TargetRow[] {
  const rows: TargetRow[] = [];
  const nodes = results?.nodes;
  if (nodes !== undefined) {
    const ours = (variant: Exclude<Variant, 'floor'>) => nodes[variant].nodes - nodes[variant].sources;
    rows.push({
      figure: `\`graph45\`: nodes without the sources (baseline ${ours('baseline')})`,
      must: '4',
      aim: '4',
      values: [`${ours('ours-shared')}`, `${ours('ours-message')}`, '', ''],
      reached: verdict({ must: 4, aim: 4, more: false }, ours('ours-shared')),
    });
  }
  if (results?.app !== undefined) {
    const { shared, message } = appRatios(results.app.variants);
    rows.push({
      figure: '`graph45`: baseline ÷ ours, CPU time of the whole app in real time',
      must: '3 ×',
      aim: '8 ×',
      values: [`${shared.whole.toFixed(2)} ×`, `${message.whole.toFixed(2)} ×`, '', ''],
      reached: verdict({ must: 3, aim: 8, more: true }, shared.whole),
    });
  }
  const engines = results?.startup?.engines;
  if (engines !== undefined) {
    const first = (engine: keyof typeof engineNames) => engines[engine]?.starts.createMixer.warm.median ?? Number.NaN;
    const shown = (ms: number) => (Number.isNaN(ms) ? '–' : `${ms.toFixed(0)} ms`);
    rows.push({
      figure: '`createMixer` to first sound, warm cache',
      must: '60 ms',
      aim: '25 ms',
      values: [shown(first('chromium')), '', shown(first('firefox')), shown(first('webkit'))],
      reached: verdict({ must: 60, aim: 25, more: false }, first('chromium')),
    });
  }
  if (results?.allocation !== undefined) {
    const bytes = (value: number) => value.toFixed(value > 0 && value < 10 ? 3 : 0);
    const { 'shared, moving': shared, 'message, moving': message } = results.allocation;
    rows.push({
      figure: `bytes allocated per quantum on the audio thread, everything on and moving, ${shared.seconds} s`,
      must: '0',
      aim: '0',
      values: [`${bytes(shared.bytesPerQuantum)}`, `${bytes(message.bytesPerQuantum)}`, '', ''],
      reached: verdict({ must: 0, aim: 0, more: false }, shared.bytesPerQuantum),
    });
  }
  return rows;
}
