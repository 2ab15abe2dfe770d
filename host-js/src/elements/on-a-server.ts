/**
 * What Lit asks for when it is loaded, where there is no page: an app that is rendered on a server imports elements
 * there, too, and makes none. The build puts these in the place of the globals of their names.
 */
const { HTMLElement = class {}, document = { createTreeWalker: () => null } } = globalThis as Partial<
  typeof globalThis
>;

export { document, HTMLElement };
