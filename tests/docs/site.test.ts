import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, test } from 'node:test';
import { references } from '../../scripts/docs/nav.mjs';
import { buildPages } from '../../scripts/docs/pages.mjs';
import { documents as withPages } from '../../scripts/docs/places.mjs';
import { documents } from './blocks.ts';

const soak = process.env.MEGAMIXER_SOAK === '1';
const folder = mkdtempSync(join(tmpdir(), 'megamixer-site-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What is read in the checkout alone, beside what it is about. */
const unlisted = /^crates\/.*\/sounds\/README\.md$/;

test('every document has a page, in the menu or in a list that the menu leads to', () => {
  const pages = withPages();
  const missing = documents().filter((document) => !pages.includes(document) && !unlisted.test(document));
  assert.deepEqual(missing, [], 'missing in scripts/docs/nav.mjs');
});

test('every link of the site leads to a page and a heading that are there, and nothing to other servers but links', () => {
  const count = buildPages(folder);
  const pages = htmlBelow(folder);
  assert.equal(pages.length, count);
  assert.deepEqual(broken(folder, pages), []);
});

test('a page can be read without a mouse, and says what it is', () => {
  for (const page of htmlBelow(folder)) {
    const text = readFileSync(join(folder, page), 'utf8');
    for (const part of [
      /<html lang="en">/,
      /<title>[^<]+<\/title>/,
      /<meta name="description" content="[^"]+">/,
      /<body>\n<a class="skip" href="#content">/,
      /<main id="content"/,
      /<nav id="menu" class="menu" aria-label="Documents">/,
      /<h1 id="/,
    ]) {
      assert.match(text, part, page);
    }
    assert.doesNotMatch(text, /<script/, page);
    for (const [picture] of text.matchAll(/<img [^>]*>/g)) assert.match(picture, / alt="[^"]+"/, page);
  }
});

if (soak) {
  test('the whole site is built, and its references are there', async () => {
    const { buildRust, buildTypeScript } = await import('../../scripts/docs/api.mjs');
    const whole = join(folder, 'whole');
    buildPages(whole, { whole: true });
    await buildTypeScript(join(whole, 'api'));
    await buildRust(join(whole, 'rust'));
    for (const { path } of references) assert.ok(existsSync(join(whole, path)), path);
    const pages = htmlBelow(whole).filter((page) => !page.startsWith('rust/'));
    assert.deepEqual(broken(whole, pages), []);
  });
}

function htmlBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
}

/** What pages ask for or lead to that is not there. */
function broken(folder: string, pages: readonly string[]): string[] {
  const texts = new Map(pages.map((page) => [page, readFileSync(join(folder, page), 'utf8')]));
  const anchors = new Map(
    [...texts].map(([page, text]) => [page, new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!))]),
  );
  return [...texts].flatMap(([page, text]) => {
    const withoutCode = text.replace(/<code.*?<\/code>/gs, '');
    const found = [...withoutCode.matchAll(/<(\w+)[^>]*? (?:href|src)="([^"]*)"/g)];
    return found.flatMap(([, tag, link]) => {
      if (/^(data:|mailto:)/.test(link!)) return [];
      if (/^(https?:)?\/\//.test(link!)) return tag === 'a' ? [] : [`${page} asks for ${link}`];
      const [path, anchor] = decodeURIComponent(link!).split('#') as [string, string?];
      const to = path === '' ? page : relative(folder, join(folder, dirname(page), path));
      if (!existsSync(join(folder, to))) return [`${page}: ${link}`];
      const there = anchor === undefined || anchor === '' || !to.endsWith('.html') || to.startsWith('rust/');
      return there || anchors.get(to)?.has(anchor!) ? [] : [`${page}: ${link} has no such heading`];
    });
  });
}
