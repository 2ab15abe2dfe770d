import { test } from 'node:test';
import { programsOf, recipes } from '../browser/harness/recipe.ts';
import { assertStrict } from './strict-typescript.ts';

test('the programs of the recipes are strict TypeScript', () => {
  const programs = recipes().flatMap(programsOf);
  assertStrict(new Map(programs.map(({ recipe, name, language, code }) => [`${recipe}.${name}.${language}`, code])));
});
