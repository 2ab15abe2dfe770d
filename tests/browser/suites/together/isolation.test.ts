import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isolationHeaders } from '../../../../scripts/serve/server.mjs';
import type { Page } from '../../drivers/driver.ts';
import { type Remote, remote } from '../../harness/call.ts';
import { describeOnce, engine, openUrl } from '../../harness/engine.ts';
import { headersIn, tableIn } from '../../harness/manual.ts';
import type { HeaderSet } from '../../harness/server.ts';
import { html, page, type Site, script, stage, startSite } from '../../harness/site.ts';
import type { Played } from '../../page/isolation.ts';

type InPage = typeof import('../../page/isolation.ts');

const manual = 'isolation.md';
const column = { chromium: 'Chrome, Edge', firefox: 'Firefox', webkit: 'Safari' }[engine];
const coep = { 'cross-origin-embedder-policy': 'require-corp' };
const corp = { 'cross-origin-resource-policy': 'cross-origin' };
const cors = { 'access-control-allow-origin': '*' };
const credentialless = { ...isolationHeaders, 'cross-origin-embedder-policy': 'credentialless' };
const document = { 'document-isolation-policy': 'isolate-and-credentialless' };

/** How long a frame or a popup may keep silent until it is taken to be cut off, where it should be. */
const silenceMs = 1_500;

