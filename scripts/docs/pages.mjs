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
  const texts = new Map(documents().map((document) => [document, readFileSync(inRepository(document), 'utf8')]));
  const titles = new Map([...texts].map(([document, text]) => [document, /^# (.*)$/m.exec(text)?.[1] ?? document]));
  const rendered = new Map([...texts].map(([document, text]) => [document, render(document, text, titles)]));
  const { version } = JSON.parse(readFileSync(inRepository('host-js/package.json'), 'utf8'));
  for (const [document, each] of rendered) {
    write(join(folder, placeOf(document)), page(document, each, { titles, whole, version }));
    for (const file of each.files) {
      mkdirSync(dirname(join(folder, placeOf(file))), { recursive: true });
      cpSync(inRepository(file), join(folder, placeOf(file)));
    }
  }
  cpSync(inRepository('scripts/docs/style.css'), join(folder, 'style.css'));
  return texts.size;
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
