import { createElement, type FunctionComponent, type ReactElement, StrictMode, useEffect, version } from 'react';
import { createRoot } from 'react-dom/client';

/** Which React this page module was bundled with. */
export const reactVersion = (): string => version;

export interface Mounted {
  readonly container: HTMLElement;
  /** Resolves when it is in the page, with its effects. */
  readonly mounted: Promise<void>;
  /** Renders the component again with other properties, as its parent would. Resolves when that is in the page. */
  update(element: ReactElement): Promise<void>;
  unmount(): void;
}

/** Puts an element into the page. */
export function mount(element: ReactElement): Mounted {
  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  const render = (element: ReactElement) =>
    new Promise<void>((done) => root.render(createElement(Around, { done, children: element })));
  return {
    container,
    mounted: render(element),
    update: render,
    unmount() {
      root.unmount();
      container.remove();
    },
  };
}

/** Effects of what is inside come before those of what is around it. */
function Around({ done, children }: { done: () => void; children: ReactElement }): ReactElement {
  useEffect(done, [done]);
  return children;
}

/** An element in StrictMode: React mounts it, takes it back and mounts it again. */
export const strictly = <P extends object>(component: FunctionComponent<P>, properties: P): ReactElement =>
  createElement(StrictMode, null, createElement(component, properties));
