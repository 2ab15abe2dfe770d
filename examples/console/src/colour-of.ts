/** A colour as the style sheet says it, such as `drums`, for canvases, which know no variables: one that is the same by day and by night. */
export function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
