import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Loader, type Plugin } from 'esbuild';
import { publishedHooks, reactOf } from './react.ts';

const folder = fileURLToPath(new URL('../../../docs/recipes/', import.meta.url));
/** Where packages that a recipe uses are looked for. */
const tests = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A program of docs/recipes: the blocks of one page whose fences say its name, such as `ts recipe="after"`, one after
 * another. Readers see them with the prose between; here they are one module.
 */
export interface Program {
  /** The name of the page, without `.md`. */
  readonly recipe: string;
  readonly name: string;
  readonly language: Loader;
  readonly code: string;
}

export const recipes = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => basename(file, '.md'))
    .sort();

const recipeText = (recipe: string): string => readFileSync(join(folder, `${recipe}.md`), 'utf8');

/** Every block of code of a page: its language, what else its fence says, and the code. */
export function fences(recipe: string): { language: string; info: string; code: string }[] {
  return [...recipeText(recipe).matchAll(/^```(\w*) *([^\n]*)\n(.*?)^```$/gms)].map(([, language, info, code]) => ({
    language: language!,
    info: info!,
    code: code!,
  }));
}

export function programsOf(recipe: string): Program[] {
  const programs = new Map<string, Program>();
  for (const { language, info, code } of fences(recipe)) {
    const name = /^recipe="([\w-]+)"$/.exec(info)?.[1];
    if (name === undefined) continue;
    const before = programs.get(name);
    if (before !== undefined && before.language !== language) throw new Error(`${recipe}: ${name} is in two languages`);
    programs.set(name, { recipe, name, language: language as Loader, code: (before?.code ?? '') + code });
  }
  return [...programs.values()];
}

/** The library is what pages load, one copy whoever imports it. */
const served: Plugin = {
  name: 'the library as it is served',
  setup(build) {
    build.onResolve({ filter: /^megamixer(\/|$)/ }, ({ path }) => ({
      path: `/dist/${path.replace(/^megamixer\//, '')}.js`,
      external: true,
    }));
  },
};

const bundles = new Map<string, Promise<string>>();

export const pathOf = ({ recipe, name }: Program): string => `/recipe/${recipe}/${name}.js`;

/** Of these recipes, the programs that no page has asked for so far. */
export const unasked = (recipes: readonly string[]): string[] =>
  recipes
    .flatMap(programsOf)
    .map(pathOf)
    .filter((path) => !bundles.has(path));

/** The module of a program, by the path that it is served under. */
export async function recipeModule(path: string): Promise<string | undefined> {
  if (!path.startsWith('/recipe/')) return undefined;
  const program = recipes()
    .flatMap(programsOf)
    .find((each) => pathOf(each) === path);
  if (program === undefined) return undefined;
  // A page that cannot load it says why.
  const module =
    bundles.get(path) ?? bundle(program).catch((error) => `throw new Error(${JSON.stringify(`${error}`)})`);
  bundles.set(path, module);
  return await module;
}

async function bundle({ recipe, language, code }: Program): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, loader: language, resolveDir: tests, sourcefile: `docs/recipes/${recipe}.md` },
    ...{ bundle: true, write: false, format: 'esm', target: 'es2022', jsx: 'automatic', sourcemap: 'inline' },
    plugins: [publishedHooks, reactOf(19), served],
  });
  return outputFiles[0]!.text;
}
