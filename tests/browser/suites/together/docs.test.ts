import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { doors } from '../../../../scripts/build/doors.mjs';
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

/** Presses Start, and pulls the fader down once something is heard. */
async function assertObeys(page: Page): Promise<void> {
  const done = await page.evaluate<string>(`new Promise((resolve) => {
    setTimeout(resolve, 20_000, 'it does not');
    const [start, fader, meter] = ['start', 'fader', 'meter'].map((id) => document.getElementById(id));
    let loudest = 0;
    start.click();
    setInterval(() => {
      if (meter.value > 0.2) {
        loudest = meter.value;
        fader.value = 0;
        fader.dispatchEvent(new Event('input'));
      }
      if (loudest > 0 && meter.value < loudest / 4) resolve('it obeys');
    }, 20);
  })`);
  assert.equal(done, 'it obeys');
  assert.deepEqual(await page.errors(), []);
}

/** A folder of somebody who has installed the package. */
async function withApp(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'megamixer-docs-'));
  try {
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    mkdirSync(join(folder, 'public'));
    // A copy: a server of files follows no link out of its folder.
    cpSync(join(root, 'dist'), join(folder, 'node_modules/megamixer'), { recursive: true });
    symlinkSync(join(root, 'node_modules/vite'), join(folder, 'node_modules/vite'));
    symlinkSync('../vite/bin/vite.js', join(folder, 'node_modules/.bin/vite'));
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a command in a shell serves, at the address that it prints. */
async function withProgram(code: string, cwd: string, work: (url: string) => Promise<void>): Promise<void> {
  const env = { ...process.env, npm_config_offline: 'true', npm_config_yes: 'false', NO_COLOR: '1' };
  // A group of its own, since a shell does not pass on what ends it.
  const child = spawn('sh', ['-ec', code], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (data) => {
        said += data;
        const [address] = /http:\/\/localhost:\d+\//.exec(said) ?? [];
        if (address !== undefined) resolve(address);
      });
      child.once('exit', (status) => reject(new Error(`${code}ended with ${status}: ${said}`)));
    });
    await work(url);
  } finally {
    if (child.exitCode === null) process.kill(-child.pid!);
  }
}

/** How a page imports the library by its name. */
const doorAt = ({ subpath, name }: { subpath: string; name: string }) => [
  subpath.replace('.', 'megamixer'),
  `/dist/${name}.js`,
];

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

  for (const { id, code } of runBy('html')) {
    test(`${id}: the page opens, and nothing goes wrong when its buttons are pressed`, async () => {
      const imports = Object.fromEntries(doors.map(doorAt));
      const map = code.includes('importmap') ? '' : `<script type="importmap">${JSON.stringify({ imports })}</script>`;
      await withSite({ files: { '/': html(map + code) } }, (site) =>
        visit(site.url('/'), async (page) => {
          await page.evaluate(`new Promise((resolve) => setTimeout(resolve, 500)).then(async () => {
            for (const button of document.querySelectorAll('button')) button.click();
            await new Promise((resolve) => setTimeout(resolve, 500));
          })`);
          assert.deepEqual(await page.errors(), []);
        }),
      );
    });
  }

  const fromStart = blockOf('docs/getting-started.md#2-a-page-that-plays html').code;

  test('the page of getting-started.md plays, and obeys its fader, from a server of files', async () => {
    const mounts = { '/node_modules/megamixer/': join(root, 'dist') };
    await withSite({ mounts, files: { '/': { type: 'text/html', body: fromStart } } }, (site) =>
      visit(site.url('/'), assertObeys),
    );
  });

  test('the page of getting-started.md plays, and obeys its fader, served as it says', async () => {
    const { code } = blockOf('docs/getting-started.md#3-serve-it sh');
    await withApp(async (folder) => {
      writeFileSync(join(folder, 'index.html'), fromStart);
      // Browsers ask for it unasked, and log that it is missing.
      writeFileSync(join(folder, 'public/favicon.ico'), '');
      await withProgram(code, folder, (url) => visit(url, assertObeys));
    });
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
    await withApp(async (folder) => {
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
    });
  });

  test('the style sheet of elements.md looks as it says', async () => {
    const { code } = blockOf('docs/elements.md#looks css');
    const body = `<link rel="icon" href="data:,"><style>${code}</style><p class="drums"><mm-fader></mm-fader></p><mm-meter></mm-meter>`;
    await withSite({ mounts: { '/dist/': join(root, 'dist') }, files: { '/': html(body) } }, (site) =>
      visit(site.url('/'), async (opened) => {
        const found = await opened.evaluate<string[]>(`import('/dist/elements/define.js').then(async () => {
          const [fader, meter] = ['mm-fader', 'mm-meter'].map((name) => document.querySelector(name));
          await fader.updateComplete;
          return [
            getComputedStyle(fader).getPropertyValue('--mm-color'),
            getComputedStyle(fader.shadowRoot.querySelector('[part~=thumb]')).borderRadius,
            getComputedStyle(meter).getPropertyValue('--mm-meter-low'),
            getComputedStyle(meter).height,
          ];
        })`);
        assert.deepEqual(found, ['#ff7a66', '2px', '#3aa0ff', '320px']);
      }),
    );
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
