/**
 * How far off `stats.load` is: a mixer plays in real time with more and more switched on, and its load is compared with
 * what Chromium's trace says that `process` took, and in every engine with what `benchmark()` says it costs.
 *
 * `node --import=tsx tests/bench/load.ts [--engine chromium,firefox,webkit] [--rounds 3]`
 */
import { parseArgs } from 'node:util';
import { ChromiumPage } from '../browser/drivers/chromium.ts';
import type { Engine, Page } from '../browser/drivers/driver.ts';
import { engines, launch, missing } from '../browser/drivers/launch.ts';
import { remote } from '../browser/harness/call.ts';
import { startServer } from '../browser/harness/server.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: engines.join(',') },
    rounds: { type: 'string', default: '3' },
  },
});

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
}

/** The mean of what `process` took, in microseconds, while `work` ran; null where there is no trace. */
async function traced<T>(page: Page, work: () => Promise<T>): Promise<[T, number | null]> {
  if (!(page instanceof ChromiumPage)) return [await work(), null];
  const session = await page.page.createCDPSession();
  const events: TraceEvent[] = [];
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    categories: 'webaudio,disabled-by-default-audio-worklet,__metadata',
    transferMode: 'ReportEvents',
  });
  const result = await work();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return [result, meanDuration(events.filter(({ name }) => name === 'AudioWorkletProcessor::Process'))];
}

function meanDuration(events: readonly TraceEvent[]): number {
  const durations: number[] = [];
  let begun = 0;
  for (const { ph, ts, dur } of events.toSorted((a, b) => a.ts - b.ts)) {
    if (dur !== undefined) durations.push(dur);
    else if (ph === 'B') begun = ts;
    else if (ph === 'E') durations.push(ts - begun);
  }
  if (durations.length === 0) throw new Error('the trace has no quantum');
  return durations.reduce((sum, duration) => sum + duration, 0) / durations.length;
}

const server = await startServer({ isolated: true });
try {
  for (const engine of values.engine.split(',') as Engine[]) {
    const reason = missing(engine);
    if (reason !== undefined) {
      console.log(`${engine}: skipped. ${reason}`);
      continue;
    }
    const driver = await launch(engine);
    try {
      const page = await driver.open(server.url('/empty'));
      const bench = remote<typeof import('./page/load.ts')>(page, 'bench/load', { timeoutMs: 60_000 });
      console.log(`${engine} (${driver.version}), load in % of real time, of the last 4 s`);
      console.log(['set', 'load', 'error', 'traced', 'benchmark'].map((head) => head.padStart(12)).join(''));
      for (let round = 0; round < Number(values.rounds); round += 1) {
        for (const consoles of [1, 4, 12]) {
          const foretold = await bench.play(consoles);
          const [{ load, error }, mean] = await traced(page, () => bench.watch());
          await bench.stop();
          const figures = [load, error, mean === null ? null : (mean * consoles * 48_000) / 128e6, foretold];
          const cells = figures.map((figure) => (figure === null ? '-' : (figure * 100).toFixed(2)).padStart(12));
          console.log(`${`${consoles} consoles`.padStart(12)}${cells.join('')}`);
        }
      }
    } finally {
      await driver.close();
    }
  }
} finally {
  server.close();
}
