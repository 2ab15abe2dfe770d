/** For who asked in the console: not by the logger, which may be silent. */
export function print(text: string): void {
  console.log(`[megamixer] ${text}`);
}
