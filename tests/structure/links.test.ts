import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { anchorOf } from '../../scripts/docs/anchors.mjs';
import { root, sourcesBelow } from './sources.ts';

const pages = new Map(sourcesBelow('docs', '.md').map(({ path, text }) => [path, text]));

const withoutCode = (text: string) => text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');

const anchorsOf = (text: string): string[] =>
  [...text.replace(/^```.*?^```$/gms, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));

for (const [page, text] of pages) {
  test(`every link of ${page} leads to a file and a heading that are there`, () => {
    for (const [, link] of withoutCode(text).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [path, anchor] = link!.split('#') as [string, string?];
      const file = path === '' ? page : normalize(join(dirname(page), path));
      assert.ok(existsSync(join(root, file)), `${link}: there is no ${file}`);
      if (anchor === undefined) continue;
      assert.ok(anchorsOf(pages.get(file) ?? '').includes(anchor), `${link}: ${file} has no such heading`);
    }
  });
}
