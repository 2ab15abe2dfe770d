/** Whether a key is for whoever makes characters of several keys: Enter then takes these characters, and not the text. */
export function isComposing({ isComposing, keyCode }: KeyboardEvent): boolean {
  // Safari ends the composition before it tells of the key that did.
  return isComposing || keyCode === 229;
}
