import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { remote } from '../../harness/call.ts';
import { describeEngine, engine, openUrl, pageWith, servers } from '../../harness/engine.ts';

type Page = typeof import('../../page/capabilities.ts');
const inPage = pageWith<Page>('capabilities');

const withoutWasm = { csp: "script-src 'self' 'unsafe-inline' blob:" };
const withoutBlob = { csp: "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" };

describeEngine('capabilities', () => {
  test('an isolated page is told that it has everything, and a mixer gets what was foretold', async () => {
    const { found, plain, got, diagnostics } = await inPage((page) => page.foretold());
    const { relaxedSimd, hardwareConcurrency, userAgent, backend, recommendation, ...rest } = found;
    assert.deepEqual(rest, {
      ...{ crossOriginIsolated: true, secureContext: true, sharedArrayBuffer: true, webAssembly: 'available' },
      ...{ simd: true, threads: true, audioWorklet: true, blobWorklet: true, quantumFrames: 128 },
      ...{ sampleRate: null, baseLatency: null, outputLatency: null, diagnostics: [] },
    });
    // WebKitGTK 2.50 has none.
    assert.equal(relaxedSimd, engine !== 'webkit');
    assert.ok(hardwareConcurrency! >= 1 && userAgent!.startsWith('Mozilla/'));
    assert.deepEqual([backend.kind, got, diagnostics, plain], ['shared', 'shared', [], true]);
    assert.equal(recommendation, 'Nothing is missing.');
  });

  test('a page that is not isolated is told how to be, and that a mixer gets messages', async () => {
    const { found, got, diagnostics } = await inPage((page) => page.foretold(), { isolated: false });
    assert.deepEqual([found.crossOriginIsolated, found.simd, found.threads], [false, true, true]);
    assert.deepEqual([found.backend.kind, got], ['message', 'message']);
    assert.deepEqual([found.diagnostics.map(({ code }) => code), diagnostics], [['not-isolated'], ['not-isolated']]);
    assert.match(found.recommendation, /^For page and engine to share memory, .*docs\/isolation\.md/);
  });

  for (const isolated of [true, false]) {
    const where = isolated ? 'isolated' : 'not isolated';
    test(`a page without wasm is told what its policy lacks, where the browser enforces it, ${where}`, async () => {
      const { found, got } = await inPage((page) => page.foretold(), { isolated, ...withoutWasm });
      if (engine === 'webkit') {
        // 2.50 forbids WebAssembly.instantiate alone, which the mixer does not call.
        assert.deepEqual([found.webAssembly, found.backend.kind], ['available', got]);
        return;
      }
      assert.deepEqual([found.webAssembly, found.backend.kind, found.simd], ['forbidden', 'js', true]);
      assert.equal(got, 'js');
      assert.match(
        found.recommendation,
        /^Add 'wasm-unsafe-eval' to script-src.*npx megamixer copy-assets public\/megamixer/,
      );
      assert.equal(found.recommendation.includes('Cross-Origin'), !isolated);
    });

    test(`a page whose worklets may be no blobs is told to copy the files, ${where}`, async () => {
      const { found, got } = await inPage((page) => page.foretold(), { isolated, ...withoutBlob });
      assert.deepEqual([found.blobWorklet, found.webAssembly], [false, 'available']);
      assert.equal(found.backend.kind, isolated ? 'shared' : 'message');
      assert.equal(got, 'csp-worklet');
      assert.match(found.recommendation, /^The Content-Security-Policy lets no worklet come from a blob\. .*assetsUrl/);
    });
  }

  test('nothing happens to an ordinary page, and a policy is violated once', async () => {
    assert.deepEqual(await inPage((page) => page.sideEffects()), { contexts: 0, violations: [] });
    const { contexts, violations } = await inPage((page) => page.sideEffects(), withoutBlob);
    assert.equal(contexts, 0);
    // Once a page, however often it is asked for. Chromium tells a page of none that a worklet is to blame for.
    assert.deepEqual(violations, engine === 'chromium' ? [] : ['script-src-elem blob']);
  });

  test('a context that plays is told of, and one that is closed is named', async () => {
    const found = await inPage((page) => page.ofContext());
    assert.deepEqual([found.sampleRate, found.quantumFrames, found.backend], [44_100, 128, 'shared']);
    assert.equal(found.baseLatency, found.own);
    assert.match(found.closed, /^This context is closed/);
  });

  test('a worker is told that mixers are made in pages', async () => {
    for (const isolated of [true, false]) {
      const found = await inPage((page) => page.inWorker(), { isolated });
      assert.deepEqual([found.crossOriginIsolated, found.audioWorklet, found.quantumFrames], [isolated, false, null]);
      assert.deepEqual([found.webAssembly, found.simd, found.threads], ['available', true, true]);
      assert.equal(found.backend.kind, null);
      assert.match(found.recommendation, /make mixers in a page, not in a worker/);
    }
  });

  test('plain http on another name than localhost is told to be served over https', async () => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal)?.address;
    assert.ok(address, 'this machine has no address but localhost');
    const page = await openUrl(`http://${address}:${servers.plain.port}/empty`);
    try {
      const { found, got } = await remote<Page>(page, 'capabilities').foretold();
      assert.deepEqual([found.secureContext, found.audioWorklet, found.blobWorklet], [false, false, null]);
      assert.deepEqual([found.backend.kind, got], [null, 'insecure-context']);
      assert.match(found.recommendation, /over https/);
    } finally {
      await page.close();
    }
  });
});
