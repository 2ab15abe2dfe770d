import type { CDPSession } from 'puppeteer-core';
import type { ChromiumDriver } from '../../../browser/drivers/chromium.ts';
import { type Remote, remote } from '../../../browser/harness/call.ts';
import type { BusyCase } from '../cases.ts';
import { type Allocated, allocatedDuring, attachWorklets, onlyWorklet } from '../devtools.ts';
import { pause } from '../pause.ts';

export interface AudioThreadAllocation {
  /** How long it had played before, and for how long it was counted. */
  readonly settled: number;
  readonly seconds: number;
  readonly quanta: number;
  /** Of the JavaScript heap of the audio thread. */
  readonly bytesPerQuantum: number;
  /** What was allocated while no script ran: by the profiler itself, as it starts and stops. Not counted above. */
  readonly outsideBytes: number;
  readonly sites: Allocated['sites'];
}

/** A case that plays, to be counted as often as one likes. */
export interface BusyThread {
  count(seconds: number): Promise<AudioThreadAllocation>;
}

/** Plays a case; once that has gone on for `settle` seconds, `work` may count what its audio thread allocates. */
export async function withBusyThread<R>(
  driver: ChromiumDriver,
  url: string,
  what: BusyCase,
  settle: number,
  work: (thread: BusyThread) => Promise<R>,
): Promise<R> {
  const page = await driver.open(url);
  try {
    const worklets = await attachWorklets(page);
    const [kind, moves] = what.split(', ') as ['shared' | 'message' | 'baseline', string];
    const busy = remote<typeof import('../page/busy.ts')>(page, 'bench/live/page/busy');
    if (kind === 'baseline') await busy.startBaseline();
    else await busy.start(kind, moves === 'moving');
    await pause(settle);
    const result = await work({ count: (seconds) => count(onlyWorklet(worklets), busy, settle, seconds) });
    const { rms } = await busy.stop();
    if (!(rms > 0.001)) throw new Error(`${what}: nothing is heard (RMS ${rms})`);
    return result;
  } finally {
    await page.close();
  }
}

async function count(
  worklet: CDPSession,
  busy: Remote<typeof import('../page/busy.ts')>,
  settled: number,
  seconds: number,
): Promise<AudioThreadAllocation> {
  let quanta = 0;
  const allocated = await allocatedDuring(worklet, 1, async () => {
    const before = await busy.quanta();
    await pause(seconds);
    quanta = (await busy.quanta()) - before;
  });
  if (!(quanta > 0)) throw new Error('the audio thread did not go on');
  const isOutside = ({ stack }: { stack: string }) => stack === '(IDLE)';
  const sites = allocated.sites.filter((site) => !isOutside(site));
  const bytes = (list: Allocated['sites']) => list.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    ...{ settled, seconds, quanta },
    bytesPerQuantum: bytes(sites) / quanta,
    outsideBytes: bytes(allocated.sites.filter(isOutside)),
    sites: sites.slice(0, 8),
  };
}
