import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Block } from '../../../docs/blocks.ts';
import { blockOf, runBy } from '../../../docs/plan.ts';
import { scriptOf } from '../../../docs/script.ts';
import type { Page } from '../../drivers/driver.ts';
import { describeOnce, openUrl, pageWith, servers } from '../../harness/engine.ts';
import { type HeaderSet, root } from '../../harness/server.ts';
import { html, page, type Site, script, startSite } from '../../harness/site.ts';

const inPage = pageWith<typeof import('../../page/docs.ts')>('docs', 120_000);
const inReact = pageWith<typeof import('../../page/react/docs.ts')>('react-19/docs', 120_000);

const scriptsOf = (blocks: readonly Block[]) => Promise.all(blocks.map(scriptOf));

/** Names the line of the document that whoever reads it has to look at. */
function assertNone(failures: Record<string, string>): void {
  const lines = Object.entries(failures).map(([id, failure]) => {
    const { document, line } = blockOf(id);
    return `${document}:${line} (${id})\n${failure}`;
  });
  assert.equal(lines.length, 0, lines.join('\n\n'));
}

async function withSite(options: Parameters<typeof startSite>[0], work: (site: Site) => Promise<void>): Promise<void> {
  const site = await startSite(options);
  try {
    await work(site);
  } finally {
    site.close();
  }
}

async function visit<R>(url: string, work: (page: Page) => Promise<R>): Promise<R> {
  const opened = await openUrl(url);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

const headersOf = (code: string): HeaderSet =>
  Object.fromEntries([...code.matchAll(/^([\w-]+): (.+)$/gm)].map(([, name, value]) => [name!, value!]));

describeOnce('the documents', () => {
  for (const isolated of [true, false]) {
    const where = isolated ? 'isolated' : 'plain';
    test(`what they show does what they say, in a page that is ${where}`, async () => {
      const blocks = runBy('page', (runner) => runner.by === 'page' && runner.isolated === isolated);
      assert.ok(blocks.length > 0);
      const scripts = await scriptsOf(blocks);
      assertNone(await inPage((page) => page.run(scripts), { isolated }));
    });
  }

  test('what they show of the hooks does what they say, as the bodies of components', async () => {
    const scripts = await scriptsOf(runBy('react'));
    assert.ok(scripts.length > 0);
    assertNone(await inReact((page) => page.run(scripts)));
  });

  test('the first example of errors.md notices that a page is not secure', async () => {
    const { code } = await scriptOf(blockOf('docs/errors.md#errors ts'));
    const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    const own = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
    assert.ok(own, 'this machine has no address but localhost');
    const told = await visit(servers.plain.url('/empty').replace('localhost', own.address), (page) =>
      page.evaluate<string[]>(`import('/dist/megamixer.js').then(async ({ createMixer, MixerError }) => {
        const told = [];
        const context = new AudioContext();
        const showHowToServeOverHttps = () => told.push('serve it over https');
        ${code}
        return told;
      })`),
    );
    assert.deepEqual(told, ['serve it over https']);
  });

  test('the headers of errors.md isolate a page', async () => {
    const headers = headersOf(blockOf('docs/errors.md#not-isolated').code);
    await withSite({ headers, files: { '/': html('') } }, (site) =>
      visit(site.url('/'), async (page) => assert.equal(await page.evaluate('crossOriginIsolated'), true)),
    );
  });

  test('the worker of isolation.md isolates a page that is copied and loaded as it says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'megamixer-docs-'));
    try {
      mkdirSync(join(folder, 'node_modules'));
      mkdirSync(join(folder, 'public'));
      symlinkSync(join(root, 'dist'), join(folder, 'node_modules/megamixer'));
      execFileSync('sh', ['-ec', blockOf('docs/isolation.md#github-pages sh').code], { cwd: folder });
      const worker = script(readFileSync(join(folder, 'public/megamixer-isolate.js'), 'utf8'));
      const body = blockOf('docs/isolation.md#github-pages html').code;
      await withSite({ files: { '/': html(body), '/megamixer-isolate.js': worker } }, (site) =>
        visit(site.url('/'), async (page) => {
          // The page is loaded again meanwhile.
          let isolated = false;
          for (const end = Date.now() + 20_000; !isolated && Date.now() < end; ) {
            isolated = await page.evaluate<boolean>('crossOriginIsolated').catch(() => false);
          }
          assert.ok(isolated, 'it is not isolated');
        }),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('headers that report alone, and the observer of isolation.md, tell what isolation would break', async () => {
    const headers = headersOf(blockOf('docs/isolation.md#what-isolation-breaks text').code);
    assert.equal(Object.keys(headers).length, 3);
    const { code } = await scriptOf(blockOf('docs/isolation.md#what-isolation-breaks ts'));
    await withSite({}, (site) =>
      visit(site.url(page(headers)), async (opened) => {
        const told = await opened.evaluate<string>(`new Promise((resolve) => {
          const console = { log: resolve };
          ${code}
          document.body.append(Object.assign(new Image(), { src: ${JSON.stringify(site.foreign('/favicon.ico'))} }));
        })`);
        const [report] = JSON.parse(told) as { type: string; body: { blockedURL: string } }[];
        assert.equal(report!.type, 'coep');
        assert.match(report!.body.blockedURL, /favicon\.ico$/);
      }),
    );
  });
});
