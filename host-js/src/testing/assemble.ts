import { LIMITS, layout } from 'megamixer-worklet/layout';
import { abortError } from '../aborted.js';
import { checkName } from '../engine/backends.js';
import { flag, wishesFrom } from '../engine/shape.js';
import { faultEvent, nodeChangeEvent } from '../events.js';
import { Connections } from '../handles/connections.js';
import { Desk } from '../handles/desk.js';
import { setLogLevel } from '../log.js';
import { Mirror } from '../mirror/mirror.js';
import type { TestMixerOptions } from './api.js';
import { latchesOf } from './latches.js';
import { SilentContext } from './test-context.js';
import { TestHost, testSite } from './test-host.js';
import { TestMixerHandle } from './test-mixer.js';
import { TestTransport } from './test-transport.js';

/** A test mixer, and what the library's own tests look at. */
export function assemble(options: TestMixerOptions) {
  const { signal, log, backend = 'auto', diagnostics = [], sampleRate = LIMITS.sampleRate.default } = options;
  if (signal?.aborted) throw abortError(signal);
  if (log !== undefined) setLogLevel(log);
  const wishes = wishesFrom(options);
  const exclusiveSolo = flag('exclusiveSolo', options.exclusiveSolo);
  checkName(backend);
  const site = testSite(options.context ?? new SilentContext(sampleRate).asContext(), wishes);

  const mirror = new Mirror(layout(wishes.strips, wishes.buses));
  const connections = new Connections();
  const transport = new TestTransport(mirror.layout, latchesOf(mirror.layout), {
    arrivesAt: (strip) => connections.has(strip) || host.node.hears(strip),
  });
  const host = new TestHost(site, {
    ...{ mirror, transport, connections },
    fault: (detail) => mixer.dispatchEvent(faultEvent(detail)),
    restarted: () => mixer.dispatchEvent(new Event('restart')),
    nodeChanged: (detail) => mixer.dispatchEvent(nodeChangeEvent(detail)),
  });
  const desk = new Desk(mirror, transport, connections, {
    ...wishes,
    exclusiveSolo,
    // The mixer may move.
    get sampleRate() {
      return host.context.sampleRate;
    },
  });
  const mixer = new TestMixerHandle(desk, transport, host, {
    backend: { kind: backend === 'auto' ? 'shared' : backend, reason: 'a test mixer has no engine to reach' },
    diagnostics,
    twin: () => Promise.reject(new Error('a test mixer has no copies')),
  });
  mirror.publishTo(transport);
  return { mixer, desk, mirror, transport };
}
