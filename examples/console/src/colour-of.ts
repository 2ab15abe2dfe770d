/** A colour as the style sheet says it, such as `drums`, for canvases, which know no variables. */
export function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
