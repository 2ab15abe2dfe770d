// Bundles the demo into dist/ and copies the recordings that it plays beside it.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');

await rm(dist, { recursive: true, force: true });
await build({
  entryPoints: [join(here, 'src/main.ts'), join(here, 'src/style.css')],
  outdir: dist,
  entryNames: '[name]',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  sourcemap: true,
  // As any page would: the import map in index.html says where the library is.
  external: ['megamixer', 'megamixer/bounce', 'megamixer/elements/define', 'megamixer/state'],
  logLevel: 'warning',
});

// The list of recordings is TypeScript: bundle it for Node, in memory.
const { outputFiles } = await build({
  entryPoints: [join(here, 'src/song/loops.ts')],
  bundle: true,
  format: 'esm',
  write: false,
});
const { LOOPS, samplesOf } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

const packageFolder = dirname(createRequire(import.meta.url).resolve('supersonic-scsynth-samples/package.json'));
await mkdir(join(dist, 'samples'));
for (const file of ['LICENSE', 'PROVENANCE.md']) {
  await copyFile(join(packageFolder, file), join(dist, 'samples', file));
}
for (const sample of samplesOf(LOOPS)) {
  await copyFile(join(packageFolder, 'samples', `${sample}.flac`), join(dist, 'samples', `${sample}.flac`));
}
