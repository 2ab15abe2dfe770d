import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { engine } from './engine.ts';
import { root } from './server.ts';

const folder = join(root, 'target/test-figures');

/** Keeps what a test measured, for the report, and says it beside the test. */
export function record(test: TestContext, subject: string, figures: Record<string, unknown>): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${engine}.json`);
  writeFileSync(file, `${JSON.stringify({ ...earlier(file), [subject]: figures }, null, 2)}\n`);
  test.diagnostic(`${subject}: ${JSON.stringify(figures)}`);
}

function earlier(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
