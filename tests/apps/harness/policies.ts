import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ChromiumDriver } from '../../browser/drivers/chromium.ts';
import { type Visit, visit } from './drive.ts';
import { run } from './install.ts';
import { serveFolder } from './serve.ts';

/** What a site with a strict policy sends; img-src is for the page's icon. */
const policy = (...more: string[]) =>
  ["default-src 'self'", 'img-src data:', `script-src 'self' ${more.join(' ')}`].join('; ');
const strict = policy("'wasm-unsafe-eval'");
const withoutWasm = policy();

/** A bundled app under a policy that lets nothing play but what the site serves itself, made as the manual says. */
export async function checkPolicies(driver: ChromiumDriver, place: string): Promise<void> {
  const backendUnder = async (csp: string, query: string): Promise<Visit['backend']> => {
    const served = await serveFolder(join(place, 'public'), false, { 'content-security-policy': csp });
    try {
      return (await visit(driver, served.url + query)).backend;
    } finally {
      served.close();
    }
  };
  await assert.rejects(backendUnder(strict, ''), /npx megamixer copy-assets public\/megamixer.*#csp-worklet/s);
  await run(['megamixer', 'copy-assets', 'public/mixer'], place);
  assert.equal(await backendUnder(strict, '?assetsUrl=mixer'), 'message');
  assert.equal(await backendUnder(withoutWasm, '?assetsUrl=mixer'), 'js');
}
