/** What somebody finds in the demo who has no mouse. */
import { deepFocus } from './deep.ts';

const ROLES: Readonly<Record<string, string>> = { button: 'button', input: 'textbox', select: 'combobox', a: 'link' };

/** What the keyboard is at, as a screen reader says it: `slider Kick fader`. */
export function focus(): string {
  const at = deepFocus();
  const role = at.getAttribute('role') ?? ROLES[at.localName] ?? at.localName;
  return `${role} ${at.getAttribute('aria-label') ?? at.textContent?.trim()}`;
}

/** What it says of its value or its state. */
export function said(): string | null {
  const at = deepFocus();
  return at.getAttribute('aria-valuetext') ?? at.getAttribute('aria-pressed') ?? at.getAttribute('aria-selected');
}

/** Whether what has the keyboard is on the screen. */
export function isInSight(): boolean {
  const { left, right, top, bottom } = deepFocus().getBoundingClientRect();
  return left >= 0 && right <= innerWidth + 1 && top >= 0 && bottom <= innerHeight + 1;
}
