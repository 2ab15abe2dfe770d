import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isolationHeaders } from '../../../../scripts/serve/server.mjs';
import { remote } from '../../harness/call.ts';
import { describeOnce, engine, openUrl } from '../../harness/engine.ts';
import { codeIn, tableIn } from '../../harness/manual.ts';
import { unasked } from '../../harness/recipe.ts';
import { type HeaderSet, root } from '../../harness/server.ts';
import { type Site, script, stage, startSite } from '../../harness/site.ts';

type InPage = typeof import('../../page/csp.ts');

const recipe = 'recipes/strict-csp.md';
const column = { chromium: 'Chrome, Edge', firefox: 'Firefox', webkit: 'Safari' }[engine];
const unquoted = (cell: string) => cell.replaceAll('`', '');

/** What the recipe copies, by the program that it says. */
let folder: string;
let site: Site;

/** A page that has nothing inline but what its policy lets through. */
const page = (policy: string, headers: HeaderSet = {}, body = '') =>
  site.url(
    stage({
      type: 'text/html; charset=utf-8',
      body: `<!doctype html><title>Megamixer test</title><link rel="icon" href="/favicon.ico">${body}`,
      headers: { 'content-security-policy': policy, ...headers },
    }),
  );

async function attempt(policy: string, options: Parameters<InPage['attempt']>[0], headers: HeaderSet = {}) {
  const opened = await openUrl(page(policy, headers));
  try {
    return await remote<InPage>(opened, 'csp').attempt(options);
  } finally {
    await opened.close();
  }
}

const assetsUrl = '/megamixer/';
const policyOf = (): string => {
  const [line] = codeIn(recipe, 'A strict Content-Security-Policy', 'text');
  return line!.replace('Content-Security-Policy: ', '').trim();
};

describeOnce('recipes, a strict policy', () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'megamixer-csp-'));
    const [command] = codeIn(recipe, 'A strict Content-Security-Policy', 'sh');
    const [, words] = /^npx megamixer (.*)\n$/.exec(command!)!;
    const megamixer = (...words: string[]) =>
      execFileSync(process.execPath, [join(root, 'dist/bin/megamixer.mjs'), ...words], { cwd: folder });
    megamixer(...words!.split(' '));
    megamixer('copy-assets', '--profiling', 'profiled');
    const library = script(readFileSync(join(root, 'dist/megamixer.js'), 'utf8'));
    site = await startSite({
      mounts: {
        '/megamixer/': join(folder, 'public/megamixer'),
        '/profiled/': join(folder, 'profiled'),
        '/dist/': '/nowhere',
      },
      // Without its assets beside it, as in a bundle.
      files: {
        '/dist/megamixer.js': library,
        '/app.js': script("import { start } from '/recipe/strict-csp/page.js'; globalThis.start = start;"),
      },
    });
  });
  after(() => {
    site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const row of tableIn(recipe, 'Which policies need it')) {
    const policy = unquoted(row.policy!);
    const forbidsWasm = !policy.includes('wasm-unsafe-eval');
    for (const [how, options] of [
      ['without `assetsUrl`', {}],
      ['with it', { assetsUrl }],
    ] as const) {
      // WebKitGTK lets the mixer compile all the same.
      const wanted =
        engine === 'webkit' && forbidsWasm
          ? policy.includes('blob:') || how === 'with it'
            ? 'message'
            : 'csp-worklet'
          : unquoted(row[how]!);
      test(`${policy}, ${unquoted(how)}: ${wanted}`, async () => {
        const { played, refused } = await attempt(policy, options);
        if (wanted.startsWith('csp-')) assert.equal(refused?.code, wanted, JSON.stringify(played));
        else assert.deepEqual(played, { backend: wanted, heard: 0.5 }, refused?.message);
      });
    }
  }

  test('the one step of the recipe is enough for its policy, in a page of files, and isolated too', async () => {
    for (const [headers, backend] of [
      [{}, 'message'],
      [isolationHeaders, 'shared'],
    ] as const) {
      const opened = await openUrl(page(policyOf(), headers, '<script type="module" src="/app.js"></script>'));
      try {
        const found = await opened.evaluate(`(async () => {
          while (!globalThis.start) await new Promise((resolve) => setTimeout(resolve, 10));
          const context = new AudioContext();
          const mixer = await start(context);
          const found = mixer.backend.kind;
          mixer.dispose();
          await new Promise((resolve) => setTimeout(resolve, 50));
          await context.close();
          return found;
        })()`);
        assert.equal(found, backend);
        assert.deepEqual(await opened.errors(), []);
      } finally {
        await opened.close();
      }
      const { played, violated } = await attempt(policyOf(), { assetsUrl }, headers);
      assert.deepEqual([played, violated], [{ backend, heard: 0.5 }, []]);
    }
  });

  test('a mixer without it spoils nothing for one with it that is made in the same context at the same time', async () => {
    const opened = await openUrl(page(policyOf()));
    try {
      const found = await remote<InPage>(opened, 'csp').together([{}, { assetsUrl }, {}]);
      // The third gets what the second has loaded, where that is there in time.
      assert.deepEqual(found.slice(0, 2), ['csp-worklet', 'message']);
    } finally {
      await opened.close();
    }
  });

  test('the error without it prints the line that helps', async () => {
    const { refused } = await attempt(policyOf(), {});
    const [command] = codeIn(recipe, 'A strict Content-Security-Policy', 'sh');
    assert.ok(refused!.message.includes(command!.trim()), refused!.message);
    assert.ok(refused!.message.includes(`createMixer(context, { assetsUrl: "${assetsUrl}" })`), refused!.message);
  });

  test('the browser says what the recipe says that it does', async () => {
    const [worklet, violation, wasm] = tableIn(recipe, 'What the browsers say').map((row) => unquoted(row[column]!));
    const { refused, violated } = await attempt(policyOf(), {});
    assert.ok(refused!.cause.startsWith(worklet!), refused!.cause);
    assert.deepEqual([...new Set(violated)], violation === 'none' ? [] : [violation]);
    if (wasm === '') return;
    const forced = await attempt("default-src 'self'", { backend: 'message', assetsUrl });
    assert.equal(forced.refused!.code, 'csp-wasm');
    assert.ok(forced.refused!.cause.startsWith(wasm!), forced.refused!.cause);
  });

  test('only profiling asks for connect-src', async () => {
    const policy = `${policyOf()}; connect-src 'none'`;
    assert.equal((await attempt(policy, { assetsUrl })).played?.heard, 0.5);
    const { refused, violated } = await attempt(policy, { assetsUrl, profiling: true });
    assert.deepEqual([refused?.code, violated], ['wasm-not-fetched', ['connect-src']]);
    const profiled = { assetsUrl: '/profiled/', profiling: true };
    assert.equal((await attempt(policyOf(), profiled)).played?.heard, 0.5);
  });

  test('assets of another origin take that origin in script-src, and CORS', async () => {
    const other = await startSite({
      mounts: { '/megamixer/': join(folder, 'public/megamixer') },
      headers: { 'access-control-allow-origin': '*' },
    });
    try {
      const url = other.foreign('/megamixer/');
      assert.equal((await attempt(policyOf(), { assetsUrl: url })).refused?.code, 'worklet-blocked');
      const policy = policyOf().replace("script-src 'self'", `script-src 'self' ${new URL(url).origin}`);
      assert.equal((await attempt(policy, { assetsUrl: url })).played?.heard, 0.5);
    } finally {
      other.close();
    }
  });

  test('every program that it shows was run', () => {
    assert.deepEqual(unasked(['strict-csp']), []);
  });
});
