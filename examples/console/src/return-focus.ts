/** Has a dialog, when it closes, give the keyboard back to where it is now: browsers forget what is inside of elements. */
export function returnFocus(dialog: HTMLDialogElement): void {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body) return;
  const before = at;
  dialog.addEventListener('close', () => before.focus({ preventScroll: true }), { once: true });
}
