import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../page', import.meta.url));

/** Every page module bundled for the browser, by file name. The library stays outside: pages load what users load. */
export async function bundlePages(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name)),
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'inline',
    outdir: folder,
    external: ['/dist*'],
  });
  return new Map(outputFiles.map((file) => [basename(file.path), file.text]));
}
