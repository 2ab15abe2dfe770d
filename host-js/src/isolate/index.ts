/**
 * A page's way to be cross-origin isolated where the server sends no headers of one's own, as on GitHub Pages: one file,
 * copied to the site, that is both a script of the page and the service worker that it registers. docs/isolation.md
 */
import { isolate } from './page.js';
import { type ServiceWorkerScope, serve } from './worker.js';

if (typeof document === 'undefined') {
  serve(self as unknown as ServiceWorkerScope);
} else if (document.currentScript instanceof HTMLScriptElement) {
  // What fails leaves the page as it was: not isolated, and playing all the same.
  isolate(document.currentScript).catch((error) => console.warn('megamixer-isolate.js:', error));
} else {
  console.warn('megamixer-isolate.js is for a <script src> of its own, neither a module nor part of a bundle.');
}
