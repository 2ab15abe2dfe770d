/** Every block of code of every document: what the tests in this folder see to it that somebody runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anchorOf } from '../../scripts/docs/anchors.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Block {
  /** The document, the heading that the block stands under, its language, and its number if there are several: `docs/stats.md#stats ts`. */
  readonly id: string;
  /** By its path from the root of the checkout. */
  readonly document: string;
  /** Of the fence that opens it, from 1. */
  readonly line: number;
  readonly language: string;
  /** What else the fence says. */
  readonly info: string;
  readonly code: string;
}

/** Folders that have documents in them, beside those at the root. */
const folders = ['docs', 'examples', 'host-js', 'worklet', 'crates', 'scripts', 'tests'];
/** What is built or installed is no document of ours. */
const foreign = /(^|\/)(node_modules|target|dist)\//;

export function documents(): string[] {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  return [...readdirSync(root), ...below].filter((file) => file.endsWith('.md') && !foreign.test(file)).sort();
}

export const blocks = (): Block[] =>
  documents().flatMap((document) => blocksOf(document, readFileSync(join(root, document), 'utf8')));

export function blocksOf(document: string, text: string): Block[] {
  const found: Block[] = [];
  const lines = text.split('\n');
  const seen = new Map<string, number>();
  let anchor = '';
  for (let at = 0; at < lines.length; at += 1) {
    const heading = /^#+ (.*)$/.exec(lines[at]!);
    if (heading) anchor = anchorOf(heading[1]!);
    const open = /^( *)(`{3,}|~{3,})([^\s`]*) *(.*)$/.exec(lines[at]!);
    if (!open) continue;
    const [, indent, fence, language, info] = open as unknown as [string, string, string, string, string];
    const line = at + 1;
    const code: string[] = [];
    for (at += 1; lines[at]?.trim() !== fence; at += 1) {
      if (at >= lines.length) throw new Error(`${document}:${line} has a block that does not end`);
      code.push(lines[at]!.startsWith(indent) ? lines[at]!.slice(indent.length) : lines[at]!.trimStart());
    }
    const base = `${document}#${anchor}${language === '' ? '' : ` ${language}`}`;
    const number = (seen.get(base) ?? 0) + 1;
    seen.set(base, number);
    const id = number === 1 ? base : `${base} ${number}`;
    found.push({ id, document, line, language, info, code: code.map((each) => `${each}\n`).join('') });
  }
  return found;
}
