/** Runs suites of one engine in this process: MEGAMIXER_ENGINE says which, MEGAMIXER_SUITES lists the files. */
import { test } from 'node:test';
import { missing } from '../drivers/launch.ts';
import { engine } from './engine.ts';

const reason = missing(engine);
if (reason === undefined) {
  for (const suite of process.env.MEGAMIXER_SUITES!.split('\n')) await import(suite);
} else {
  const required = engine === 'chromium';
  test(`${engine}: every suite`, { skip: required ? false : reason }, () => {
    throw new Error(reason);
  });
}
