import type { ChromiumDriver } from '../../../browser/drivers/chromium.ts';
import { remote } from '../../../browser/harness/call.ts';
import type { BusyCase } from '../cases.ts';
import { type Allocated, allocatedDuring, attachWorklets, onlyWorklet } from '../devtools.ts';
import { pause } from '../pause.ts';

export interface AudioThreadAllocation {
  readonly seconds: number;
  readonly quanta: number;
  /** Of the JavaScript heap of the audio thread. */
  readonly bytesPerQuantum: number;
  /** What was allocated while no script ran: by the profiler itself, as it starts and stops. Not counted above. */
  readonly outsideBytes: number;
  readonly sites: Allocated['sites'];
}

/** Counts every byte that the audio thread allocates in its heap while a case plays. */
export async function audioThreadAllocation(
  driver: ChromiumDriver,
  url: string,
  what: BusyCase,
  seconds: number,
  settleSeconds = 3,
): Promise<AudioThreadAllocation> {
  const page = await driver.open(url);
  try {
    const worklets = await attachWorklets(page);
    const [kind, moves] = what.split(', ') as ['shared' | 'message' | 'baseline', string];
    const busy = remote<typeof import('../page/busy.ts')>(page, 'bench/live/page/busy');
    if (kind === 'baseline') await busy.startBaseline();
    else await busy.start(kind, moves === 'moving');
    // What runs often is compiled for speed, which allocates for the last time.
    await pause(settleSeconds);
    let quanta = 0;
    const allocated = await allocatedDuring(onlyWorklet(worklets), 1, async () => {
      const before = await busy.quanta();
      await pause(seconds);
      quanta = (await busy.quanta()) - before;
    });
    const { rms } = await busy.stop();
    if (!(rms > 0.001)) throw new Error(`${what}: nothing is heard (RMS ${rms})`);
    if (!(quanta > 0)) throw new Error(`${what}: the audio thread did not go on`);

    const isOutside = ({ stack }: { stack: string }) => stack === '(IDLE)';
    const sites = allocated.sites.filter((site) => !isOutside(site));
    const bytes = (list: Allocated['sites']) => list.reduce((sum, { bytes }) => sum + bytes, 0);
    return {
      seconds,
      quanta,
      bytesPerQuantum: bytes(sites) / quanta,
      outsideBytes: bytes(allocated.sites.filter(isOutside)),
      sites: sites.slice(0, 8),
    };
  } finally {
    await page.close();
  }
}
