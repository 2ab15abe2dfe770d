import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isolationHeaders } from '../../../../scripts/serve/server.mjs';
import type { ChromiumPage } from '../../drivers/chromium.ts';
import type { Page } from '../../drivers/driver.ts';
import { remote } from '../../harness/call.ts';
import { describeOnce, engine, openUrl } from '../../harness/engine.ts';
import { type Answer, type HeaderSet, root } from '../../harness/server.ts';
import { html, type Site, type SiteOptions, script, stage, startSite } from '../../harness/site.ts';

const file = script(readFileSync(join(root, 'dist/assets/megamixer-isolate.js'), 'utf8'));
const studio = '/studio/';

const keepsWarnings = `<script>
  globalThis.warnings = [];
  console.warn = (...words) => warnings.push(words.join(' '));
</script>`;
const hasNoStorage = `<script>
  Object.defineProperty(globalThis, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
</script>`;

/** A page with the script, by which attributes. */
function pageWith(
  attributes: string,
  { before = '', headers = {} }: { before?: string; headers?: HeaderSet } = {},
): Answer {
  return { ...html(`${keepsWarnings}${before}<script src="megamixer-isolate.js" ${attributes}></script>`), headers };
}

/** A host of static files, with the script in one folder; a host of its own each time, so a browser knows nothing of it yet. */
const hostOf = (files: SiteOptions['files'], options: SiteOptions = {}) =>
  startSite({ ...options, files: { '/studio/megamixer-isolate.js': file, '/megamixer-isolate.js': file, ...files } });

async function withHost(host: Promise<Site>, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await host;
  try {
    await work(site);
  } finally {
    site.close();
  }
}

