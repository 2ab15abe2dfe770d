import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Driver } from '../../drivers/driver.ts';
import { launch } from '../../drivers/launch.ts';
import { backends, describeEngine, engine } from '../../harness/engine.ts';
import { startServer } from '../../harness/server.ts';
import type { Seen } from '../../page/autoplay.ts';

const html = (backend: string) => `<!doctype html><meta charset="utf-8"><title>Autoplay</title><body>
<script type="module">
  import { start } from '/page/autoplay.js';
  start('${backend}').catch((error) => fetch('/tell?when=failed&seen=' + encodeURIComponent(JSON.stringify(String(error)))));
</script>`;

describeEngine('autoplay', () => {
  let driver: Driver | undefined;
  after(() => driver?.close());

  for (const backend of backends) {
    test(`a mixer is made while the browser lets nothing play, and plays once somebody clicks, ${backend}`, async () => {
      const told = new Map<string, unknown>();
      const server = await startServer({
        isolated: true,
        respond({ pathname, searchParams }) {
          if (pathname === '/autoplay') return { type: 'text/html; charset=utf-8', body: html(backend) };
          if (pathname !== '/tell') return undefined;
          told.set(searchParams.get('when')!, JSON.parse(searchParams.get('seen') ?? 'null'));
          return { type: 'text/plain', body: '' };
        },
      });
      const hear = async (when: string) => {
        for (let tries = 0; !told.has(when); tries += 1) {
          assert.ok(tries < 200, `the page did not tell when it was ${when}: ${JSON.stringify([...told])}`);
          assert.equal(told.get('failed'), undefined);
          await pause(100);
        }
        return told.get(when);
      };
      try {
        driver ??= await launch(engine, { blockAutoplay: true });
        const page = await driver.open(server.url('/autoplay'));
        const untouched = (await hear('untouched')) as Seen;
        assert.deepEqual(untouched, { state: 'suspended', seconds: 0, resumed: false, settled: true, last: 0 });
        await hear('listening');
        await page.click(100, 100);
        const clicked = (await hear('clicked')) as Seen;
        assert.ok(clicked.seconds > 0);
        // What was set last is heard.
        assert.deepEqual(clicked, { ...clicked, state: 'running', resumed: true, settled: true, last: 0.25 });
        await page.close();
      } finally {
        server.close();
      }
    });
  }
});
