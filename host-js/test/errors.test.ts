import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { orAborted } from '../src/aborted.js';
import { MIXER_ERROR_CODES, MixerError } from '../src/errors.js';

describe('errors', () => {
  test('have one anchor in the docs for each code, and no other', () => {
    const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    const anchors = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(anchors, [...MIXER_ERROR_CODES]);
  });

  test('say where to read on, and keep what the browser said', () => {
    const cause = new Error('no');
    const error = new MixerError('csp-wasm', 'Not allowed.', cause);
    assert.equal(error.message, 'Not allowed. See node_modules/megamixer/docs/errors.md#csp-wasm.');
    assert.deepEqual([error.name, error.code, error.cause], ['MixerError', 'csp-wasm', cause]);
    assert.ok(error instanceof Error);
    assert.ok(!('cause' in new MixerError('disposed', 'Gone.')));
  });

  test('come with the reason of the signal when it aborts first', async () => {
    const controller = new AbortController();
    const waiting = orAborted(new Promise(() => {}), controller.signal);
    controller.abort('enough');
    await assert.rejects(waiting, { code: 'aborted', cause: 'enough' });
    await assert.rejects(orAborted(Promise.resolve(1), controller.signal), { code: 'aborted' });
    assert.equal(await orAborted(Promise.resolve(1), new AbortController().signal), 1);
    assert.equal(await orAborted(Promise.resolve(1), undefined), 1);
  });
});
