import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { codeIn } from './manual.ts';

/** The versions of React that the hooks are for, and who has them: the tests the one, the library's sources the other. */
const owners = {
  18: fileURLToPath(new URL('../../', import.meta.url)),
  19: fileURLToPath(new URL('../../../host-js/', import.meta.url)),
};
export type ReactVersion = keyof typeof owners;
export const reactVersions: readonly ReactVersion[] = [18, 19];

/** Where this version is resolved from. */
export const ownerOf = (version: ReactVersion): string => owners[version];

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

/** The door as it is published. What it imports of the library is left to the page: one copy, whoever imports it. */
export const publishedHooks: Plugin = {
  name: 'published hooks',
  setup(build) {
    const door = fileURLToPath(new URL('../../../dist/react.js', import.meta.url));
    build.onResolve({ filter: /^megamixer\/react$/ }, () => ({ path: door }));
    build.onResolve({ filter: /^\.\/megamixer\.js$/ }, ({ importer }) =>
      importer === door ? { path: '/dist/megamixer.js', external: true } : undefined,
    );
  },
};

/** The first example of docs/react.md, as a module. */
export const manualExample: Plugin = {
  name: 'the example of the manual',
  setup(build) {
    build.onResolve({ filter: /^manual:react$/ }, ({ path, resolveDir }) => ({
      ...{ path, namespace: 'manual', pluginData: resolveDir },
    }));
    build.onLoad({ filter: /.*/, namespace: 'manual' }, ({ pluginData }) => ({
      contents: `${codeIn('react.md', 'React', 'tsx')[0]}export { App };\n`,
      loader: 'tsx',
      resolveDir: pluginData,
    }));
  },
};
