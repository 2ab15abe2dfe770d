/** A part of docs/benchmarks.md. To add one, write a module that exports it and name it in sections.ts. */
export interface Section {
  readonly title: string;
  /** The command that makes what it shows. */
  readonly command: string;
  /** Lines of Markdown; undefined where nothing has been measured. */
  lines(): string[] | undefined;
  /** What of it the project has set itself, for the first table of the page. */
  targets?(): readonly TargetRow[];
}

/** A row of the table of what the project wants. */
export interface TargetRow {
  readonly figure: string;
  readonly must: string;
  readonly aim: string;
  /** In Chromium on either transport, in Firefox and in WebKitGTK on the shared one; empty where it does not apply. */
  readonly values: readonly [shared: string, message: string, firefox: string, webkit: string];
  readonly reached: 'aim' | 'must' | 'missed' | 'not measured';
}

export const engineNames = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKitGTK' } as const;

/** A table of Markdown; the first column is text, the others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)];
}

/** µs with as many digits as a noisy figure deserves. */
export function micros(value: number): string {
  return Math.abs(value) < 10 ? value.toFixed(2) : Math.abs(value) < 100 ? value.toFixed(1) : value.toFixed(0);
}
