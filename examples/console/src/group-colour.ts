import type { Group } from './song/loop.ts';

/** The colour of an instrument as the style sheet says it, for canvases, which know no variables. */
export function groupColour(group: Group): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${group}`);
}
