import type { CDPSession, Protocol } from 'puppeteer-core';
import type { ChromiumDriver, ChromiumPage } from '../../browser/drivers/chromium.ts';

/** Attaches to every worklet of a page, as they come. What is sent to a session of a worklet runs on its thread. */
export async function attachWorklets(page: ChromiumPage): Promise<readonly CDPSession[]> {
  const sessions: CDPSession[] = [];
  const session = await page.page.createCDPSession();
  // Puppeteer's session comes first, then the event that says what it is attached to.
  const attached = new Map<string, CDPSession>();
  session.on('sessionattached', (each: CDPSession) => attached.set(each.id(), each));
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const found = attached.get(sessionId);
    if (targetInfo.type === 'worklet' && found !== undefined) sessions.push(found);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  return sessions;
}

/** The one worklet of a page that has a single context. */
export function onlyWorklet(sessions: readonly CDPSession[]): CDPSession {
  if (sessions.length !== 1) throw new Error(`the page has ${sessions.length} worklets, not one`);
  return sessions[0]!;
}

export interface Allocated {
  readonly bytes: number;
  /** Where from, the most first. */
  readonly sites: readonly { readonly bytes: number; readonly stack: string }[];
}

/**
 * Everything that a thread allocates in its JavaScript heap while `work` goes on, also what is collected meanwhile. With
 * an interval of 1 byte that is every object; with larger ones an estimate that costs less.
 */
export async function allocatedDuring(
  session: CDPSession,
  samplingInterval: number,
  work: () => Promise<void>,
): Promise<Allocated> {
  await session.send('HeapProfiler.enable');
  // Not to be met while counting: the collector has the profiler look at everything that it frees.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.startSampling', {
    samplingInterval,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await work();
  const { profile } = await session.send('HeapProfiler.stopSampling');
  await session.send('HeapProfiler.disable');
  const sites = sitesOf(profile.head, []).toSorted((a, b) => b.bytes - a.bytes);
  return { bytes: sites.reduce((sum, { bytes }) => sum + bytes, 0), sites };
}

function sitesOf(
  node: Protocol.HeapProfiler.SamplingHeapProfileNode,
  above: readonly string[],
): { bytes: number; stack: string }[] {
  const { functionName, url, lineNumber, columnNumber } = node.callFrame;
  const place = url === '' ? '' : ` (${url.split('/').at(-1)}:${lineNumber + 1}:${columnNumber + 1})`;
  const stack = [`${functionName || 'anonymous'}${place}`, ...above];
  const own = node.selfSize > 0 ? [{ bytes: node.selfSize, stack: stack.slice(0, 6).join(' < ') }] : [];
  // The frame of the root says nothing.
  const below = functionName === '(root)' ? above : stack;
  return [...own, ...node.children.flatMap((child) => sitesOf(child, below))];
}

/** Seconds of processor time that every process of the browser has used so far, by id. */
export async function processTimes(driver: ChromiumDriver): Promise<Map<number, { type: string; seconds: number }>> {
  const session = await driver.browser.target().createCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return new Map(processInfo.map(({ id, type, cpuTime }) => [id, { type, seconds: cpuTime }]));
  } finally {
    await session.detach();
  }
}
