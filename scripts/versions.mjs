import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('versions.env', import.meta.url), 'utf8');

/** The pins of versions.env. */
export const versions = Object.fromEntries(
  [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
);
