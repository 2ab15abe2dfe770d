/**
 * What 32 strips of elements cost the page in a frame: Chromium's trace says how long the tasks of its main thread took,
 * by the clock of that thread, while every meter moves and while there are none; and what an mm-console with all of its strips in sight
 * does, its four buses and its master included.
 *
 * `node --import=tsx tests/bench/elements.ts [--seconds 10] [--json]`
 */
import { parseArgs } from 'node:util';
import { ChromiumDriver } from '../browser/drivers/chromium.ts';
import { remote } from '../browser/harness/call.ts';
import { startServer } from '../browser/harness/server.ts';
import { record, type TraceEvent } from '../profile/trace.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, json: { type: 'boolean', default: false } },
});

interface Task extends TraceEvent {
  /** By the clock of the thread, µs. */
  readonly tdur?: number;
}

/** Of each frame, what the main thread did from its beginning to that of the next, in ms, the least first. */
function frameCosts(events: readonly TraceEvent[]): number[] {
  const { pid, tid } = mainThread(events);
  const own = events.filter((event) => event.pid === pid && event.tid === tid);
  const starts = own.filter(({ name, ph }) => name === 'FireAnimationFrame' && ph !== 'E').map(({ ts }) => ts);
  const tasks = own.filter(({ name, dur }) => name === 'RunTask' && dur !== undefined) as Task[];
  if (starts.length < 2 || tasks.length === 0) throw new Error('the trace has no frames, or no tasks');
  const costs = new Array<number>(starts.length - 1).fill(0);
  for (const { ts, dur, tdur } of tasks) {
    const frame = starts.findLastIndex((start) => start <= ts + dur!);
    if (frame >= 0 && frame < costs.length) costs[frame]! += (tdur ?? dur!) / 1000;
  }
  return costs.sort((one, other) => one - other);
}

/** The thread that has the frames. */
function mainThread(events: readonly TraceEvent[]): { pid: number; tid: number } {
  const frame = events.find(({ name }) => name === 'FireAnimationFrame');
  if (frame === undefined) throw new Error('the trace has no frames');
  return frame;
}

const server = await startServer({ isolated: true });
const driver = await ChromiumDriver.launch();
try {
  if (!values.json) console.log(`Chromium ${driver.version}, milliseconds of the main thread a frame`);
  const found = [];
  for (const what of ['32 strips without meters', '32 strips with meters', 'mm-console of 32 strips']) {
    const opened = await driver.open(server.url('/empty'));
    // A console is as wide as all of its strips.
    const isConsole = what.startsWith('mm-console');
    await opened.page.setViewport({ width: isConsole ? 3600 : 1900, height: 1000 });
    const page = remote<typeof import('./page/elements.ts')>(opened, 'bench/elements');
    const console_ = remote<typeof import('./page/elements-console.ts')>(opened, 'bench/elements-console');
    const withMeters = !what.endsWith('without meters');
    if (isConsole) await console_.begin();
    else await page.show(withMeters);
    const session = await opened.page.createCDPSession();
    const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    await wait(2);
    // Without meters nobody asks for frames: an empty one is what they are compared with.
    if (!withMeters) await opened.evaluate('void (function frame() { requestAnimationFrame(frame); })()');
    const costs = frameCosts(await record(session, [], () => wait(Number(values.seconds)) as Promise<void>));
    const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    const at = (share: number) => costs[Math.floor((costs.length - 1) * share)]!;
    const figures = { mean, median: at(0.5), p95: at(0.95) };
    const rounded = Object.entries(figures).map(([name, ms]) => [name, Number(ms.toFixed(2))] as const);
    found.push({ what, frames: costs.length, ...Object.fromEntries(rounded) });
    if (!values.json) console.log(`${what}: ${rounded.flat().join(' ')}, ${costs.length} frames`);
    await opened.close();
  }
  if (values.json) console.log(JSON.stringify({ chromium: driver.version, unit: 'ms', found }, null, 2));
} finally {
  await driver.close();
  server.close();
}
