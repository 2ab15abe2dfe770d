/** The pages of the site, from the documents. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRepository } from '../paths.mjs';
import { render } from './markdown.mjs';
import { documents, placeOf } from './places.mjs';
import { page } from './template.mjs';

/**
 * Writes them into a folder, and returns how many there are.
 *
 * @param {string} folder
 * @param {{ whole?: boolean }} [options] `whole`: with links to the references, which somebody else puts there
 */
export function buildPages(folder, { whole = false } = {}) {
  const pages = new Set(documents());
  const rendered = new Map(
    [...pages].map((document) => [document, render(document, readFileSync(inRepository(document), 'utf8'), pages)]),
  );
  const titles = new Map([...rendered].map(([document, { title }]) => [document, title]));
  const { version } = JSON.parse(readFileSync(inRepository('host-js/package.json'), 'utf8'));
  for (const [document, each] of rendered) {
    write(join(folder, placeOf(document)), page(document, each, { titles, whole, version }));
    for (const file of each.files) {
      mkdirSync(dirname(join(folder, placeOf(file))), { recursive: true });
      cpSync(inRepository(file), join(folder, placeOf(file)));
    }
  }
  cpSync(inRepository('scripts/docs/style.css'), join(folder, 'style.css'));
  return pages.size;
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
