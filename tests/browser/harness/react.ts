import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/** The versions of React that the hooks are for, and who has them: the tests the one, the library's sources the other. */
const owners = {
  18: fileURLToPath(new URL('../..', import.meta.url)),
  19: fileURLToPath(new URL('../../../host-js/', import.meta.url)),
};
export type ReactVersion = keyof typeof owners;
export const reactVersions: readonly ReactVersion[] = [18, 19];

/** Gives a whole bundle this version of React, whoever imports it. */
export function reactOf(version: ReactVersion): Plugin {
  const resolveDir = owners[version];
  return {
    name: `React ${version}`,
    setup(build) {
      const { version: found } = createRequire(resolveDir)('react/package.json');
      if (!found.startsWith(`${version}.`)) throw new Error(`React ${found} is where ${version} should be`);
      build.onResolve({ filter: /^react(-dom)?(\/|$)/ }, ({ path, kind, pluginData }) =>
        pluginData === resolveDir ? undefined : build.resolve(path, { kind, resolveDir, pluginData: resolveDir }),
      );
    },
  };
}

/** Leaves to the page what the hooks import of the library: it is one copy, whoever imports it. */
export const libraryOutside: Plugin = {
  name: 'library outside',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/(index|megamixer)\.js$/ }, ({ importer }) =>
      /\/(host-js\/src\/react\/|dist\/react\.js)/.test(importer)
        ? { path: '/dist/megamixer.js', external: true }
        : undefined,
    );
  },
};
