/** What is around the body of every page. There are no scripts, and nothing is asked for from anywhere else. */
import { menu, references } from './nav.mjs';
import { placeOf, way } from './places.mjs';

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * @param {string} document
 * @param {import('./markdown.mjs').Rendered} rendered
 * @param {{ titles: ReadonlyMap<string, string>, whole: boolean, version: string }} site `whole`: with the references
 */
export function page(document, { description, body, sections }, { titles, whole, version }) {
  const title = titles.get(document) ?? document;
  const place = placeOf(document);
  const link = (to, words, here) =>
    `<li><a href="${way(place, to)}"${here ? ' aria-current="page"' : ''}>${escaped(words)}</a></li>`;
  const groups = menu.map((group) => ({
    title: group.title,
    links: group.documents
      .filter((each) => titles.has(each))
      .map((each) => link(placeOf(each), titles.get(each) ?? each, each === document)),
  }));
  if (whole) {
    groups.push({ title: 'Reference', links: references.map(({ title, path }) => link(path, title, false)) });
  }
  const contents = sections.map(({ anchor, words }) => `<li><a href="#${anchor}">${escaped(words)}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<meta name="description" content="${escaped(description)}">
<title>${escaped(title === 'Megamixer' ? title : `${title} · Megamixer`)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${way(place, 'style.css')}">
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header>
<a class="name" href="${way(place, 'index.html')}">Megamixer</a>
<span class="version">${escaped(version)}</span>
<a class="to-menu" href="#menu">Menu</a>
</header>
<div class="columns">
<main id="content" tabindex="-1">
${contents.length < 3 ? '' : `<nav class="contents" aria-label="On this page"><ul>${contents.join('')}</ul></nav>`}
${body}</main>
<nav id="menu" class="menu" aria-label="Documents">
${groups.map(({ title, links }) => `<h2>${escaped(title)}</h2>\n<ul>${links.join('')}</ul>`).join('\n')}
</nav>
</div>
</body>
</html>
`;
}
