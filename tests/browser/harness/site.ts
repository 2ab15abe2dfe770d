import { type Answer, emptyPage, type HeaderSet, type ServerOptions, startServer, type TestServer } from './server.ts';

/** A server whose own answers have no headers that anybody would have to ask for, as those of a host of static files. */
export interface Site extends TestServer {
  /** The same, under a name that is another site to a browser. */
  foreign(path: string): string;
  /** How often a path was asked for. */
  asked(path: string): number;
}

export interface SiteOptions extends Pick<ServerOptions, 'headers' | 'mounts'> {
  /** What is answered under which path, before anything else is looked for. */
  files?: Record<string, Answer>;
}

const bare: HeaderSet = { 'cache-control': undefined, 'cross-origin-resource-policy': undefined };

export async function startSite({ headers = {}, mounts = {}, files = {} }: SiteOptions = {}): Promise<Site> {
  const asked = new Map<string, number>();
  const server = await startServer({
    isolated: false,
    mounts,
    headers: (url) => ({ ...bare, ...(typeof headers === 'function' ? headers(url) : headers) }),
    respond(url) {
      const { pathname } = url;
      asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
      return Object.hasOwn(files, pathname) ? files[pathname] : staged(url);
    },
  });
  return {
    ...server,
    foreign: (path) => server.url(path).replace('localhost', '127.0.0.1'),
    asked: (path) => asked.get(path) ?? 0,
  };
}

export const html = (body: string): Answer => ({ type: 'text/html; charset=utf-8', body: emptyPage + body });
export const script = (body: string): Answer => ({ type: 'text/javascript; charset=utf-8', body });

/** The path of an answer that is all in its address, headers and all. */
export function stage({ body, type, headers = {} }: Answer): string {
  return `/stage?${new URLSearchParams({ body, type, headers: JSON.stringify(headers) })}`;
}

function staged({ pathname, searchParams }: URL): Answer | undefined {
  if (pathname !== '/stage') return undefined;
  const [body, type, headers] = ['body', 'type', 'headers'].map((name) => searchParams.get(name)!);
  return { body: body!, type: type!, headers: JSON.parse(headers!) };
}

/** An empty page with these headers. */
export const page = (headers: HeaderSet, body = ''): string => stage({ ...html(body), headers });
