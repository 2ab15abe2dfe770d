import type { SwitchParam } from 'megamixer';
import { toggle } from '../controls/toggle.ts';
import { element } from '../element.ts';
import type { Desk } from './desk.ts';

export interface SectionOptions {
  readonly title: string;
  /** The class of its look and its width. */
  readonly name: string;
  /** Switches all of it. */
  readonly on?: SwitchParam;
  /** Beside the title. */
  readonly aside?: readonly HTMLElement[];
  readonly body: readonly HTMLElement[];
}

/** One block of a detail: a title, which may be its switch, over what it names. */
export function section({ title, name, on, aside = [], body }: SectionOptions, { life }: Desk): HTMLElement {
  const head = element('div', { class: 'section-head' });
  const root = plainSection(title, name, head, element('div', { class: 'section-body' }, ...body));
  if (on === undefined) {
    head.append(element('h2', {}, title));
  } else {
    head.append(element('h2', {}, toggle({ param: on, face: title, part: `${title} on` })));
    life.follow(() => root.classList.toggle('off', !on.value), on);
  }
  head.append(...aside);
  return root;
}

/** A block that has its title in itself, as elements of the library do. */
export function plainSection(title: string, name: string, ...body: readonly HTMLElement[]): HTMLElement {
  return element('section', { class: `section ${name}`, 'aria-label': title }, ...body);
}
