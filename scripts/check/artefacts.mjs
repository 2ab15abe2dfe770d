/** Nothing that users load names a folder of the machine that built it. */

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { filesOf } from '../build/step.mjs';
import { inRepository, top } from '../paths.mjs';

const folders = [top, homedir(), '/rustlib/', '/registry/src/'];
const guilty = filesOf('dist').flatMap((file) => {
  const content = readFileSync(inRepository(file), 'latin1');
  return folders.filter((folder) => content.includes(folder)).map((folder) => `${file} names ${folder}`);
});

for (const line of guilty) console.error(line);
process.exitCode = guilty.length === 0 ? 0 : 1;
