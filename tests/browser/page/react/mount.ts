import { createElement, type FunctionComponent, type ReactElement, StrictMode, version } from 'react';
import { createRoot } from 'react-dom/client';

/** Which React this page module was bundled with. */
export const reactVersion = (): string => version;

export interface Mounted {
  readonly container: HTMLElement;
  /** Renders the component again with other properties, as its parent would. */
  update(element: ReactElement): void;
  unmount(): void;
}

/** Puts an element into the page. */
export function mount(element: ReactElement): Mounted {
  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  root.render(element);
  return {
    container,
    update: (next) => root.render(next),
    unmount() {
      root.unmount();
      container.remove();
    },
  };
}

/** An element in StrictMode: React mounts it, takes it back and mounts it again. */
export const strictly = <P extends object>(component: FunctionComponent<P>, properties: P): ReactElement =>
  createElement(StrictMode, null, createElement(component, properties));