async function visit<R>(site: Site, path: string, work: (page: Page) => Promise<R>): Promise<R> {
  const page = await openUrl(site.url(path));
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

const stateOf = (page: Page) =>
  remote<typeof import('../../page/isolated-by-worker.ts')>(page, 'isolated-by-worker').state();
const play = (page: Page) => remote<typeof import('../../page/isolation.ts')>(page, 'isolation').play();
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

type State = Awaited<ReturnType<typeof stateOf>>;

/** Waits for what a page becomes: it is loaded again meanwhile, which ends what was asked of it. */
async function becomes(page: Page, wanted: (state: State) => boolean): Promise<State> {
  let last: unknown;
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) {
    try {
      const state = await stateOf(page);
      if (wanted(state)) return state;
      last = JSON.stringify(state);
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`the page did not become ${wanted}: ${last}`);
}

/** What becomes of a page that has no reason to be loaded again: looked at once it has had the time to. */
async function remains(page: Page): Promise<State> {
  await pause(600);
  return stateOf(page);
}

describeOnce('isolated by a worker', () => {
  test('a page whose server sends no headers is loaded twice, is isolated, plays in shared memory, and stays so', async () => {
    await withHost(hostOf({ [studio]: pageWith('') }), async (site) => {
      await visit(site, studio, async (page) => {
        await becomes(page, ({ isolated }) => isolated);
        const { backend, heard } = await play(page);
        assert.deepEqual([backend, heard], ['shared', 0.5]);
        assert.deepEqual(await remains(page), {
          isolated: true,
          servedBy: '?policy=require-corp',
          workers: ['?policy=require-corp'],
          warnings: [],
        });
        assert.deepEqual(await page.errors(), []);
      });
      assert.equal(site.asked(studio), 2);
      await visit(site, studio, async (page) => {
        assert.equal((await remains(page)).isolated, true);
        assert.equal((await play(page)).backend, 'shared');
      });
      assert.equal(site.asked(studio), 3, 'the second visit loaded the page twice');
    });
  });

  test('frames, redirects, missing pages and workers are served with it, and nothing else', async () => {
    const files = {
      [studio]: pageWith(''),
      '/studio/moved': { ...html(''), status: 302, headers: { location: '/studio/frame' } },
      '/studio/frame': html('<p>a frame</p>'),
      '/studio/gone': { ...html('<p>not here</p>'), status: 404 },
      '/studio/worker.js': script('postMessage(crossOriginIsolated)'),
    };
    await withHost(hostOf(files), async (site) => {
      await visit(site, studio, async (page) => {
        await becomes(page, ({ isolated }) => isolated);
        const within = remote<typeof import('../../page/isolated-by-worker.ts')>(page, 'isolated-by-worker');
        const to = async (path: string) => within.frameOf(path);
        assert.deepEqual(await to('/studio/frame'), { path: '/studio/frame', text: 'a frame', isolated: true });
        // WebKit wants the policy on the redirect as well, where no worker can put it.
        if (engine !== 'webkit') assert.equal((await to('/studio/moved')).path, '/studio/frame');
        assert.deepEqual(await to('/studio/gone'), { path: '/studio/gone', text: 'not here', isolated: true });
        assert.deepEqual(await within.seen('/studio/worker.js'), { status: 200, embedder: null });
        const { worker } = remote<typeof import('../../page/isolation.ts')>(page, 'isolation');
        assert.equal(await worker('/studio/worker.js'), true);
      });
      await visit(site, '/studio/moved', async (page) => {
        assert.equal((await stateOf(page)).isolated, true);
        assert.equal(await page.evaluate('location.pathname'), '/studio/frame');
      });
    });
  });

  for (const [policy, knownTo] of [
    ['credentialless', ['chromium', 'firefox']],
    ['document', ['chromium']],
  ] as const) {
    const knows = (knownTo as readonly string[]).includes(engine);
    test(`the policy ${policy}: ${knows ? 'isolated' : 'not isolated'}, after one reload, with images of others`, async () => {
      await withHost(hostOf({ [studio]: pageWith(`data-policy="${policy}"`) }), async (site) => {
        await visit(site, studio, async (page) => {
          await becomes(page, ({ servedBy }) => servedBy !== null);
          const { isolated, warnings, workers } = await remains(page);
          assert.deepEqual([isolated, warnings, workers], [knows, [], [`?policy=${policy}`]]);
          const { backend, heard } = await play(page);
          assert.deepEqual([backend, heard], [knows ? 'shared' : 'message', 0.5]);
          const svg = { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
          const { loads } = remote<typeof import('../../page/isolation.ts')>(page, 'isolation');
          assert.equal(await loads('img', site.foreign(stage(svg)), null), true);
        });
        await visit(site, studio, remains);
        assert.equal(site.asked(studio), 3);
      });
    });
  }

  test('another policy takes the place of the one before', async () => {
    const files = { [studio]: pageWith(''), '/studio/other': pageWith('data-policy="credentialless"') };
    await withHost(hostOf(files), async (site) => {
      await visit(site, studio, (page) => becomes(page, ({ isolated }) => isolated));
      await visit(site, '/studio/other', async (page) => {
        // Chromium has it served by the new worker before it is loaded again.
        await becomes(
          page,
          ({ servedBy }) => servedBy === '?policy=credentialless' && site.asked('/studio/other') === 2,
        );
        assert.equal((await remains(page)).isolated, engine !== 'webkit');
      });
      assert.equal(site.asked('/studio/other'), 2);
    });
  });

  test("a frame of somebody else's page is isolated by a document policy alone, where the browser knows it", async () => {
    const tells = `<script type="module">
      import { play } from '/page/isolation.js';
      if (navigator.serviceWorker.controller) parent.postMessage(await play().catch(String), '*');
    </script>`;
    const files = {
      '/around': html(''),
      [studio]: html(`<script src="megamixer-isolate.js" data-policy="document"></script>${tells}`),
      '/elsewhere/': html(`<script src="megamixer-isolate.js"></script>${tells}`),
      '/elsewhere/megamixer-isolate.js': file,
    };
    await withHost(hostOf(files), async (site) => {
      await visit(site, '/around', async (page) => {
        const { frame } = remote<typeof import('../../page/isolation.ts')>(page, 'isolation');
        const played = (await frame('<iframe></iframe>', site.foreign(studio), 15_000)) as { backend: string };
        assert.equal(played?.backend, engine === 'chromium' ? 'shared' : 'message');
        assert.equal(await frame('<iframe></iframe>', site.foreign('/elsewhere/'), 1_500), undefined);
        assert.equal(site.asked('/elsewhere/'), 1);
      });
    });
  });

  test('data-off takes the worker away again', async () => {
    const files = { [studio]: pageWith(''), '/studio/off': pageWith('data-off') };
    await withHost(hostOf(files), async (site) => {
      await visit(site, studio, (page) => becomes(page, ({ isolated }) => isolated));
      await visit(site, '/studio/off', async (page) => {
        await becomes(page, ({ servedBy }) => servedBy === null);
        assert.deepEqual(await remains(page), { isolated: false, servedBy: null, workers: [], warnings: [] });
        assert.equal((await play(page)).heard, 0.5);
      });
      assert.equal(site.asked('/studio/off'), 2);
      await visit(site, '/studio/off', remains);
      assert.equal(site.asked('/studio/off'), 3);
    });
  });

  const leftAlone: [why: string, path: string, site: () => Promise<Site>, warning: RegExp | null][] = [
    [
      'a policy forbids it a worker',
      studio,
      () => hostOf({ [studio]: pageWith('', { headers: { 'content-security-policy': "worker-src 'none'" } }) }),
      /^megamixer-isolate\.js: /,
    ],
    [
      'the script is in a folder beside the page',
      '/page-elsewhere',
      () =>
        hostOf({
          '/page-elsewhere': html(`${keepsWarnings}<script src="/studio/megamixer-isolate.js"></script>`),
        }),
      /it serves http.*\/studio\/ alone/,
    ],
    [
      'its policy is none',
      studio,
      () => hostOf({ [studio]: pageWith('data-policy="corp"') }),
      /is none of its policies/,
    ],
    [
      'it is a module',
      studio,
      () => hostOf({ [studio]: pageWith('type="module"') }),
      /neither a module nor part of a bundle/,
    ],
    [
      'there is no storage to tell a reload by',
      studio,
      () =>
        hostOf({
          [studio]: pageWith('', { before: hasNoStorage }),
        }),
      null,
    ],
  ];
  for (const [why, path, host, warning] of leftAlone) {
    test(`a page is left as it is, and plays, where ${why}`, async () => {
      await withHost(host(), async (site) => {
        await visit(site, path, async (page) => {
          const { isolated, servedBy, warnings } = await remains(page);
          assert.deepEqual([isolated, servedBy], [false, null]);
          if (warning) assert.match(warnings.join(), warning);
          const { backend, heard } = await play(page);
          assert.deepEqual([backend, heard], ['message', 0.5]);
        });
        assert.equal(site.asked(path), 1);
      });
    });
  }

  test('without storage the next visit is isolated', async () => {
    await withHost(hostOf({ [studio]: pageWith('', { before: hasNoStorage }) }), async (site) => {
      await visit(site, studio, (page) => becomes(page, ({ workers }) => workers.length === 1));
      await visit(site, studio, (page) => becomes(page, ({ isolated }) => isolated));
      assert.equal(site.asked(studio), 2);
    });
  });

  test("a site's own service worker stays, and the page is told", async () => {
    const own = `<script>navigator.serviceWorker.register('own.js');</script>`;
    const files = {
      '/studio/first': html(own),
      '/studio/own.js': script('addEventListener("fetch", () => {});'),
      [studio]: pageWith(''),
    };
    await withHost(hostOf(files), async (site) => {
      await visit(site, '/studio/first', (page) => becomes(page, ({ workers }) => workers[0] === ''));
      await visit(site, studio, async (page) => {
        const { isolated, workers, warnings } = await remains(page);
        assert.deepEqual([isolated, workers], [false, ['']]);
        assert.match(warnings.join(), /own\.js serves this page already/);
      });
      assert.equal(site.asked(studio), 1);
    });
  });

  test('a page that its server isolates gets no worker', async () => {
    await withHost(hostOf({ [studio]: pageWith('', { headers: isolationHeaders }) }), async (site) => {
      await visit(site, studio, async (page) => {
        assert.deepEqual(await remains(page), { isolated: true, servedBy: null, workers: [], warnings: [] });
      });
      assert.equal(site.asked(studio), 1);
    });
  });

  if (engine === 'chromium') {
    test('a page that developer tools keep from its worker is loaded again once, and not for ever', async () => {
      await withHost(hostOf({ [studio]: pageWith(''), '/studio/empty': html('') }), async (site) => {
        await visit(site, '/studio/empty', async (page) => {
          const { page: tab } = page as ChromiumPage;
          const devtools = await tab.createCDPSession();
          await devtools.send('Network.enable');
          await devtools.send('Network.setBypassServiceWorker', { bypass: true });
          await tab.goto(site.url(studio));
          assert.equal((await remains(page)).isolated, false);
          assert.equal(site.asked(studio), 2);
        });
      });
    });
  }
});
