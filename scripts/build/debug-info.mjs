/**
 * Debug information through wasm-opt: crates and tools are told of in scripts/build/dwarf. Each place where the source
 * goes on is numbered by its address, in a source map; the one that wasm-opt writes then says where each has gone.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRepository } from '../paths.mjs';
import { capture, run } from '../program.mjs';
import { functionsOf, withoutHashes } from './functions.mjs';
import { codeSection, sectionsOf } from './sections.mjs';
import { decodeMappings, encodeMappings } from './source-map.mjs';

const tool = inRepository('target/debug/megamixer-dwarf');

/** `old.map` in the scratch folder: every source place of a module, as line `address`. */
export async function writeAddressMap(wasm, scratch) {
  await run(['cargo', 'build', '--quiet', '--locked', '--package', 'megamixer-dwarf']);
  const bytes = readFileSync(inRepository(wasm));
  const old = join(scratch, 'old');
  mkdirSync(inRepository(old), { recursive: true });
  for (const { name, content } of sectionsOf(bytes).filter(({ name }) => name.startsWith('.debug_'))) {
    writeFileSync(inRepository(old, name), content);
  }
  const { code, output } = await capture([tool, 'places', old]);
  if (code !== 0) throw new Error(output);
  const { contentStart } = codeSection(bytes);
  const mappings = output
    .trim()
    .split('\n')
    .map(Number)
    .map((address) => ({ byte: contentStart + address, source: 0, line: address, column: 0 }));
  writeFileSync(
    inRepository(scratch, 'old.map'),
    JSON.stringify({ version: 3, sources: ['addresses'], names: [], mappings: encodeMappings(mappings) }),
  );
}

/**
 * The DWARF of `optimised.wasm` in the scratch folder, by section, from that of the module before and from `new.map`.
 * `places.json` goes beside the module before.
 */
export async function carryDebugInfo(wasm, scratch) {
  const before = functionsOf(readFileSync(inRepository(wasm)));
  const optimised = readFileSync(inRepository(scratch, 'optimised.wasm'));
  const { contentStart } = codeSection(optimised);
  const map = JSON.parse(readFileSync(inRepository(scratch, 'new.map'), 'utf8'));
  const pieces = decodeMappings(map.mappings).map(({ byte, line }) => ({ start: byte - contentStart, address: line }));
  const fresh = join(scratch, 'new');
  mkdirSync(inRepository(fresh), { recursive: true });
  writeFileSync(inRepository(scratch, 'moved'), movedText(before, functionsOf(optimised), pieces));
  await run([tool, 'carry', join(scratch, 'old'), fresh, join(scratch, 'moved')]);
  copyFileSync(inRepository(fresh, 'places.json'), inRepository(dirname(wasm), 'places.json'));
  const sections = ['abbrev', 'info', 'line', 'ranges', 'str'].map((name) => `.debug_${name}`);
  return Object.fromEntries(sections.map((name) => [name, readFileSync(inRepository(fresh, name))]));
}

/** What scripts/build/dwarf/src/moved.rs reads. */
export function movedText(before, after, pieces) {
  const starts = new Map(before.map(({ name, start }) => [name, start]));
  const originOf = (address) => before.findLast(({ start }) => start <= address)?.start ?? 0;
  const origins = new Map();
  const lines = [];
  let next = 0;
  for (const { name, start, end } of after) {
    lines.push(`function ${start} ${end} ${starts.get(name) ?? 0} ${withoutHashes(name)}`);
    for (; next < pieces.length && pieces[next].start < end; next += 1) {
      const { start: from, address } = pieces[next];
      if (from < start) continue;
      if (address === undefined) {
        lines.push(`from ${from}`);
        continue;
      }
      if (!origins.has(address)) origins.set(address, originOf(address));
      lines.push(`from ${from} ${address} ${origins.get(address)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A source map for who cannot read DWARF. It has the text of our own sources. */
export function sourceOf({ files, stacks, pieces }, wasm) {
  const { contentStart } = codeSection(wasm);
  const mappings = pieces.map(([start, stack]) => {
    const [, source, line, column] = stacks[stack]?.at(-1) ?? [];
    const byte = contentStart + start;
    return line > 0 ? { byte, source, line: line - 1, column: Math.max(0, column - 1) } : { byte };
  });
  const text = (file) => (existsSync(inRepository(file)) ? readFileSync(inRepository(file), 'utf8') : null);
  return JSON.stringify({
    version: 3,
    sources: files.map((file) => (file.startsWith('/') ? file : `../../${file}`)),
    sourcesContent: files.map((file) => (file.startsWith('crates/') ? text(file) : null)),
    names: [],
    mappings: encodeMappings(mappings),
  });
}
