import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));

/** What a page of docs/ says under a heading, up to the next one. */
function section(page: string, heading: string): string {
  const text = readFileSync(join(docs, page), 'utf8');
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  if (start < 0) throw new Error(`docs/${page} has no heading "${heading}"`);
  let fenced = false;
  const end = lines.findIndex((line, index) => {
    if (line.startsWith('```')) fenced = !fenced;
    return index > start && !fenced && /^#+ /.test(line);
  });
  return lines.slice(start, end < 0 ? undefined : end).join('\n');
}

/** The blocks of code under a heading that are in one language. */
export function codeIn(page: string, heading: string, language: string): string[] {
  const blocks = section(page, heading).matchAll(/^```(\w*)[^\n]*\n(.*?)^```$/gms);
  const found = [...blocks].filter(([, of]) => of === language).map(([, , code]) => code!);
  if (found.length === 0) throw new Error(`docs/${page} has no ${language} under "${heading}"`);
  return found;
}

/** The first table under a heading, row by row, by the heads of its columns. */
export function tableIn(page: string, heading: string): Record<string, string>[] {
  const lines = section(page, heading)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const [heads, , ...rows] = lines.map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
  if (!heads) throw new Error(`docs/${page} has no table under "${heading}"`);
  return rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index] ?? ''])));
}

/** The headers in a cell, as `Name: value`, one a line. Those that are said to be sent twice come twice. */
export function headersIn(cell: string): Record<string, string> {
  return Object.fromEntries(
    [...cell.matchAll(/`([\w-]+): ([^`]*)`/g)].map(([, name, value]) => [name!.toLowerCase(), value!]),
  );
}
