/** Hands a file to the browser, which keeps it where it keeps downloads. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that every file system takes. */
export function fileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what has to go
  return name.replace(/[\\/:*?"<>|\x00-\x1f]+/g, '-').trim() || 'session';
}
