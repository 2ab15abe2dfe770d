/**
 * What the site has, in the order of its menu: a test fails when a document is missing here. Documents are named by their path
 * in the repository, and called what their first heading says.
 */
export const menu = [
  {
    title: 'Begin',
    documents: ['README.md', 'docs/getting-started.md', 'docs/signal-path.md', 'docs/reference/controls.md'],
  },
  {
    title: 'In an app',
    documents: [
      'docs/recipes/README.md',
      'docs/snapshots.md',
      'docs/groups.md',
      'docs/state.md',
      'docs/lifecycle.md',
      'docs/elements.md',
      'docs/react.md',
      'docs/testing.md',
      'docs/stats.md',
    ],
  },
  {
    title: 'On a server, in a browser',
    documents: ['docs/isolation.md', 'docs/backends.md'],
  },
  {
    title: 'Bouncing',
    documents: ['docs/bounce.md', 'docs/sessions.md', 'docs/command-line.md'],
  },
  {
    title: 'When something is wrong',
    documents: ['docs/troubleshooting.md', 'docs/errors.md', 'docs/profiling.md'],
  },
  {
    title: 'Behind it',
    documents: ['docs/benchmarks.md', 'docs/decisions/README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  },
  { title: 'Examples', documents: ['examples/console/README.md', 'examples/react/README.md'] },
];

/** Pages that their own list leads to, instead of the menu. */
export const lists = ['docs/recipes/', 'docs/decisions/'];

/** What is made from the sources' comments, and only where the whole site is built. */
export const references = [
  { title: 'API for TypeScript', path: 'api/index.html' },
  { title: 'API for Rust', path: 'rust/megamixer_engine/index.html' },
];
