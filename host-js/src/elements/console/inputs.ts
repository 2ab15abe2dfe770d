/** What browsers scroll by for a line of a wheel. */
const LINE_PIXELS = 20;

/** A wheel over what does not turn scrolls sideways, as far as there is anything: a console is wide and not high. */
export function scrollSideways(event: WheelEvent, scrollers: readonly HTMLElement[]): void {
  const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (event.defaultPrevented || event.ctrlKey || isSideways) return;
  const wide = scrollers.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
  const path = event.composedPath();
  const scroller = wide.find((each) => path.includes(each)) ?? wide[0];
  if (scroller === undefined) return;
  const { scrollLeft } = scroller;
  scroller.scrollLeft += event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PIXELS : event.deltaY;
  // At its end the page goes on.
  if (scroller.scrollLeft !== scrollLeft) event.preventDefault();
}

/**
 * Whether a key is for one of the console's own controls. A field has arrows of its own, and so may have whatever a page has put
 * into a slot.
 */
export function isOwnKey(event: KeyboardEvent): boolean {
  const path = event.composedPath() as Element[];
  const inside = path.slice(0, path.indexOf(event.currentTarget as Element));
  const isTyped = ['input', 'select', 'textarea'].includes(inside[0]!.localName);
  return !isTyped && inside.every(({ localName }) => localName !== 'slot');
}

/** Where Left, Right, Control and Home, Control and End lead to. */
export function placeAfter({ key, ctrlKey }: KeyboardEvent, place: number, last: number): number | undefined {
  const moves: Record<string, number> = ctrlKey
    ? { Home: 0, End: last }
    : { ArrowLeft: Math.max(0, place - 1), ArrowRight: Math.min(last, place + 1) };
  return moves[key];
}

/** Likewise for tabs, which go round. */
export function tabAfter({ key }: KeyboardEvent, tab: number, last: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowLeft: tab === 0 ? last : tab - 1,
    ArrowRight: tab === last ? 0 : tab + 1,
    Home: 0,
    End: last,
  };
  return moves[key];
}
