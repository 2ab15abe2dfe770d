import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { manualExample, publishedHooks, reactOf } from './react.ts';

const folderOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface PageFolder {
  readonly folder: string;
  readonly entries: readonly string[];
  readonly plugins?: Plugin[];
}

/** The modules of pages, by the path that they are served under. */
const folders: Record<string, PageFolder> = {
  '': { folder: folderOf('../page'), entries: ['.'] },
  // With its worklets.
  'bench/': { folder: folderOf('../../bench'), entries: ['page', 'live/page', 'worklets', 'worklets/graph45'] },
  // Once with every version of React that the hooks are for.
  'react-18/': {
    folder: folderOf('../page/react'),
    entries: ['.'],
    plugins: [manualExample, publishedHooks, reactOf(18)],
  },
  'react-19/': {
    folder: folderOf('../page/react'),
    entries: ['.'],
    plugins: [manualExample, publishedHooks, reactOf(19)],
  },
};

export type Bundles = ReadonlyMap<string, string>;

/** The kind of a page module, by its path: '' for the tests' own. */
export const kindOf = (path: string): string =>
  Object.keys(folders).find((kind) => kind !== '' && path.startsWith(kind)) ?? '';

/** Every page module of one kind bundled for the browser, by path. The library stays outside: pages load what users load. */
export async function bundlePages(kind: string): Promise<Bundles> {
  const { folder, entries, plugins = [] } = folders[kind]!;
  const { outputFiles } = await build({
    entryPoints: entries.flatMap((entry) =>
      readdirSync(join(folder, entry))
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
        .map((name) => join(folder, entry, name)),
    ),
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    sourcemap: 'inline',
    outdir: folder,
    outbase: folder,
    external: ['/dist*'],
    plugins,
  });
  // What is in a page folder is asked for without its name.
  return new Map(
    outputFiles.map((file) => [kind + relative(folder, file.path).replace(/^page\//, ''), file.text] as const),
  );
}
