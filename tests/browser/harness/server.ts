import { readFile } from 'node:fs/promises';
import { createServer, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePages } from './bundle.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.flac': 'audio/flac',
  '.svg': 'image/svg+xml',
};

export interface ServerOptions {
  /** With COOP and COEP, so that pages are cross-origin isolated. */
  isolated: boolean;
  /** A second build of the library, served under `/dist-other/`. */
  otherDist?: string;
}

export interface TestServer {
  readonly port: number;
  url(path: string): string;
  close(): void;
}

const emptyPage = `<!doctype html><meta charset="utf-8"><title>Megamixer test</title><link rel="icon" href="data:,">
<script>
  globalThis.pageErrors = [];
  addEventListener('error', (event) => pageErrors.push(String(event.error ?? event.message)));
  addEventListener('unhandledrejection', (event) => pageErrors.push(String(event.reason)));
  const error = console.error;
  console.error = (...words) => { pageErrors.push(words.join(' ')); error.apply(console, words); };
</script>`;

/**
 * Serves the checkout, the page modules under `/page/`, and `/empty` (with `?csp=` as its policy). What a test wants
 * to fail, it asks for under a path that is not there.
 */
export async function startServer({ isolated, otherDist }: ServerOptions): Promise<TestServer> {
  const pages = await bundlePages();
  const isolation: OutgoingHttpHeaders = isolated
    ? { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
    : {};

  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = normalize(decodeURIComponent(url.pathname));
    const headers = { 'cache-control': 'no-store', 'cross-origin-resource-policy': 'cross-origin', ...isolation };
    const send = (body: string | Buffer, type: string, more: OutgoingHttpHeaders = {}) =>
      response.writeHead(200, { ...headers, 'content-type': type, ...more }).end(body);
    try {
      if (path === '/empty') {
        const policy = url.searchParams.get('csp');
        send(emptyPage, types['.html']!, policy ? { 'content-security-policy': policy } : {});
      } else if (path.startsWith('/page/')) {
        send(pages.get(path.slice('/page/'.length)) ?? missing(path), types['.js']!);
      } else {
        const file =
          otherDist && path.startsWith('/dist-other/')
            ? join(otherDist, path.slice('/dist-other/'.length))
            : join(root, path.endsWith('/') ? `${path}index.html` : path);
        send(await readFile(file), types[extname(file)] ?? 'application/octet-stream');
      }
    } catch {
      response.writeHead(404, headers).end('not here');
    }
  });
  // All addresses: the tests of insecure contexts reach it by the machine's own.
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path) => `http://localhost:${port}${path}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function missing(path: string): never {
  throw new Error(`no page module ${path}`);
}
