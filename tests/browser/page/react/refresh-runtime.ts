import type { FunctionComponent } from 'react';
// @ts-expect-error: it brings no types.
import * as untyped from 'react-refresh/runtime';

const runtime = untyped as {
  injectIntoGlobalHook(page: object): void;
  register(component: FunctionComponent, id: string): void;
  performReactRefresh(): void;
};

// React looks for this when it is loaded.
runtime.injectIntoGlobalHook(globalThis);

/** Fast Refresh of the one component that a test edits. */
export const refresh = {
  /** A version of it, first or later. */
  register(component: FunctionComponent): FunctionComponent {
    runtime.register(component, 'component');
    return component;
  },
  /** Puts the last version in the place of the one that is mounted. */
  perform: (): void => runtime.performReactRefresh(),
};
