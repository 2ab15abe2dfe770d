import type { MixerElement } from 'megamixer/elements';

/**
 * Says what an element is a part of, for screen readers: `Kick` and `limiter ceiling` make `Kick limiter ceiling`. The name is
 * that of the channel around it, which people can change.
 */
export function labelPart(part: HTMLElement | MixerElement, word: string): void {
  part.dataset.part = word;
  const owner = part.closest<HTMLElement>('[data-owner]');
  const label = owner === null ? word : `${owner.dataset.owner} ${word}`;
  // Elements of the library hand it on to what has the focus in them.
  if (part.localName.startsWith('mm-')) (part as MixerElement).label = label;
  else part.setAttribute('aria-label', label);
}

/** Gives the owner of parts another name, and tells the parts. */
export function nameOwner(owner: HTMLElement, name: string): void {
  owner.dataset.owner = name;
  for (const part of owner.querySelectorAll<HTMLElement>('[data-part]')) labelPart(part, part.dataset.part!);
}
