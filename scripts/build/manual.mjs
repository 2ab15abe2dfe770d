import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRepository } from '../paths.mjs';
import { filesOf } from './step.mjs';

/** What says `See docs/errors.md#...` is in the package too. Profiling is not: it is about a checkout, and most of it is pictures. */
const inPackage = () => [
  ...['README.md', 'CHANGELOG.md', 'LICENSE-MIT', 'LICENSE-APACHE'],
  ...filesOf('docs').filter(
    (file) => /^docs\/((reference|recipes)\/)?[^/]*\.(md|svg)$/.test(file) && file !== 'docs/profiling.md',
  ),
];

/**
 * A page of the manual as it is in the package: without what is about the repository, between two comments; what it links
 * to in there only is named.
 *
 * @param {string} text
 * @param {string} file
 * @param {ReadonlySet<string>} files all that are in the package
 */
export function packaged(text, file, files) {
  return text
    .replace(/<!-- repository -->\n.*?<!-- package -->\n\n?/gs, '')
    .replace(/(!?)\[([^\]]*)\]\(([^)\s]*)\)/g, (link, picture, words, target) => {
      if (/^(https?:|#)/.test(target) || files.has(join(dirname(file), target.replace(/#.*/, '')))) return link;
      return picture ? '' : words;
    })
    .replaceAll("'/dist/megamixer.js'", "'megamixer'");
}

/** README, changelog, licences and docs of the package: the repository's. */
export const manual = {
  name: 'manual',
  inputs: ['scripts/build/manual.mjs', ...inPackage()],
  outputs: inPackage().map((file) => join('dist', file)),
  make() {
    rmSync(inRepository('dist/docs'), { recursive: true, force: true });
    const files = new Set(inPackage());
    for (const file of files) {
      const to = inRepository('dist', file);
      mkdirSync(dirname(to), { recursive: true });
      if (file.endsWith('.md')) writeFileSync(to, packaged(readFileSync(inRepository(file), 'utf8'), file, files));
      else cpSync(inRepository(file), to);
    }
  },
};
