import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { remote } from '../../harness/call.ts';
import { describeEngine, engine, everyBackend, openUrl, pageWith, servers } from '../../harness/engine.ts';

type Api = typeof import('../../page/api.ts');
const inPage = pageWith<Api>('api');

/** What every refusal has to be: typed, with a code, and with a hint where to read on. */
function assertRefusal(complaint: Awaited<ReturnType<Api['create']>>, ...codes: string[]): void {
  assert.ok(complaint, 'nothing was refused');
  assert.deepEqual([complaint.isMixerError, complaint.name], [true, 'MixerError'], complaint.message);
  assert.ok(codes.includes(complaint.code!), `${complaint.code}: ${complaint.message}`);
  assert.match(complaint.message, new RegExp(`docs/errors\\.md#${complaint.code}`));
}

describeEngine('api', () => {
  const refusals: [how: keyof Api['wrongCreations'], code: string][] = [
    ['a closed context', 'closed-context'],
    ['a wasm file that is missing', 'wasm-not-fetched'],
    ['a wasm file of something else', 'wasm-not-fetched'],
    ['a worklet file that is missing', 'worklet-blocked'],
    ['an engine of another layout', 'layout-mismatch'],
    ['a page without memory', 'out-of-memory'],
    ['a context of another library', 'wrapped-context'],
    ['no strips', 'counts-out-of-range'],
    ['too many strips', 'counts-out-of-range'],
    ['half a strip', 'counts-out-of-range'],
    ['too many buses', 'counts-out-of-range'],
    ['negative buses', 'counts-out-of-range'],
    ['an aborted signal', 'aborted'],
  ];
  for (const [how, code] of refusals) {
    test(`${how} is refused as ${code}`, async () => {
      await inPage(async (page) => {
        assertRefusal(await page.create(how), code);
        assert.equal(await page.create('an ordinary context'), undefined, 'a good one is made afterwards');
      });
    });
  }

  test('a page without the headers is told so when it insists on shared memory', async () => {
    await inPage(
      async (page) => {
        assertRefusal(await page.create('an ordinary context, shared'), 'not-isolated');
        assert.equal(await page.create('an ordinary context'), undefined);
      },
      { isolated: false },
    );
  });

  test('plain http on another name than localhost is refused as insecure-context', async () => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal)?.address;
    assert.ok(address, 'this machine has no address but localhost');
    const page = await openUrl(`http://${address}:${servers.plain.port}/empty`);
    try {
      assertRefusal(await remote<Api>(page, 'api').create('an ordinary context'), 'insecure-context');
    } finally {
      await page.close();
    }
  });

  test('a policy without wasm is named, where the browser enforces it', async () => {
    await inPage(
      async (page) => {
        const complaint = await page.create('an ordinary context, message');
        // WebKitGTK 2.50 forbids WebAssembly.instantiate alone; compile() and a worklet's new Instance() go through.
        if (engine === 'webkit') assert.equal(complaint, undefined);
        else assertRefusal(complaint, 'csp-wasm');
      },
      { csp: "script-src 'self' 'unsafe-inline' blob:" },
    );
  });

  test('a policy that lets no worklet in is named, whether it came with the library or from the site', async () => {
    const csp =
      "script-src 'unsafe-inline' 'wasm-unsafe-eval' http://localhost:*/page/ http://localhost:*/dist/megamixer.js";
    await inPage(
      async (page) => {
        const carried = await page.create('an ordinary context');
        assertRefusal(carried, 'csp-worklet');
        assert.match(
          carried!.message,
          /npx megamixer copy-assets public\/megamixer.*createMixer\(context, \{ assetsUrl: "\/megamixer\/" \}\)/,
        );
        assertRefusal(await page.create('an ordinary context, with the files of the site'), 'worklet-blocked');
      },
      { csp },
    );
  });

  test('a policy with wasm from the same origin is enough for the files of the site, and with blob: for none', async () => {
    const csp = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
    await inPage(
      async (page) => assert.equal(await page.create('an ordinary context, with the files of the site'), undefined),
      { csp },
    );
    await inPage(async (page) => assert.equal(await page.create('an ordinary context'), undefined), {
      csp: `${csp} blob:`,
    });
  });

  test('an aborted creation leaves nothing behind', async () => {
    await inPage(async (page) => {
      for (const milliseconds of [0, 1, 5, 20]) {
        const { complaint, again } = await page.abortAfter(milliseconds);
        // It may have been ready by then.
        if (complaint || milliseconds === 0) assertRefusal(complaint, 'aborted');
        assert.ok(again);
      }
    });
  });

  for (const backend of everyBackend) {
    test(`handles clamp, refuse what is no number, and publish edits as one, ${backend}`, async () => {
      const found = await inPage((page) => page.handles(backend));
      assert.deepEqual(found.counts, [3, 2, 3]);
      assert.deepEqual([found.frozen, found.cached, found.missing, found.isNode], [true, true, true, true]);
      assert.deepEqual(found.defaults, [1, 0, false, 'stereo', Math.fround(0.02)]);
      assert.equal(found.backend.kind, backend);
      assert.ok(found.backend.reason.length > 10);
      assert.deepEqual(
        found.nonFinite.map((complaint) => complaint?.name),
        ['TypeError', 'TypeError', 'TypeError'],
      );
      assert.equal(found.afterNonFinite, 1);
      assert.deepEqual(found.clamped, [0, 4, Math.fround(0.1)]);
      assert.deepEqual(
        found.db.map(([, db]) => (typeof db === 'number' ? Math.round(db * 1000) / 1000 : db)),
        [-6, 'off', 'off', 0],
      );
      assert.deepEqual(
        found.db.map(([value]) => value),
        [Math.fround(10 ** (-6 / 20)), 0, 0, 1],
      );
      assert.deepEqual(found.position, [0, 0.25, 4]);
      assert.deepEqual(found.heardOfEdit.toSorted(), ['gain 0.5', 'pan 0.5']);
      assert.equal(found.edit, undefined);
      assert.deepEqual([found.throwing?.message, found.afterThrowing], ['mine', 0.5]);
      assert.deepEqual([found.asynchronous?.name, found.afterAsynchronous], ['TypeError', 0.5]);
      assert.deepEqual([found.unsubscribed, found.reset], [0, 1]);
    });

    test(`a mixer that was disposed of reads on and refuses the rest, ${backend}`, async () => {
      const found = await inPage((page) => page.disposed(backend));
      assert.deepEqual([found.disposed, found.read, found.afterwards, found.symbol], [true, 0.75, 0.75, true]);
      assert.deepEqual(new Set(found.complaints), new Set(['disposed']));
    });

    test(`a suspended context makes a mixer and stays suspended, ${backend}`, async () => {
      assert.deepEqual(await inPage((page) => page.suspended(backend)), { before: 'suspended', after: 'suspended' });
    });

    test(`sources connect through a strip or by hand, ${backend}`, async () => {
      const [through, stopped, byHand] = await inPage((page) => page.connections(backend));
      assert.deepEqual([through, stopped, byHand], [0.5, 0, 0.5], engine);
    });
  }
});
