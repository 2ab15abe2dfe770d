import type { Result } from '../offline/results.ts';
import { Figures } from './figures.ts';
import { micros, type TargetRow, table } from './section.ts';
import { alsoTold, offlineTargets, stripCosts, type Target, verdict } from './targets.ts';

/**
 * Ratios against what the project wants of them, in Chromium, with the other engines beside it.
 *
 * @param more rows of other sections
 */
export function headline(results: readonly Result[], more: readonly TargetRow[] = []): string[] {
  const chromium = new Figures(results, 'chromium');
  const others = [new Figures(results, 'firefox'), new Figures(results, 'webkit')];
  const figuresOf = ({ value, both, unit }: Pick<Target, 'value' | 'both' | 'unit'>) => [
    shown(value(chromium, 'shared'), unit),
    both ? shown(value(chromium, 'message'), unit) : '',
    ...others.map((figures) => shown(value(figures, 'shared'), unit)),
  ];
  const rows = offlineTargets.map((target) => [
    target.figure,
    shown(target.must, target.unit),
    shown(target.aim, target.unit),
    ...figuresOf(target),
    verdict(target, target.value(chromium, 'shared')),
  ]);
  for (const { figure, must, aim, values, reached } of more) rows.push([figure, must, aim, ...values, reached]);
  const engines = ['Chromium, shared', 'Chromium, message', 'Firefox, shared', 'WebKitGTK, shared'];
  return [
    'Each figure from medians of one run, without the sources. *Must* and *aim* are for Chromium on the shared transport; pages that',
    'are not cross-origin isolated get the message transport.',
    '',
    ...table(['figure', 'must', 'aim', ...engines, 'reached'], rows),
    '',
    'Told beside them, and wanted by no target:',
    '',
    ...table(
      ['figure', ...engines],
      alsoTold.map((told) => [told.figure, ...figuresOf(told)]),
    ),
    '',
    `One more strip of a 128-strip mixer costs, in Chromium: ${stripCosts(chromium)
      .map(({ from, to, cost }) => `${shown(cost, 'µs')} from ${from} to ${to}`)
      .join(', ')}.`,
  ];
}

function shown(value: number, unit: Target['unit']): string {
  if (Number.isNaN(value)) return '–';
  return unit === '×'
    ? `${value.toFixed(value < 10 ? 2 : 1)} ×`
    : unit === '%'
      ? `${value.toFixed(0)} %`
      : `${micros(value)} µs`;
}
