/** The references that are made from comments: TypeDoc of what the package declares, rustdoc of the crates. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { doors } from '../build/doors.mjs';
import { inRepository } from '../paths.mjs';
import { run } from '../program.mjs';

/** Of the declarations in dist, which are what users have. A warning, such as a link to nothing, is an error. */
export async function buildTypeScript(folder) {
  // What elements are to a page stands in interfaces beside their classes.
  const entryPoints = [...doors.map(({ name }) => `dist/${name}.d.ts`), 'dist/types/elements/api.d.ts'].map((file) =>
    inRepository(file),
  );
  const scratch = inRepository('target/docs');
  mkdirSync(scratch, { recursive: true });
  const tsconfig = join(scratch, 'tsconfig.json');
  const compilerOptions = {
    ...{ strict: true, module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022', jsx: 'react-jsx' },
    ...{ lib: ['ES2023', 'DOM', 'DOM.Iterable', 'ESNext.Disposable'], types: [], skipLibCheck: true },
  };
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: entryPoints }));
  const app = await Application.bootstrapWithPlugins({
    ...{ entryPoints, tsconfig, name: 'Megamixer', readme: 'none' },
    ...{ disableSources: true, excludePrivate: true, hideGenerator: true, githubPages: false },
    navigationLinks: { Documents: '../index.html' },
    validation: { invalidLink: true, notExported: true, notDocumented: false, invalidPath: true, rewrittenLink: true },
    // Its words are the type MixerErrorCode.
    intentionallyNotExported: ['MIXER_ERROR_CODES'],
    logLevel: 'Warn',
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('TypeDoc made nothing of the declarations');
  app.validate(project);
  await app.generateDocs(project, folder);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('TypeDoc warns of the above');
}

/** @param {string} folder */
export async function buildRust(folder) {
  await run(['cargo', 'doc', '--quiet', '--locked', '--workspace', '--no-deps'], {
    env: { RUSTDOCFLAGS: '-D warnings' },
  });
  cpSync(inRepository('target/doc'), folder, { recursive: true, filter: (file) => !file.endsWith('.lock') });
}
