/** Looks into elements, whose insides no selector of a page reaches. */

/** All that matches, in the order of the page, inside of elements too. */
export function deepAll<E extends Element = HTMLElement>(selector: string, root: ParentNode = document): E[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element.matches(selector) ? [element as E] : []),
    ...(element.shadowRoot ? deepAll<E>(selector, element.shadowRoot) : []),
  ]);
}

/** What the keyboard is at. */
export function deepFocus(): HTMLElement {
  let found = document.activeElement as HTMLElement;
  while (found.shadowRoot?.activeElement) found = found.shadowRoot.activeElement as HTMLElement;
  return found;
}
