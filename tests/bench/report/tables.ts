import type { Checked } from '../offline/judge.ts';
import type { Failure, Result, Run } from '../offline/results.ts';
import { Figures } from './figures.ts';
import { engineNames, micros, table } from './section.ts';

/** All cases of each engine. */
export function tables(results: readonly Result[], { browsers, failures }: Run): string[] {
  return (Object.keys(engineNames) as (keyof typeof engineNames)[]).flatMap((engine) => {
    const { all } = new Figures(results, engine);
    if (all.length === 0) return [];
    const rows = all.map((one) => [
      `\`${one.case}\``,
      String(one.strips),
      micros(one.own_us),
      one.spread.map(micros).join(' to '),
      micros(one.total_us),
      heard(one.checked),
    ]);
    return [
      `### ${engineNames[engine]} (${browsers[engine]})`,
      '',
      ...table(['case', 'strips', 'own', 'quartiles', 'with sources', 'what was heard'], rows),
      '',
      ...unmeasured(failures.filter((failure) => failure.engine === engine)),
    ];
  });
}

function unmeasured(failures: readonly Failure[]): string[] {
  if (failures.length === 0) return [];
  return ['Not measured:', '', ...failures.map(({ case: name, problem }) => `- \`${name}\`: ${problem}`), ''];
}

/** What the check of a case found, in a few words. */
function heard({ rmsDb, against, nullDb, levelDb, reductionDb, stripsAwake, inputs }: Checked): string {
  const parts = [rmsDb === null ? 'silence' : `${rmsDb.toFixed(1)} dBFS`];
  if (nullDb !== undefined)
    parts.push(`${nullDb === null ? 'nothing' : `${nullDb.toFixed(0)} dB`} left against \`${against}\``);
  if (levelDb !== undefined) parts.push(`${levelDb >= 0 ? '+' : ''}${levelDb.toFixed(1)} dB against \`${against}\``);
  if (reductionDb !== undefined) parts.push(`${reductionDb.toFixed(0)} dB of gain reduction`);
  if (stripsAwake !== undefined) parts.push(`${stripsAwake} strips awake`);
  if (inputs !== undefined) parts.push(`${inputs} inputs`);
  return parts.join(', ');
}
