import { fileURLToPath } from 'node:url';
import { exampleMounts, startServer as serve } from '../../../scripts/serve/server.mjs';
import { type Bundles, bundlePages, kindOf } from './bundle.ts';
import { recipeModule } from './recipe.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface TestServer {
  readonly port: number;
  url(path: string): string;
  close(): void;
}

export const emptyPage = `<!doctype html><meta charset="utf-8"><title>Megamixer test</title><link rel="icon" href="data:,">
<script>
  globalThis.pageErrors = [];
  addEventListener('error', (event) => pageErrors.push(String(event.error ?? event.message)));
  addEventListener('unhandledrejection', (event) => pageErrors.push(String(event.reason)));
  const error = console.error;
  console.error = (...words) => { pageErrors.push(words.join(' ')); error.apply(console, words); };
</script>`;

export interface ServerOptions {
  /** With the headers that make pages cross-origin isolated. */
  isolated: boolean;
  /** Folders beside those that the examples see, or instead of them, by the first part of the path. */
  mounts?: Record<string, string>;
  /** The browser may keep what it gets, as from any server that is not for development. */
  cached?: boolean;
  /** Of every answer, instead of the server's own. */
  headers?: HeaderSet | ((url: URL) => HeaderSet);
  /** Answers before all others, where it answers. */
  respond?: (url: URL) => Answer | undefined;
}

export type HeaderSet = Record<string, string | string[] | undefined>;
export type Answer = { body: string; type: string; headers?: HeaderSet; status?: number };

/** By kind, made once a process and when it is asked for: some are large. */
const made = new Map<string, Promise<Bundles>>();

function bundlesOf(kind: string): Promise<Bundles> {
  const bundles = made.get(kind) ?? bundlePages(kind);
  made.set(kind, bundles);
  return bundles;
}

/**
 * Serves what the examples see, page modules under `/page/` (the benchmark's under `/page/bench/`, those of React under
 * `/page/react-18/` and `/page/react-19/`), programs of docs/recipes under `/recipe/`, and `/empty`, with `?csp=` as its
 * policy.
 */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  const { isolated, mounts = {}, cached = false, headers, respond } = options;
  await bundlesOf('');
  const pageOf = async (name: string) => (await bundlesOf(kindOf(name))).get(name);
  return serve({
    isolated,
    // All addresses: the tests of insecure contexts reach it by the machine's own.
    host: '0.0.0.0',
    mounts: { ...exampleMounts, ...mounts },
    ...(cached && { headers: { 'cache-control': 'max-age=3600' } }),
    ...(headers && { headers }),
    async respond(url: URL) {
      const first = respond?.(url);
      if (first) return first;
      const { pathname, searchParams } = url;
      if (pathname === '/empty') {
        const policy = searchParams.get('csp');
        return {
          type: 'text/html; charset=utf-8',
          body: emptyPage,
          headers: policy === null ? {} : { 'content-security-policy': policy },
        };
      }
      // Browsers ask for it unasked, and would log that it is missing.
      if (pathname === '/favicon.ico') {
        return { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>', headers: {} };
      }
      const page = pathname.startsWith('/page/')
        ? await pageOf(pathname.slice('/page/'.length))
        : await recipeModule(pathname);
      return page ? { type: 'text/javascript; charset=utf-8', body: page, headers: {} } : undefined;
    },
  });
}
