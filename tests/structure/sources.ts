import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A source file, by its path from the root of the checkout. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every file below a folder that ends in one of these. */
export function sourcesBelow(folder: string, ...endings: string[]): Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/node_modules/') && !path.includes('/target/'))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

/** The modules of ours that a TypeScript file imports, dynamically or not, as written. */
export function importsOf(text: string): string[] {
  const statements = /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...withoutComments(text).matchAll(statements)].map(([, named, bare]) => (named ?? bare)!);
}

/** Rust or TypeScript without what is not code; lines keep their numbers. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/(^|[^:'"])\/\/.*$/gm, '$1');
}
