/** Who runs which block of code. A block that nobody runs fails `blocks.test.ts`, unless it stands in the list at the end. */
import { type Block, blocks } from './blocks.ts';

export type Runner = How & {
  /** What of it is not run as it stands there, and why. */
  readonly short?: string;
};

type How =
  /** In a page, on the stage of its document: tests/browser/page/docs.ts. Without isolation where the text is about that. */
  | { readonly by: 'page'; readonly isolated: boolean }
  /** As the body of a component: tests/browser/page/react/docs.ts. */
  | { readonly by: 'react' }
  /** As a page, whose buttons are pressed. */
  | { readonly by: 'html' }
  /** By a test of its own in the suite `docs` of the browsers. */
  | { readonly by: 'browser' }
  /** In a shell: shell.test.ts. */
  | { readonly by: 'shell' }
  /** Step by step in a copy of the repository: walk.test.ts. */
  | { readonly by: 'walk' }
  /** By a suite that was there before, which reads it out of the document or has a copy that is the same to the letter. */
  | { readonly by: 'suite'; readonly suite: string; readonly reader: string }
  | { readonly by: 'nobody'; readonly because: string };

const page: Runner = { by: 'page', isolated: true };
const plainPage: Runner = { by: 'page', isolated: false };
const browser: Runner = { by: 'browser' };
const shell: Runner = { by: 'shell' };
const suite = (suite: string, reader: string): Runner => ({ by: 'suite', suite, reader });

/** What a block is run by that says nothing else about itself. */
const byLanguage: Record<string, Runner> = {
  ts: page,
  js: page,
  json: page,
  tsx: { by: 'react' },
  html: { by: 'html' },
};

const servers = suite(
  'tests/browser/suites/together/isolation-servers.test.ts',
  'tests/browser/harness/documented-servers.ts',
);
const headersAlone: Runner = { ...servers, short: 'its headers are read out of it and sent, by a server of ours' };

/** By what an id begins with; the first that fits counts. */
const byPlace: readonly (readonly [string, Runner])[] = [
  [
    'CONTRIBUTING.md#a-new-parameter-from-clone-to-sound',
    { by: 'walk', short: 'applied; built and heard only with MEGAMIXER_SOAK, since it takes minutes' },
  ],
  [
    'README.md#megamixer sh',
    { ...shell, short: 'with --dry-run: one target serves for ever, the other runs this test' },
  ],
  [
    'README.md#a-mixer-in-thirty-lines sh',
    {
      ...suite('tests/apps/harness/main.ts', 'tests/apps/harness/install.ts'),
      short: 'the package comes from its tarball instead of a registry',
    },
  ],
  [
    'README.md#a-mixer-in-thirty-lines html',
    suite('tests/browser/suites/together/hello.test.ts', 'tests/structure/readme.test.ts'),
  ],
  ['docs/backends.md#how-one-is-chosen ts', plainPage],
  ['docs/bounce.md#policies sh', shell],
  ['docs/command-line.md#on-the-command-line sh 2', shell],
  [
    'docs/command-line.md#on-the-command-line sh',
    { ...shell, short: 'only with MEGAMIXER_SOAK: it compiles for minutes what `cargo test` has compiled' },
  ],
  ['docs/command-line.md#render json', shell],
  [
    'docs/elements.md#elements html',
    suite('tests/browser/suites/together/elements.test.ts', 'tests/browser/suites/together/elements.test.ts'),
  ],
  ['docs/elements.md#looks css', browser],
  ['docs/errors.md#csp-worklet sh', shell],
  ['docs/errors.md#errors ts', browser],
  ['docs/errors.md#not-isolated', browser],
  [
    'docs/getting-started.md#1-install-it sh',
    {
      ...suite('tests/apps/harness/main.ts', 'tests/apps/harness/install.ts'),
      short: 'the package comes from its tarball instead of a registry',
    },
  ],
  ['docs/getting-started.md#2-a-page-that-plays html', browser],
  ['docs/getting-started.md#3-serve-it sh', browser],
  ['docs/isolation.md#isolation ts', plainPage],
  ['docs/isolation.md#github-pages', browser],
  ['docs/isolation.md#what-isolation-breaks', browser],
  ['docs/isolation.md#express', servers],
  ['docs/isolation.md#vite', servers],
  ['docs/isolation.md#cloudflare js', servers],
  ['docs/isolation.md#', headersAlone],
  [
    'docs/lifecycle.md#while-you-develop ts',
    suite('tests/browser/suites/together/hot-reload.test.ts', 'tests/browser/harness/vite-app.ts'),
  ],
  [
    'docs/profiling.md#one-command sh',
    {
      ...suite('tests/browser/suites/listening/profile.test.ts', 'tests/profile/console.ts'),
      short: 'a second of it, by what the command runs',
    },
  ],
  ['docs/react.md#react tsx', suite('tests/browser/suites/together/react.test.ts', 'tests/browser/harness/react.ts')],
  [
    'docs/recipes/strict-csp.md',
    suite(
      'tests/browser/suites/together/recipes-strict-csp.test.ts',
      'tests/browser/suites/together/recipes-strict-csp.test.ts',
    ),
  ],
  ['docs/state.md#files json', page],
  ['docs/state.md#', suite('tests/packaging/state.test.ts', 'tests/packaging/state.test.ts')],
  ['docs/recipes/', suite('tests/browser/suites/together/recipes.test.ts', 'tests/browser/harness/recipe.ts')],
  ['docs/testing.md#', suite('tests/packaging/testing.test.ts', 'tests/structure/testing-docs.test.ts')],
  ['examples/console/README.md#the-console sh', shell],
];

export function runnerOf({ id, language }: Block): Runner | undefined {
  return byPlace.find(([start]) => id.startsWith(start))?.[1] ?? byLanguage[language];
}

/** All blocks that are run in one of these ways. */
export function runBy(by: Runner['by'], fits: (runner: Runner) => boolean = () => true): Block[] {
  return blocks().filter((block) => {
    const runner = runnerOf(block);
    return runner !== undefined && runner.by === by && fits(runner);
  });
}

export function blockOf(id: string): Block {
  const found = blocks().find((block) => block.id === id);
  if (found === undefined) throw new Error(`no document has the block ${id}`);
  return found;
}
