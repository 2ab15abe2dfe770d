import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { inRepository } from '../paths.mjs';

const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.flac': 'audio/flac',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/plain; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** What makes a page cross-origin isolated, so that it may share memory. */
export const isolationHeaders = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Which folders the examples see, by the first part of the path. */
export const exampleMounts = {
  '/dist/': inRepository('dist'),
  '/examples/': inRepository('examples'),
  // Where DevTools finds the engine's sources, by what the profiling artefact says of them.
  '/crates/': inRepository('crates'),
};

/** The file that a path names, or undefined: nothing outside the mounts is served. */
function fileOf(path, mounts) {
  const clean = normalize(path).split(sep).join('/');
  const mount = Object.keys(mounts).find((prefix) => clean.startsWith(prefix));
  if (mount === undefined) return undefined;
  const name = clean.slice(mount.length);
  return join(mounts[mount], name === '' || name.endsWith('/') ? `${name}index.html` : name);
}

/**
 * A static server. `isolated` sends the headers above; without them a page gets the message transport.
 * `respond` may answer first, or leave a request to the files.
 *
 * @typedef {Record<string, string | string[] | undefined>} HeaderSet a list is sent as several headers, undefined not at all
 * @typedef {{ body: string | Buffer, type: string, headers?: HeaderSet, status?: number }} Answer
 * @typedef {object} ServerOptions
 * @property {boolean} [isolated]
 * @property {number} [port]
 * @property {string} [host]
 * @property {Record<string, string>} [mounts]
 * @property {HeaderSet | ((url: URL) => HeaderSet)} [headers] of every answer
 * @property {(url: URL) => Answer | undefined | Promise<Answer | undefined>} [respond]
 * @param {ServerOptions} [options]
 * @returns {Promise<{ port: number, url(path: string): string, close(): void }>}
 */
export async function startServer({
  isolated = true,
  port = 0,
  host = 'localhost',
  mounts = exampleMounts,
  headers: extra = {},
  respond = () => undefined,
} = {}) {
  const common = {
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'cross-origin',
    ...(isolated ? isolationHeaders : {}),
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const own = typeof extra === 'function' ? extra(url) : extra;
    const end = (status, headers, body) =>
      response.writeHead(status, present({ ...common, ...own, ...headers })).end(body);
    try {
      const answer = await respond(url);
      if (answer) return end(answer.status ?? 200, { 'content-type': answer.type, ...answer.headers }, answer.body);
      const file = fileOf(decodeURIComponent(url.pathname), mounts);
      if (!file) throw new Error('not in a mount');
      const body = await readFile(file);
      return end(200, { 'content-type': contentTypes[extname(file)] ?? 'application/octet-stream' }, body);
    } catch {
      return end(404, { 'content-type': 'text/plain' }, 'not here');
    }
  });
  await listen(server, port, host);
  const { port: bound } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: bound,
    url: (path) => `http://localhost:${bound}${path}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {HeaderSet} headers */
const present = (headers) => Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));

/** Listens on this port or, when it is taken, on the next free one. */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.on('error', (error) => {
      if (error.code !== 'EADDRINUSE' || port === 0) return reject(error);
      port += 1;
      server.listen(port, host);
    });
    server.listen(port, host);
  });
}
