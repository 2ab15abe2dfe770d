import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { TargetRow } from './section.ts';
import { verdict } from './targets.ts';

/** kB of gzip -9. */
const [must, aim] = [80, 50];

/** What a page downloads for the engine. */
export function sizeTarget(): TargetRow {
  const wasm = readFileSync(new URL('../../../dist/assets/megamixer.wasm', import.meta.url));
  const kilobytes = gzipSync(wasm, { level: 9 }).length / 1000;
  const text = (value: number) => `${value.toFixed(0)} kB`;
  return {
    figure: 'the wasm module, gzip',
    must: text(must),
    aim: text(aim),
    values: [`${kilobytes.toFixed(1)} kB`, '', '', ''],
    reached: verdict({ must, aim, more: false }, kilobytes),
  };
}
