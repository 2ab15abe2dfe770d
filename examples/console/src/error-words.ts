/** What an error says to whoever uses the page. Where its documentation is, is for whoever makes one. */
export function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/ See \S+$/, '');
}
