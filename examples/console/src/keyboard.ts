import type { ChannelView } from './views/channel-view.ts';

/** Space starts and stops wherever it means nothing else; Control and an arrow go to the same control next door. */
export function listenToKeys(channels: readonly ChannelView[], toggle: () => void): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    if (event.key === ' ' && !usesSpace(event.target)) {
      event.preventDefault();
      if (!event.repeat) toggle();
    } else if (event.ctrlKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      if (stepAside(channels, event.key === 'ArrowRight' ? 1 : -1)) event.preventDefault();
    }
  });
}

function usesSpace(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('button, a, input:not([type="range"])');
}

/** The controls of a channel, in order; those with a text caret keep their arrows. */
const CONTROLS = 'input[type="range"], input[type="radio"]:checked, button';

function stepAside(channels: readonly ChannelView[], by: number): boolean {
  const { activeElement } = document;
  const here = channels.findIndex((channel) => channel.root.contains(activeElement));
  const there = channels[here + by];
  if (here < 0 || there === undefined || (activeElement instanceof HTMLInputElement && activeElement.type === 'text')) {
    return false;
  }
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
