import { table } from '../../report/section.ts';
import type { LiveResults } from '../results.ts';

export function nodeLines(nodes: NonNullable<LiveResults['nodes']>): string[] {
  const rows = Object.entries(nodes).map(([variant, { types, nodes, sources, params, connections }]) => [
    `\`graph45/${variant}\``,
    `${nodes}`,
    `${nodes - sources}`,
    `${params}`,
    `${connections}`,
    Object.entries(types)
      .map(([type, count]) => `${count} ${type}`)
      .join(', '),
  ]);
  return [
    "Counted by the browser's own instrumentation of Web Audio, the context's destination left out.",
    '',
    ...table(['graph', 'nodes', 'without the sources', 'AudioParams', 'connections', 'which'], rows),
  ];
}
