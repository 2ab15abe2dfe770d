/** Where documents come from, and where their pages go. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRepository } from '../paths.mjs';
import { lists, menu } from './nav.mjs';

/** Every document that has a page: those of the menu, and those that a list of them leads to. */
export function documents() {
  const listed = lists.flatMap((folder) =>
    readdirSync(inRepository(folder))
      .filter((file) => file.endsWith('.md'))
      .map((file) => folder + file),
  );
  const found = [...menu.flatMap(({ documents }) => documents), ...listed];
  return [...new Set(found)].filter((document) => existsSync(inRepository(document)));
}

/**
 * The path of a document's page, or of a picture, from the top of the site.
 *
 * @param {string} document
 */
export function placeOf(document) {
  const below = document.replace(/^docs\//, '');
  if (!below.endsWith('.md')) return below;
  if (below === 'README.md') return 'index.html';
  if (/^examples\/[^/]+\/README\.md$/.test(below)) return `${dirname(below)}.html`;
  return below
    .replace(/(^|\/)README\.md$/, '$1index.html')
    .replace(/\.md$/, '.html')
    .toLowerCase();
}

/**
 * The way from one page to another: relative, so that the site may be in any folder, and opened as files.
 *
 * @param {string} from
 * @param {string} to
 */
export const way = (from, to) => relative(dirname(from), to) || to;

/**
 * What a link in a document leads to, by its path in the repository; `undefined` for an address or a place on the same page.
 *
 * @param {string} document
 * @param {string} link
 */
export function targetOf(document, link) {
  if (/^([a-z]+:|#|\/\/)/.test(link)) return undefined;
  const [path, anchor] = link.split('#');
  return { file: join(dirname(document), path).replace(/\/$/, ''), anchor };
}
