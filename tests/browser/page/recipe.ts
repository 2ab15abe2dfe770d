/** What a program of docs/recipes exports, as a module of the page: see harness/recipe.ts. */
export function recipe<M>(page: string, program: string): Promise<M> {
  return import(`/recipe/${page}/${program}.js`);
}
