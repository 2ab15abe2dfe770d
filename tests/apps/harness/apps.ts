/** An app that a user might have, in a folder of `tests/apps`, with the tool that makes it. */
export interface App {
  readonly folder: string;
  /** The npm package whose version counts; null where there is no tool. */
  readonly tool: string | null;
  /** The ways to make and serve it, each of which is driven. */
  readonly ways: readonly Way[];
}

export interface Way {
  readonly name: string;
  /** The tool's commands that make it, one after another. */
  readonly build: readonly (readonly string[])[];
  readonly serve: FromFolder | FromProgram;
  /** Whether what the page loads is what visitors would load. */
  readonly published: boolean;
}

/** Files, from a server that knows of no app. */
interface FromFolder {
  readonly folder: string;
}

/** The tool's own server. */
export interface FromProgram {
  readonly command: (port: number) => readonly string[];
  /** What the server has to be told, and the page's path, to be cross-origin isolated. */
  readonly isolated: { readonly env: Record<string, string>; readonly path: string };
  /** What is in the page as it comes from the server, before any script has run. */
  readonly rendered?: string;
  /** Where the tool puts what browsers load, if anywhere. */
  readonly output: string | null;
}

/** Whoever needs no tool but its files. */
const files = (folder: string, ...build: (readonly string[])[]) => ({ build, serve: { folder }, published: true });

const esbuild = (format: string, folder: string) => [
  ...['esbuild', 'main.js', '--bundle', '--minify', `--format=${format}`, `--outfile=${folder}/main.js`],
];

const next = (server: string, output: string | null) => ({
  command: (port: number) => ['next', server, '--port', `${port}`],
  isolated: { env: {}, path: '/isolated' },
  rendered: 'Made on the server',
  output,
});

/** Those of every run of the tests; the others take longer, and more of the network. */
export const quick: readonly string[] = ['vite', 'esbuild'];

export const apps: readonly App[] = [
  { folder: 'script', tool: null, ways: [{ name: '<script type="module">', ...files('.') }] },
  {
    folder: 'vite',
    tool: 'vite',
    ways: [
      {
        name: 'dev',
        build: [],
        serve: {
          command: (port) => ['vite', '--port', `${port}`, '--strictPort'],
          isolated: { env: { ISOLATED: '1' }, path: '/' },
          output: null,
        },
        published: false,
      },
      { name: 'build', ...files('dist', ['vite', 'build']) },
    ],
  },
  { folder: 'webpack', tool: 'webpack', ways: [{ name: 'production', ...files('public', ['webpack']) }] },
  {
    folder: 'esbuild',
    tool: 'esbuild',
    ways: [
      { name: 'esm', ...files('public', esbuild('esm', 'public')) },
      { name: 'iife', ...files('classic', esbuild('iife', 'classic')) },
    ],
  },
  { folder: 'rollup', tool: 'rollup', ways: [{ name: 'es', ...files('public', ['rollup', '--config']) }] },
  {
    folder: 'next',
    tool: 'next',
    ways: [
      { name: 'dev', build: [], serve: next('dev', null), published: false },
      ...(['--turbopack', '--webpack'] as const).map((bundler) => ({
        name: `build ${bundler}, start`,
        build: [['next', 'build', bundler]],
        serve: next('start', '.next/static'),
        published: true,
      })),
    ],
  },
  { folder: 'parcel', tool: 'parcel', ways: [{ name: 'build', ...files('dist', ['parcel', 'build', 'index.html']) }] },
];
