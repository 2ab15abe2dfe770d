/**
 * Says what an element is a part of, for screen readers: `Kick` and `fader` make `Kick fader`. The name is that of the
 * strip around it, which people can change.
 */
export function labelPart(part: HTMLElement, word: string): void {
  part.dataset.part = word;
  const owner = part.closest<HTMLElement>('[data-owner]');
  part.setAttribute('aria-label', owner === null ? word : `${owner.dataset.owner} ${word}`);
}

/** Gives the owner of parts another name, and tells the parts. */
export function nameOwner(owner: HTMLElement, name: string): void {
  owner.dataset.owner = name;
  for (const part of owner.querySelectorAll<HTMLElement>('[data-part]')) labelPart(part, part.dataset.part!);
}
