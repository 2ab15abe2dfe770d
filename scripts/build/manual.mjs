import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRepository } from '../paths.mjs';
import { filesOf } from './step.mjs';

/** What errors and types say to read is in the package too. Decisions are not, and neither are screenshots, which are large. */
const inPackage = () => [
  ...['README.md', 'CHANGELOG.md', 'LICENSE-MIT', 'LICENSE-APACHE'],
  ...filesOf('docs').filter((file) => /^docs\/((reference|recipes)\/)?[^/]*\.(md|svg)$/.test(file)),
];

/**
 * A page of the manual as it is in the package: without what is about the repository, between two comments, without other
 * comments, and without the links that lead out of the package: a picture and `([why](...))` go as a whole, of others the words stay.
 *
 * @param {string} text
 * @param {string} file
 * @param {ReadonlySet<string>} files all that are in the package
 */
export function packaged(text, file, files) {
  const isInside = (target) => /^(https?:|#)/.test(target) || files.has(join(dirname(file), target.replace(/#.*/, '')));
  return text
    .replace(/<!-- repository -->\n.*?<!-- package -->\n\n?/gs, '')
    .replace(/<!--.*?-->\n/gs, '')
    .replace(/\s\(\[why\]\(([^)\s]*)\)\)/g, (link, target) => (isInside(target) ? link : ''))
    .replace(/^ *!\[[^\]]*\]\(([^)\s]*)\)\n\n?/gm, (picture, target) => (isInside(target) ? picture : ''))
    .replace(/\[([^\]]*)\]\(([^)\s]*)\)/g, (link, words, target) => (isInside(target) ? link : words))
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
