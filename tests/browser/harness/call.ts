import type { Page } from '../drivers/driver.ts';

type Async<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
export type Remote<M> = { readonly [K in keyof M]: Async<M[K]> };

/** The functions of a page module, called in the page. Arguments and results travel as JSON. */
export function remote<M>(page: Page, module: string, options?: { timeoutMs?: number }): Remote<M> {
  return new Proxy({} as Remote<M>, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        page.evaluate(
          `import('/page/${module}.js').then((module) => module.${String(name)}(...${JSON.stringify(args)}))`,
          options,
        ),
  });
}
