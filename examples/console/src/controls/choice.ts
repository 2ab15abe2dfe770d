import { type ChoiceParam, MixerError, type Param } from 'megamixer';
import { element } from '../element.ts';
import type { Lifetime } from '../lifetime.ts';
import { labelPart } from '../part-label.ts';

export interface ChoiceOptions<T> {
  /** Choices of any kind: words, or the strips and buses of a route. */
  readonly param: Param<T> & { readonly choices: readonly T[] };
  readonly textOf: (choice: T) => string;
  readonly part: string;
  readonly caption?: string;
  readonly life: Lifetime;
  /** Those of the parameter that are offered; all by default. */
  readonly choices?: readonly T[];
  /** Hears why something could not be chosen. */
  readonly onRefused?: (why: string) => void;
}

/** A menu that sets one parameter. */
export function choice<T>(options: ChoiceOptions<T>): HTMLElement {
  const { param, textOf, part, caption, life, choices = param.choices, onRefused } = options;
  const select = element('select');
  for (const [i, each] of choices.entries()) select.append(element('option', { value: i }, textOf(each)));
  labelPart(select, part);
  const show = (): void => {
    select.selectedIndex = choices.indexOf(param.value);
  };
  select.addEventListener('change', () => {
    const wanted = choices[select.selectedIndex]!;
    try {
      param.value = wanted;
    } catch (error) {
      if (!(error instanceof MixerError)) throw error;
      show();
      const circle = `${textOf(wanted)} leads back here: sound would go round in a circle`;
      onRefused?.(error.code === 'cycle' ? circle : error.message);
    }
  });
  life.follow(show, param);
  const root = element('div', { class: 'choice' }, select);
  if (caption !== undefined) root.prepend(element('span', { class: 'caption', 'aria-hidden': 'true' }, caption));
  return root;
}

/** The words of a parameter, with names for people. */
export function named<T extends string>(param: ChoiceParam<T>, names: Readonly<Record<T, string>>) {
  return { param, textOf: (word: T) => names[word] };
}
