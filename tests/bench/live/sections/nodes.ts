import type { ChromiumDriver } from '../../../browser/drivers/chromium.ts';
import { remote } from '../../../browser/harness/call.ts';
import type { Variant } from '../cases.ts';

export interface NodeCounts {
  /** By type, as the browser calls them; the context's own destination is not among them. */
  readonly types: Readonly<Record<string, number>>;
  readonly nodes: number;
  readonly sources: number;
  readonly params: number;
  readonly connections: number;
}

/** Counts what the browser's own instrumentation of Web Audio reports of a graph that plays. */
export async function countNodes(driver: ChromiumDriver, url: string, variant: Variant): Promise<NodeCounts> {
  const page = await driver.open(url);
  try {
    const graph = remote<typeof import('../page/graph.ts')>(page, 'bench/live/page/graph');
    const session = await page.page.createCDPSession();
    const nodes = new Map<string, string>();
    const counts = { params: 0, connections: 0 };
    session.on('WebAudio.audioNodeCreated', ({ node }) => nodes.set(node.nodeId, node.nodeType));
    session.on('WebAudio.audioNodeWillBeDestroyed', ({ nodeId }) => nodes.delete(nodeId));
    session.on('WebAudio.audioParamCreated', () => (counts.params += 1));
    session.on('WebAudio.nodesConnected', () => (counts.connections += 1));
    await session.send('WebAudio.enable');
    const { rms } = await graph.build(variant);
    if (!(rms > 0.001)) throw new Error(`${variant}: nothing is heard (RMS ${rms})`);
    // The events of a graph follow it: none is under way once a while has passed without one.
    for (let seen = -1; seen !== nodes.size; ) {
      seen = nodes.size;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    await graph.leave();

    const types: Record<string, number> = {};
    for (const type of nodes.values()) if (type !== 'AudioDestination') types[type] = (types[type] ?? 0) + 1;
    const total = Object.values(types).reduce((sum, count) => sum + count, 0);
    return { types, nodes: total, sources: types.AudioBufferSource ?? 0, ...counts };
  } finally {
    await page.close();
  }
}
