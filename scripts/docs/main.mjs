/**
 * Builds the site: `node scripts/docs/main.mjs [--pages] [FOLDER]`, into target/site if nothing is said. `--pages` leaves the
 * references out, which take a minute.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inRepository } from '../paths.mjs';
import { buildRust, buildTypeScript } from './api.mjs';
import { buildPages } from './pages.mjs';

const { values, positionals } = parseArgs({
  options: { pages: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = positionals[0] === undefined ? inRepository('target/site') : resolve(positionals[0]);
const whole = !values.pages;

rmSync(folder, { recursive: true, force: true });
const count = buildPages(folder, { whole });
if (whole) {
  await buildTypeScript(join(folder, 'api'));
  await buildRust(join(folder, 'rust'));
}
console.log(`${count} pages${whole ? ' and the references' : ''}: ${join(folder, 'index.html')}`);
