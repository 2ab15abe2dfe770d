import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** A tool has no reason to publish what few pages ask for: the library has hidden from it where that is. */
export function assertNoAssets(output: string, place: string): void {
  const assets = filesBelow(join(place, 'node_modules/megamixer/assets'));
  const contents = new Map(assets.map((file) => [readFileSync(file, 'base64'), relative(place, file)]));
  assert.ok(contents.size > 3);
  for (const file of filesBelow(join(place, output))) {
    const asset = contents.get(readFileSync(file, 'base64'));
    assert.equal(asset, undefined, `${relative(place, file)} is ${asset}`);
    assert.doesNotMatch(file, /\.wasm$/);
  }
}
