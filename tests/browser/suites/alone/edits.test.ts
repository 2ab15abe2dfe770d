import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';
import type { EditFigures } from '../../page/edits.ts';

const inPage = pageWith<typeof import('../../page/edits.ts')>('edits', soak ? 300_000 : 60_000);
const times = soak ? 30 : 0.5;

function assertTogether({ peak, strips, adoptions }: EditFigures): void {
  assert.ok(
    strips.every((level) => level > 0.01),
    `the strips played at ${strips}`,
  );
  assert.ok(adoptions > 0);
  assert.equal(peak, 0, 'two strips of one edit were heard apart');
}

describeEngine('edits', () => {
  test('a tenth of a millisecond between edits of everything: most tries adopt, all of them whole', async (t) => {
    const figures = await inPage((page) => page.edit(4 * times, 0.1));
    record(t, 'edits 0.1 ms apart', { ...figures });
    assertTogether(figures);
    assert.ok(figures.interrupted < figures.edits / 2, `the page was stopped in ${figures.interrupted} edits`);
    assert.ok(figures.adopted >= 0.8, `${figures.adopted} of the tries adopted`);
  });

  test('an edit every millisecond: nothing is staler than 10 ms', async (t) => {
    const figures = await inPage((page) => page.edit(3 * times, 1));
    record(t, 'edits 1 ms apart', { ...figures });
    assertTogether(figures);
    assert.ok(figures.interrupted < figures.edits / 2, `the page was stopped in ${figures.interrupted} edits`);
    assert.ok(figures.stalestMs <= 10, `${figures.stalestMs} ms`);
  });

  test('a page that does nothing but edit is heard, and its last edit at once', async (t) => {
    const figures = await inPage((page) => page.edit(3 * times, 0));
    record(t, 'edits without a pause', { ...figures });
    assertTogether(figures);
    assert.ok(figures.quantaToLast < 2, `${figures.quantaToLast} quanta`);
  });

  test('the same moves by two edits are heard apart: what is listened for can be heard', async () => {
    assert.ok((await inPage((page) => page.tear(1))) > 0.01);
  });
});
