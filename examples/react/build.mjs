// Bundles the app into dist/.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

await build({
  entryPoints: [join(here, 'src/main.tsx'), join(here, 'src/style.css')],
  outdir: join(here, 'dist'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  sourcemap: true,
  // In this repository the package is what the build has just made.
  alias: {
    'megamixer/react': join(here, '../../dist/react.js'),
    megamixer: join(here, '../../dist/megamixer.js'),
  },
  logLevel: 'warning',
});
