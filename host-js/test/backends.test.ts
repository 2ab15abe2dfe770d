import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { Backends } from '../src/engine/backends.js';
import { MixerError, type MixerErrorCode } from '../src/errors.js';

const page = globalThis as { crossOriginIsolated?: boolean };

function fails(backends: Backends, code: MixerErrorCode): void {
  backends.failed(new MixerError(code, `It was ${code}.`));
}

describe('the backends of a page', () => {
  afterEach(() => {
    delete page.crossOriginIsolated;
  });

  test('an isolated page begins with shared memory, another one with messages and says why', () => {
    page.crossOriginIsolated = true;
    assert.equal(new Backends().next.kind, 'shared');
    assert.deepEqual(new Backends().diagnostics, []);
    page.crossOriginIsolated = false;
    const { next, diagnostics } = new Backends();
    assert.equal(next.kind, 'message');
    assert.match(next.reason, /not cross-origin isolated/);
    assert.deepEqual(
      diagnostics.map(({ tried, code }) => [tried, code]),
      [['shared', 'not-isolated']],
    );
  });

  test('what shared memory was wanting for goes on with messages, and what WebAssembly was, with JavaScript', () => {
    page.crossOriginIsolated = true;
    for (const code of ['not-isolated', 'out-of-memory'] as const) {
      const backends = new Backends();
      fails(backends, code);
      assert.equal(backends.next.kind, 'message');
      assert.match(backends.next.reason, new RegExp(`shared failed: It was ${code}`));
      fails(backends, 'csp-wasm');
      assert.equal(backends.next.kind, 'js');
      assert.deepEqual(
        backends.diagnostics.map((each) => [each.tried, each.code]),
        [
          ['shared', code],
          ['message', 'csp-wasm'],
        ],
      );
    }
    const backends = new Backends();
    fails(backends, 'unsupported');
    assert.equal(backends.next.kind, 'js');
  });

  test('what would go wrong with any of them is thrown as it is', () => {
    page.crossOriginIsolated = true;
    for (const code of ['aborted', 'closed-context', 'layout-mismatch', 'csp-worklet', 'engine-refused'] as const) {
      const backends = new Backends();
      assert.throws(() => fails(backends, code), { code });
      assert.equal(backends.next.kind, 'shared');
    }
    const backends = new Backends();
    const error = new TypeError('no such thing');
    assert.throws(() => backends.failed(error), error);
  });

  test('memory that messages cannot have either is told, and not tried in JavaScript', () => {
    const backends = new Backends();
    assert.throws(() => fails(backends, 'out-of-memory'), { code: 'out-of-memory' });
  });

  test('where JavaScript cannot be had either, it is said why WebAssembly could not, and that too', () => {
    const backends = new Backends();
    fails(backends, 'csp-wasm');
    assert.throws(() => fails(backends, 'worklet-blocked'), {
      code: 'csp-wasm',
      message:
        /^It was csp-wasm\. Without WebAssembly it did not go either: It was worklet-blocked\. See \S+#worklet-blocked\. See \S+#csp-wasm\.$/,
    });
  });

  test('one that is asked for is had or refused', () => {
    for (const kind of ['message', 'js'] as const) {
      const backends = new Backends(kind);
      assert.equal(backends.next.kind, kind);
      assert.deepEqual(backends.diagnostics, []);
      assert.throws(() => fails(backends, 'csp-wasm'), { code: 'csp-wasm' });
    }
    assert.throws(() => new Backends('shared'), { code: 'not-isolated' });
    page.crossOriginIsolated = true;
    assert.equal(new Backends('shared').next.kind, 'shared');
    assert.throws(() => new Backends('native' as 'js'), TypeError);
  });
});
