/**
 * What 32 strips of elements cost the page in a frame: Chromium's trace says how long the tasks of its main thread took,
 * by the clock of that thread, while every meter moves and while there are none.
 *
 * `node --import=tsx tests/bench/elements.ts [--seconds 10]`
 */
import { parseArgs } from 'node:util';
import { ChromiumDriver } from '../browser/drivers/chromium.ts';
import { remote } from '../browser/harness/call.ts';
import { startServer } from '../browser/harness/server.ts';
import { record, type TraceEvent } from '../profile/trace.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' } } });

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
  console.log(`Chromium ${driver.version}, milliseconds of the main thread a frame`);
  for (const withMeters of [false, true]) {
    const opened = await driver.open(server.url('/empty'));
    await opened.page.setViewport({ width: 1900, height: 1000 });
    const page = remote<typeof import('./page/elements.ts')>(opened, 'bench/elements');
    const strips = await page.show(withMeters);
    const session = await opened.page.createCDPSession();
    const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    await wait(2);
    // Without meters nobody asks for frames: an empty one is what they are compared with.
    if (!withMeters) await opened.evaluate('void (function frame() { requestAnimationFrame(frame); })()');
    const costs = frameCosts(await record(session, [], () => wait(Number(values.seconds)) as Promise<void>));
    const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    const at = (share: number) => costs[Math.floor((costs.length - 1) * share)]!.toFixed(2);
    console.log(
      `${strips} strips ${withMeters ? 'with meters' : 'without meters'}: mean ${mean.toFixed(2)}, median ${at(0.5)}, 95 % ${at(0.95)}, ${costs.length} frames`,
    );
    await opened.close();
  }
} finally {
  await driver.close();
  server.close();
}
