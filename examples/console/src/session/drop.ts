import { element } from '../element.ts';

/** Files that are dragged onto the page, and where: all over it, unless a dialog is in front. */
export function listenToDrops(onFiles: (files: readonly File[]) => void): HTMLElement {
  const sign = element(
    'div',
    { class: 'drop-sign', hidden: true },
    element('p', {}, 'Drop a session, its sounds, or both'),
  );
  const free = (): boolean => document.querySelector('dialog[open]') === null;
  addEventListener('dragover', (event) => {
    // A part of the page that takes them itself says so itself.
    if (event.defaultPrevented) sign.hidden = true;
    if (event.defaultPrevented || !hasFiles(event)) return;
    // Where nobody takes them a browser would leave the page for them.
    event.preventDefault();
    event.dataTransfer!.dropEffect = free() ? 'copy' : 'none';
    sign.hidden = !free();
  });
  addEventListener('dragleave', (event) => {
    // Out of the window; every element on the way says that it was left, too.
    if (event.relatedTarget === null) sign.hidden = true;
  });
  addEventListener('drop', (event) => {
    sign.hidden = true;
    if (event.defaultPrevented || !hasFiles(event)) return;
    event.preventDefault();
    if (free()) onFiles([...event.dataTransfer!.files]);
  });
  return sign;
}

/** Files that are dragged onto a part of the page. */
export function acceptDrops(root: HTMLElement, onFiles: (files: readonly File[]) => void): void {
  root.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = 'copy';
    root.classList.add('dropping');
  });
  root.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!root.contains(relatedTarget as Node | null)) root.classList.remove('dropping');
  });
  root.addEventListener('drop', (event) => {
    root.classList.remove('dropping');
    if (!hasFiles(event)) return;
    event.preventDefault();
    onFiles([...event.dataTransfer!.files]);
  });
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;
