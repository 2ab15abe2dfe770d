/** One interface over three browsers, so that a suite never asks which one it runs in. */

export type Engine = 'chromium' | 'firefox' | 'webkit';

export interface Page {
  /** Evaluates an expression in the page, awaits it and returns it by way of JSON. */
  evaluate<T>(expression: string, options?: { timeoutMs?: number }): Promise<T>;
  /** Presses and lets go of the mouse's button there, as a person would: to the browser it is a gesture of its user. */
  click(x: number, y: number): Promise<void>;
  /** What the page wrote with `console.error` and what nobody caught, since it was opened. */
  errors(): Promise<readonly string[]>;
  /** A PNG of the page. */
  screenshot(): Promise<Uint8Array>;
  /** Bytes of the page's heap after a forced collection, where the browser tells. */
  heapBytes?(): Promise<number>;
  /** How many objects have what an expression comes to in their chain of prototypes, where the browser tells. */
  countObjects?(prototype: string): Promise<number>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Audio waits for a gesture of the user, as in browsers by default. Without it pages play by themselves. */
  blockAutoplay?: boolean;
}

export interface Driver {
  readonly engine: Engine;
  readonly version: string;
  open(url: string): Promise<Page>;
  /** Ends the browser, by its own process if it no longer answers. */
  close(): Promise<void>;
}

/** A browser that is not installed. Reported as skipped, never as passed. */
export class EngineMissing extends Error {
  override name = 'EngineMissing';
}

/** What went wrong in the page, with the page's own stack. */
export class PageError extends Error {
  override name = 'PageError';
}

export const evaluationTimeoutMs = 30_000;

interface Envelope<T> {
  value?: T;
  error?: string;
  stack?: string;
  /** What the browser said, where the mixer puts it in its own words. */
  cause?: string;
}

/** Every engine returns the same envelope: a driver's own idea of errors and of NaN differs by protocol. */
export function envelope(expression: string): string {
  return `Promise.resolve().then(() => (${expression})).then(
    (value) => JSON.stringify({ value }),
    (error) => JSON.stringify({
      error: String(error), stack: String(error?.stack), cause: error?.cause && String(error.cause) }))`;
}

export function opened<T>(answer: string): T {
  const { value, error, stack, cause } = JSON.parse(answer) as Envelope<T>;
  if (error !== undefined) throw new PageError(`${error}\n${stack}${cause ? `\nCause: ${cause}` : ''}`);
  return value as T;
}

export async function within<T>(promise: Promise<T>, milliseconds: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
