import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isolationHeaders } from '../../../../scripts/serve/server.mjs';
import { remote } from '../../harness/call.ts';
import { documentedServers, startDocumented } from '../../harness/documented-servers.ts';
import { describeOnce, openUrl } from '../../harness/engine.ts';

describeOnce('the servers of docs/isolation.md', () => {
  for (const name of documentedServers) {
    test(`${name}: what the manual says to write isolates the page`, async () => {
      const server = await startDocumented(name);
      try {
        const { headers } = await fetch(server.url);
        for (const [header, value] of Object.entries(isolationHeaders))
          assert.equal(headers.get(header), value, header);
        const page = await openUrl(server.url);
        try {
          const played = await remote<typeof import('../../page/isolation.ts')>(page, 'isolation').play();
          assert.deepEqual([played.isolated, played.backend, played.heard], [true, 'shared', 0.5]);
        } finally {
          await page.close();
        }
      } finally {
        await server.close();
      }
    });
  }
});
