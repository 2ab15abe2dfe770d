/**
 * What a quantum costs over each backend, with more and more strips: how many the one in JavaScript carries.
 *
 * `node --import=tsx tests/bench/backends.ts [--engine chromium] [--rounds 5]`
 */
import { parseArgs } from 'node:util';
import type { Engine } from '../browser/drivers/driver.ts';
import { launch } from '../browser/drivers/launch.ts';
import { remote } from '../browser/harness/call.ts';
import { startServer } from '../browser/harness/server.ts';

const { values } = parseArgs({
  options: { engine: { type: 'string', default: 'chromium' }, rounds: { type: 'string', default: '5' } },
});
const counts = [1, 2, 4, 8, 16, 32];

const driver = await launch(values.engine as Engine);
const server = await startServer({ isolated: true });
const page = await driver.open(server.url('/empty'));
const bench = remote<typeof import('./page/backends.ts')>(page, 'bench/backends', { timeoutMs: 300_000 });
try {
  console.log(`${driver.version}: µs a quantum of 128 frames (load at 48 kHz), medians of ${values.rounds} rounds`);
  for (const everything of [false, true]) {
    console.log(everything ? 'everything switched on' : 'fader, pan and meters');
    for (const strips of counts) {
      const found = await bench.measure(strips, everything, Number(values.rounds));
      const cells = found.map((each) =>
        each.available
          ? `${each.backend} ${each.quantumMicroseconds.toFixed(1)} (${(100 * each.load).toFixed(1)} %)`
          : `${each.backend} ${each.code}`,
      );
      const [wasm, js] = ['message', 'js'].map((backend) => found.find((each) => each.backend === backend));
      const ratio = wasm?.available && js?.available ? js.quantumMicroseconds / wasm.quantumMicroseconds : Number.NaN;
      console.log(`${String(strips).padStart(3)} strips: ${cells.join(', ')}; js ÷ message ${ratio.toFixed(1)}`);
    }
  }
} finally {
  await page.close();
  await driver.close();
  server.close();
}
