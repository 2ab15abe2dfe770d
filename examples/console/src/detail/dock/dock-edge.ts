import { element } from '../../element.ts';

const LOWEST_PX = 236;
/** Of the window: what is above wants to be seen, too. */
const HIGHEST_SHARE = 0.6;
const STEP_PX = 24;

/** The upper edge of the dock, which makes it higher and lower: by hand, by arrows, and by a double-click as it was. */
export function dockEdge(dock: HTMLElement, above: HTMLElement): HTMLElement {
  const edge = element('div', {
    ...{ class: 'dock-edge', role: 'separator', tabindex: 0, 'aria-orientation': 'horizontal' },
    ...{
      'aria-label': 'Height of the details',
      'aria-controls': dock.id,
      title: 'Drag to resize; double-click resets',
    },
  });
  const highest = (): number => {
    const spare = above.offsetHeight - Number.parseFloat(getComputedStyle(above).minHeight);
    const most = Math.min(innerHeight * HIGHEST_SHARE, dock.offsetHeight + Math.max(0, spare));
    return Math.max(LOWEST_PX, Math.round(most));
  };
  const tell = (height: number): void => {
    edge.setAttribute('aria-valuemin', String(LOWEST_PX));
    edge.setAttribute('aria-valuemax', String(highest()));
    edge.setAttribute('aria-valuenow', String(Math.round(height)));
  };
  const set = (height: number): void => {
    const clamped = Math.min(highest(), Math.max(LOWEST_PX, height));
    dock.style.setProperty('--detail-height', `${clamped}px`);
    tell(clamped);
  };
  requestAnimationFrame(() => tell(dock.offsetHeight));

  edge.addEventListener('keydown', (event) => {
    const by = { ArrowUp: STEP_PX, ArrowDown: -STEP_PX }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    set(dock.offsetHeight + by);
  });
  edge.addEventListener('dblclick', () => dock.style.removeProperty('--detail-height'));
  edge.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    edge.setPointerCapture(event.pointerId);
    const foot = event.clientY + dock.offsetHeight;
    const drag = (move: PointerEvent): void => set(foot - move.clientY);
    edge.addEventListener('pointermove', drag);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', drag), { once: true });
  });
  return edge;
}