const svg = { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
const playsInFrame = html(`<script type="module">
  import { play } from '/page/isolation.js';
  parent.postMessage(await play().catch(String), '*');
</script>`);

let here: Site;
let there: Site;

async function inPage<R>(headers: HeaderSet, work: (functions: Remote<InPage>, page: Page) => Promise<R>): Promise<R> {
  const opened = await openUrl(here.url(page(headers)));
  try {
    return await work(remote<InPage>(opened, 'isolation'), opened);
  } finally {
    await opened.close();
  }
}

describeOnce('isolation', () => {
  before(async () => {
    here = await startSite();
    there = await startSite({ headers: ({ pathname }) => (pathname.startsWith('/dist/assets/') ? cors : {}) });
  });
  after(() => {
    here.close();
    there.close();
  });

  for (const row of tableIn(manual, 'Which headers isolate')) {
    const cell = row['headers of the document']!;
    const isolates = row[column] !== 'no';
    test(`${cell.replace('<br>', ' ')}: ${isolates ? 'isolated' : 'not isolated'}, as the manual says`, async () => {
      const headers = headersIn(cell);
      assert.ok(Object.keys(headers).length > 0, cell);
      const { isolated, backend, heard, reason } = await inPage(headers, (functions) => functions.play());
      assert.deepEqual([isolated, backend, heard], [isolates, isolates ? 'shared' : 'message', 0.5]);
      assert.match(reason, isolates ? /is cross-origin isolated/ : /is not cross-origin isolated/);
    });
  }

  test('a header that comes twice is none', async () => {
    for (const name of Object.keys(isolationHeaders) as (keyof typeof isolationHeaders)[]) {
      const twice = { ...isolationHeaders, [name]: [isolationHeaders[name], isolationHeaders[name]] };
      const { isolated, heard } = await inPage(twice, (functions) => functions.play());
      assert.deepEqual([isolated, heard], [false, 0.5], name);
    }
  });

  for (const row of tableIn(manual, 'Frames')) {
    const around = row['the page around'] === '' ? {} : isolationHeaders;
    const tag = row['the frame']!.replaceAll('`', '');
    const wanted = row[column]!;
    const name = [row['the page around'] || 'not isolated', row["the frame's document"]!.replace('<br>', ' '), tag];
    test(`a frame of another origin: ${name.join(' / ')}: ${wanted}, as the manual says`, async () => {
      const own = headersIn(row["the frame's document"]!);
      const src = there.url(stage({ ...playsInFrame, headers: own }));
      const played = (await inPage(around, (functions) =>
        functions.frame(`${tag}</iframe>`, src, wanted === 'not let in' ? silenceMs : 15_000),
      )) as Played | undefined;
      if (wanted === 'not let in') assert.equal(played, undefined);
      else assert.deepEqual([played?.backend, played?.heard], [wanted, 0.5], JSON.stringify(played));
    });
  }

  test('a frame of the same origin needs the embedder policy alone', async () => {
    await inPage(isolationHeaders, async (functions) => {
      const src = (headers: HeaderSet) => here.url(stage({ ...playsInFrame, headers }));
      assert.equal(await functions.frame('<iframe></iframe>', src({}), silenceMs), undefined);
      const played = await functions.frame('<iframe></iframe>', src(coep), 15_000);
      assert.equal((played as Played).backend, 'shared');
    });
  });

  test('a document policy parts a page from frames of its origin that have none', async () => {
    await inPage(document, async (functions) => {
      assert.equal(await functions.reaches(here.url(page({}))), engine !== 'chromium');
      assert.equal(await functions.reaches(here.url(page(document))), true);
    });
  });

  test('a frame without an origin or an address of its own plays too, isolated or not', async () => {
    const open = await startSite({ headers: { ...cors, ...coep, ...corp } });
    // From where everybody may load them: a sandboxed document is of no origin.
    const tells = playsInFrame.body.replace("'/page/", `'${open.url('/page/')}`);
    const frames = {
      sandbox: '<iframe sandbox="allow-scripts" allow="cross-origin-isolated"></iframe>',
      srcdoc: `<iframe srcdoc="${tells.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`,
    };
    try {
      for (const [around, backend] of [
        [{}, 'message'],
        [isolationHeaders, 'shared'],
      ] as const) {
        for (const [kind, markup] of Object.entries(frames)) {
          const src = kind === 'sandbox' ? open.url(stage({ ...html(''), body: tells })) : '';
          const played = await inPage(around, (functions) => functions.frame(markup, src, 15_000));
          assert.deepEqual(
            [(played as Played).backend, (played as Played).heard],
            [backend, 0.5],
            `${kind}: ${played}`,
          );
        }
      }
    } finally {
      open.close();
    }
  });

  for (const [policy, headers, lets] of [
    ['require-corp', isolationHeaders, false],
    ['credentialless', credentialless, true],
    ['a document policy', document, true],
  ] as const) {
    test(`images and scripts of others under ${policy}`, async () => {
      await inPage(headers, async (functions) => {
        const { isolated } = await functions.play();
        const image = (own: HeaderSet, crossOrigin: string | null = null) =>
          functions.loads('img', there.foreign(stage({ ...svg, headers: own })), crossOrigin);
        const found = {
          plain: await image({}),
          script: await functions.loads('script', there.foreign(stage(script(''))), null),
          corsUnasked: await image(cors),
          corp: await image(corp),
          cors: await image(cors, 'anonymous'),
        };
        const plain = lets || !isolated;
        assert.deepEqual(found, { plain, script: plain, corsUnasked: plain, corp: true, cors: true });
      });
    });
  }

  test('a worker needs the embedder policy on its own script, and nothing under a document policy', async () => {
    const worker = (headers: HeaderSet, own: HeaderSet) =>
      inPage(headers, (functions) =>
        functions.worker(stage({ ...script('postMessage(crossOriginIsolated)'), headers: own })),
      );
    assert.equal(await worker(isolationHeaders, {}), null);
    assert.equal(await worker(isolationHeaders, coep), true);
    assert.equal(await worker(document, {}), engine === 'chromium');
  });

  // WebKitWebDriver drives one window, and opens no other.
  if (engine !== 'webkit') {
    test('a popup of another origin is cut off, but for a document policy', async () => {
      const popup = there.foreign(stage(html("<script>opener?.postMessage('signed in', '*')</script>")));
      const signIn = (headers: HeaderSet, patienceMs: number) =>
        inPage(headers, (functions) => functions.popup(popup, patienceMs));
      assert.equal(await signIn({}, 10_000), 'signed in');
      assert.equal(await signIn(document, 10_000), 'signed in');
      assert.equal(await signIn({ 'cross-origin-opener-policy': 'same-origin-allow-popups' }, 10_000), 'signed in');
      assert.equal(await signIn(isolationHeaders, silenceMs), undefined);
      assert.equal(await signIn(credentialless, silenceMs), undefined);
    });
  }

  test('the files of the library come from another origin by CORS alone', async () => {
    const { isolated, backend, heard } = await inPage(isolationHeaders, (functions) =>
      functions.play({ assetsUrl: there.foreign('/dist/assets/') }),
    );
    assert.deepEqual([isolated, backend, heard], [true, 'shared', 0.5]);
    await assert.rejects(
      inPage(isolationHeaders, (functions) => functions.play({ assetsUrl: here.foreign('/dist/assets/') })),
      /worklet-blocked/,
    );
  });

  test('what would be blocked is reported to the page, where the browser does', async () => {
    const blockedURL = there.foreign(stage(svg));
    const only = { 'cross-origin-embedder-policy-report-only': 'require-corp; report-to="isolation"' };
    for (const [headers, disposition] of [
      [only, 'reporting'],
      [isolationHeaders, 'enforce'],
    ] as const) {
      const reports = await inPage(headers, (functions) => functions.reportedOfImage(blockedURL));
      const wanted = engine === 'firefox' ? [] : [[blockedURL, disposition]];
      assert.deepEqual(
        reports.map((report) => [report.blockedURL, report.disposition]),
        wanted,
      );
    }
  });

  if (engine === 'chromium') {
    test('what a popup would lose is reported to the page', async () => {
      const only = {
        'cross-origin-opener-policy-report-only': 'same-origin; report-to="isolation"',
        'cross-origin-embedder-policy-report-only': 'require-corp; report-to="isolation"',
        'reporting-endpoints': `isolation="${here.url('/reports')}"`,
      };
      const reports = await inPage(only, (functions) => functions.reportedOfPopup(there.foreign(page({}))));
      assert.deepEqual(
        reports.map((report) => report.property),
        ['closed'],
      );
    });
  }
});
