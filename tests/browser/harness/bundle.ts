import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folderOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The modules of pages, by the path that they are served under. The tests' own directly, the benchmark's with its worklets. */
const folders = {
  '': { folder: folderOf('../page'), entries: ['.'] },
  'bench/': { folder: folderOf('../../bench'), entries: ['page', 'live/page', 'worklets', 'worklets/graph45'] },
} as const;

export type Bundles = ReadonlyMap<string, string>;

/** Every page module of one kind bundled for the browser, by path. The library stays outside: pages load what users load. */
export async function bundlePages(kind: keyof typeof folders): Promise<Bundles> {
  const { folder, entries } = folders[kind];
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
    sourcemap: 'inline',
    outdir: folder,
    outbase: folder,
    external: ['/dist*'],
  });
  // What is in a page folder is asked for without its name.
  return new Map(
    outputFiles.map((file) => [kind + relative(folder, file.path).replace(/^page\//, ''), file.text] as const),
  );
}
