import type { MmStrip } from 'megamixer/elements';
import { isComposing } from './composing.ts';
import type { DetailDock } from './detail/dock/detail-dock.ts';
import type { ChannelView } from './views/channel-view.ts';
import type { ConsoleView } from './views/console-view.ts';

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
 * Space starts and stops wherever it means nothing else; E goes to the details of a channel and back, and Control and an
 * arrow from there to those next door.
 */
export function listenToKeys(console: ConsoleView, dock: DetailDock, toggle: () => void, program: ProgramKeys): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || isComposing(event) || document.querySelector('dialog[open]') !== null) return;
    const deed = programKey(event);
    const isStep = deed === 'undo' || deed === 'redo';
    // A field has a history of its own.
    if (isStep && isTyped(targetOf(event))) return;
    if (deed !== null) {
      event.preventDefault();
      if (event.repeat && !isStep) return;
      if (!isStep) commitText();
      program[deed]();
    } else if (event.key === ' ' && !usesSpace(targetOf(event))) {
      event.preventDefault();
      if (!event.repeat) toggle();
    } else if (event.ctrlKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const by = event.key === 'ArrowRight' ? 1 : -1;
      if (dock.root.contains(document.activeElement) && dock.step(by)) event.preventDefault();
    } else if (event.key.toLowerCase() === 'e' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (enterOrLeave(event, console, dock)) event.preventDefault();
    } else if (event.key === 'Escape' && dock.root.contains(document.activeElement)) {
      if (dock.shown !== null) console.reveal(dock.shown, 'name');
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
  let inside = activeElement;
  while (inside?.shadowRoot?.activeElement) inside = inside.shadowRoot.activeElement;
  // Elements close their own fields.
  if (inside !== activeElement && inside instanceof HTMLInputElement) inside.blur();
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
function enterOrLeave(event: KeyboardEvent, console: ConsoleView, dock: DetailDock): boolean {
  if (isText(targetOf(event))) return false;
  if (dock.root.contains(document.activeElement)) {
    const { shown } = dock;
    dock.close();
    if (shown !== null) console.reveal(shown, 'name');
    return true;
  }
  const here = channelAt(event, console);
  if (here === undefined) return false;
  if (dock.shown !== here) dock.open(here);
  dock.enter();
  return true;
}

/** The channel that the keyboard is in. */
function channelAt(event: KeyboardEvent, console: ConsoleView): ChannelView | undefined {
  const strip = event.composedPath().find((target): target is MmStrip => (target as Element).localName === 'mm-strip');
  return strip?.strip ? console.of(strip.strip) : undefined;
}

/** What a key is meant for, inside of elements, too. */
function targetOf(event: KeyboardEvent): EventTarget | null {
  return event.composedPath()[0] ?? null;
}

function isTyped(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && (target.type === 'text' || target.type === 'number');
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement || isTyped(target);
}
