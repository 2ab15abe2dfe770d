/** A document as HTML, and the pictures that it shows. */
import highlight from 'highlight.js/lib/core';
import apache from 'highlight.js/lib/languages/apache';
import bash from 'highlight.js/lib/languages/bash';
import diff from 'highlight.js/lib/languages/diff';
import ini from 'highlight.js/lib/languages/ini';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import nginx from 'highlight.js/lib/languages/nginx';
import rust from 'highlight.js/lib/languages/rust';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import MarkdownIt from 'markdown-it';
import { anchorOf } from './anchors.mjs';
import { placeOf, targetOf, way } from './places.mjs';

const languages = { apache, bash, diff, ini, javascript, json, nginx, rust, typescript, xml };
for (const [name, language] of Object.entries(languages)) highlight.registerLanguage(name, language);
/** What fences call them. */
const aliases = { ts: 'typescript', tsx: 'typescript', js: 'javascript', sh: 'bash', html: 'xml', toml: 'ini' };

function highlighted(code, language) {
  const name = aliases[language] ?? language;
  return highlight.getLanguage(name) ? highlight.highlight(code, { language: name }).value : '';
}

const markdown = new MarkdownIt({ html: true, highlight: highlighted });

/** A block that is wider than the page is scrolled by itself, by keyboard too. */
for (const rule of ['fence', 'code_block']) {
  const own = markdown.renderer.rules[rule];
  markdown.renderer.rules[rule] = (...words) => own(...words).replace('<pre>', '<pre tabindex="0">');
}
markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0" role="region" aria-label="Table"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

/**
 * @typedef {object} Rendered
 * @property {string} description the first sentence
 * @property {string} body
 * @property {{ anchor: string, words: string }[]} sections
 * @property {string[]} files what it shows besides, by the paths in the repository
 * @param {string} document
 * @param {string} text
 * @param {ReadonlyMap<string, string>} titles of the documents that have a page
 * @returns {Rendered}
 */
export function render(document, text, titles) {
  const tokens = markdown.parse(text.replace(/<!--.*?-->\n?/gs, ''), {});
  const place = placeOf(document);
  const files = new Set();
  const sections = [];
  const seen = new Map();
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const { content, children } = tokens[index + 1];
      const words = (children ?? []).map((child) => child.content).join('');
      const base = anchorOf(content.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
      const count = seen.get(base) ?? 0;
      seen.set(base, count + 1);
      const anchor = count === 0 ? base : `${base}-${count}`;
      token.attrSet('id', anchor);
      if (token.tag === 'h2') sections.push({ anchor, words });
    }
    if (token.type === 'inline') relink(token, document, place, titles, files);
  }
  const first = tokens.findIndex(
    (token, index) => token.type === 'inline' && tokens[index - 1].type === 'paragraph_open',
  );
  const description = (tokens[first]?.children ?? [])
    .map((child) => child.content || ' ')
    .join('')
    .split(/(?<=\.)\s/)[0];
  return {
    description,
    body: markdown.renderer.render(tokens, markdown.options, {}),
    sections,
    files: [...files],
  };
}

/** Links to documents lead to their pages. What has none is in the repository alone: its words stay, and say where. */
function relink(inline, document, place, titles, files) {
  let outside = 0;
  const tokens = inline.children ?? [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'image') {
      const { file } = targetOf(document, token.attrGet('src')) ?? {};
      if (file === undefined) throw new Error(`${document} shows a picture from elsewhere`);
      files.add(file);
      token.attrSet('src', way(place, placeOf(file)));
      token.attrSet('loading', 'lazy');
    }
    if (token.type === 'link_close' && outside > 0) {
      outside -= 1;
      token.tag = 'span';
    }
    if (token.type !== 'link_open') continue;
    const target = targetOf(document, token.attrGet('href'));
    if (target === undefined) continue;
    const to = titles.has(target.file) ? target.file : `${target.file}/README.md`;
    if (titles.has(to)) {
      // Here pages have titles instead of names.
      const words = tokens[index + 1];
      if (/^[\w./-]+\.md$/.test(words.content)) words.content = titles.get(to);
      token.attrSet('href', way(place, placeOf(to)) + (target.anchor === undefined ? '' : `#${target.anchor}`));
    } else {
      outside += 1;
      token.tag = 'span';
      token.attrs = [['title', `${target.file} in the repository`]];
    }
  }
}
