import type { DetailDock } from './detail/dock/detail-dock.ts';
import type { ChannelView } from './views/channel-view.ts';

/** What the keys of every program do. */
export interface ProgramKeys {
  readonly open: () => void;
  readonly save: () => void;
  readonly saveWithSounds: () => void;
  readonly export: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/**
 * Space starts and stops wherever it means nothing else; Control and an arrow go to the same control next door; E goes to
 * the details of a channel and back.
 */
export function listenToKeys(
  channels: readonly ChannelView[],
  dock: DetailDock,
  toggle: () => void,
  program: ProgramKeys,
): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    const deed = programKey(event);
    const isStep = deed === 'undo' || deed === 'redo';
    // A field has a history of its own.
    if (isStep && isTyped(event.target)) return;
    if (deed !== null) {
      event.preventDefault();
      if (event.repeat && !isStep) return;
      if (!isStep) commitText();
      program[deed]();
    } else if (event.key === ' ' && !usesSpace(event.target)) {
      event.preventDefault();
      if (!event.repeat) toggle();
    } else if (event.ctrlKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const by = event.key === 'ArrowRight' ? 1 : -1;
      if (dock.root.contains(document.activeElement) ? dock.step(by) : stepAside(channels, by)) event.preventDefault();
    } else if (event.key.toLowerCase() === 'e' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (enterOrLeave(channels, dock)) event.preventDefault();
    } else if (event.key === 'Escape' && dock.root.contains(document.activeElement)) {
      dock.shown?.selectButton.focus();
    }
  });
}

const PLAIN: Readonly<Record<string, keyof ProgramKeys>> = { s: 'save', o: 'open', z: 'undo', y: 'redo' };
const SHIFTED: Readonly<Record<string, keyof ProgramKeys>> = { e: 'export', s: 'saveWithSounds', z: 'redo' };

function programKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): keyof ProgramKeys | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  return (shiftKey ? SHIFTED : PLAIN)[key.toLowerCase()] ?? null;
}

/** What is being typed is only taken where a field is left, and belongs to what is saved or exported. */
function commitText(): void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLInputElement && activeElement.type === 'text')) return;
  const { selectionStart, selectionEnd } = activeElement;
  activeElement.blur();
  activeElement.focus();
  activeElement.setSelectionRange(selectionStart, selectionEnd);
}

function usesSpace(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('button, a, select, input:not([type="range"])');
}

/** From a channel into its details; from the details back, closing them. */
function enterOrLeave(channels: readonly ChannelView[], dock: DetailDock): boolean {
  const { activeElement } = document;
  if (isText(activeElement)) return false;
  if (dock.root.contains(activeElement)) {
    const { shown } = dock;
    dock.close();
    shown?.selectButton.focus();
    return true;
  }
  const here = channels.find((channel) => channel.root.contains(activeElement));
  if (here === undefined) return false;
  if (dock.shown !== here) dock.open(here);
  dock.enter();
  return true;
}

function isTyped(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && (target.type === 'text' || target.type === 'number');
}

function isText(target: Element | null): boolean {
  return target instanceof HTMLSelectElement || isTyped(target);
}

/** The controls of a channel, in order; those with a text caret keep their arrows. */
const CONTROLS = 'input[type="range"], input[type="radio"]:checked, button';

function stepAside(channels: readonly ChannelView[], by: number): boolean {
  const { activeElement } = document;
  const here = channels.findIndex((channel) => channel.root.contains(activeElement));
  const there = channels[here + by];
  if (here < 0 || there === undefined || isText(activeElement)) return false;
  const part = partOf(activeElement!);
  const controls = [...there.root.querySelectorAll<HTMLElement>(CONTROLS)];
  const next = controls.find((control) => partOf(control) === part);
  next?.focus();
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return next !== undefined;
}

/** Peaks and sends say more than their kind, which is their first word. */
function partOf(control: Element): string {
  return (control as HTMLElement).dataset.part?.split(' ')[0] ?? control.getAttribute('type') ?? '';
}
