/** The servers of docs/isolation.md, each made from what that page says to write: the program itself where it runs under Node. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../drivers/free-port.ts';
import { bundlePages } from './bundle.ts';
import { codeIn } from './manual.ts';
import { emptyPage, type HeaderSet, root } from './server.ts';
import { html, startSite } from './site.ts';

export interface DocumentedServer {
  /** Where its page is. */
  readonly url: string;
  close(): void | Promise<void>;
}

const manual = 'isolation.md';

const starters: Record<string, () => Promise<DocumentedServer>> = {
  nginx: () => sending(pairs(first('nginx', 'nginx'), /^ *add_header (\S+) (\S+) always;$/gm)),
  Apache: () => sending(pairs(first('Apache', 'apache'), /^Header always set (\S+) "([^"]*)"$/gm)),
  Express: () => inProject(first('Express', 'js'), 'server.mjs', express),
  Vite: () => inProject(first('Vite', 'js'), 'vite.config.js', viteDevelopment),
  'Vite, preview': () => inProject(first('Vite', 'js'), 'vite.config.js', vitePreview),
  Next: () => inProject(first('Next', 'js'), 'next.config.mjs', next),
  Cloudflare: () => sending(ofHeadersFile(first('Cloudflare', 'text'))),
  'Cloudflare, by a Worker': () => inProject(first('Cloudflare', 'js'), 'worker.mjs', worker),
  Netlify: () => sending(ofToml(first('Netlify', 'toml'))),
};

export const documentedServers = Object.keys(starters);

export const startDocumented = (name: string): Promise<DocumentedServer> => starters[name]!();

const first = (heading: string, language: string) => codeIn(manual, heading, language)[0]!;

function pairs(code: string, line: RegExp): HeaderSet {
  return Object.fromEntries([...code.matchAll(line)].map(([, name, value]) => [name!, value!]));
}

/** https://developers.cloudflare.com/pages/configuration/headers: paths, each with headers that are indented. */
function ofHeadersFile(code: string): HeaderSet {
  const [path, ...lines] = code.trimEnd().split('\n');
  if (path !== '/*') throw new Error(`${path} is not every path`);
  return pairs(lines.join('\n'), /^ {2}([\w-]+): (.+)$/gm);
}

function ofToml(code: string): HeaderSet {
  const [, values] = /^\[\[headers\]\]\n {2}for = "\/\*"\n {2}\[headers\.values\]\n((?: {4}.*\n)+)$/.exec(code) ?? [];
  if (values === undefined) throw new Error('not one table of headers for every path');
  return pairs(values, /^ {4}([\w-]+) = "(.*)"$/gm);
}

/** A server of files that sends these. */
async function sending(headers: HeaderSet): Promise<DocumentedServer> {
  const site = await startSite({ headers, files: { '/': html('') } });
  return { url: site.url('/'), close: () => site.close() };
}

type Run = (folder: string, file: string) => Promise<DocumentedServer>;

/** A project of somebody who copied the code into a file, with the test's page in its folder `public`. */
async function inProject(code: string, file: string, run: Run): Promise<DocumentedServer> {
  const folder = join(root, `target/documented-servers-${process.pid}`, file);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  mkdirSync(join(folder, 'public/page'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, file), code);
  writeFileSync(join(folder, 'public/index.html'), emptyPage);
  // Where Vite has its pages.
  writeFileSync(join(folder, 'index.html'), emptyPage);
  writeFileSync(join(folder, 'public/page/isolation.js'), (await bundlePages('')).get('isolation.js')!);
  cpSync(join(root, 'dist/megamixer.js'), join(folder, 'public/dist/megamixer.js'));
  const { url, close } = await run(folder, join(folder, file));
  return {
    url,
    async close() {
      await close();
      remove();
    },
  };
}

async function express(folder: string, file: string): Promise<DocumentedServer> {
  const port = await freePort();
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    env: { ...process.env, PORT: `${port}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://localhost:${port}/`;
  for (let tries = 0; !(await fetch(url).catch(() => null)); tries += 1) {
    if (tries === 100 || child.exitCode !== null) throw new Error('the program of the manual does not listen');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    async close() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

async function viteDevelopment(folder: string, configFile: string): Promise<DocumentedServer> {
  const { createServer } = await import('vite');
  const server = await createServer({
    root: folder,
    configFile,
    logLevel: 'silent',
    server: { port: await freePort() },
  });
  await server.listen();
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}

async function vitePreview(folder: string, configFile: string): Promise<DocumentedServer> {
  const { build, preview } = await import('vite');
  await build({ root: folder, configFile, logLevel: 'silent' });
  const server = await preview({ root: folder, configFile, logLevel: 'silent', preview: { port: await freePort() } });
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}

/** Next itself takes a minute to build an app, and does nothing with them but send them. */
async function next(_: string, file: string): Promise<DocumentedServer> {
  const { default: config } = await import(pathToFileURL(file).href);
  const rules = (await config.headers()) as { source: string; headers: { key: string; value: string }[] }[];
  const everywhere = rules.filter(({ source }) => source === '/:path*').flatMap(({ headers }) => headers);
  return sending(Object.fromEntries(everywhere.map(({ key, value }) => [key, value])));
}

/** The Worker, with assets as the platform hands it them, and what it answers as headers of a server of files. */
async function worker(_: string, file: string): Promise<DocumentedServer> {
  const { default: program } = await import(pathToFileURL(file).href);
  const env = { ASSETS: { fetch: async () => new Response(emptyPage, { headers: { 'content-type': 'text/html' } }) } };
  const response: Response = await program.fetch(new Request('https://example.com/'), env);
  if ((await response.text()) !== emptyPage) throw new Error('the Worker does not answer with its assets');
  return sending(Object.fromEntries(response.headers));
}
