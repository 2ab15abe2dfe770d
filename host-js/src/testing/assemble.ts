import { LIMITS, layout } from 'megamixer-worklet/layout';
import { abortError } from '../aborted.js';
import { checkName } from '../engine/backends.js';
import { checkOpen } from '../engine/check-context.js';
import { capacityFor, flag, memoryPages, wishesFrom } from '../engine/shape.js';
import { MixerError } from '../errors.js';
import { Connections } from '../handles/connections.js';
import { Desk } from '../handles/desk.js';
import { setLogLevel } from '../log.js';
import { Mirror } from '../mirror/mirror.js';
import type { TestMixerOptions } from './api.js';
import { latchesOf } from './latches.js';
import { SilentContext } from './test-context.js';
import { TestHost } from './test-host.js';
import { TestMixerHandle } from './test-mixer.js';
import { TestTransport } from './test-transport.js';

/** A test mixer, and what the library's own tests look at. */
export function assemble(options: TestMixerOptions) {
  const { signal, log, backend = 'auto', diagnostics = [] } = options;
  if (signal?.aborted) throw abortError(signal);
  if (log !== undefined) setLogLevel(log);
  const wishes = wishesFrom(options);
  const exclusiveSolo = flag('exclusiveSolo', options.exclusiveSolo);
  checkName(backend);
  const { sampleRate: rate = LIMITS.sampleRate.default } = options;
  const silentContext = options.context === undefined ? new SilentContext(rate) : null;
  const context = options.context ?? (silentContext as SilentContext).asContext();
  checkRate(context.sampleRate);
  checkOpen(context);
  const { sampleRate } = context;
  const shape = { ...wishes, capacityFrames: capacityFor(context) };
  const pages = memoryPages(shape, sampleRate);

  const blockLayout = layout(shape.strips, shape.buses);
  const mirror = new Mirror(blockLayout);
  const transport = new TestTransport(blockLayout, sampleRate, latchesOf(blockLayout));
  const connections = new Connections();
  const desk = new Desk(mirror, transport, connections, { ...shape, sampleRate, exclusiveSolo });
  const host = new TestHost({
    ...{ context, shape, pages, mirror, transport, connections },
    restarted: () => mixer.dispatchEvent(new Event('restart')),
  });
  const origin = {
    backend: { kind: backend === 'auto' ? 'shared' : backend, reason: 'a test mixer has no engine to reach' } as const,
    diagnostics,
    twin: () => Promise.reject(new Error('a test mixer has no copies')),
  };
  const mixer = new TestMixerHandle({ context, silentContext, desk, transport, host, origin });
  mirror.publishTo(transport);
  return { mixer, desk, mirror, transport };
}

function checkRate(sampleRate: number): void {
  const { min, max } = LIMITS.sampleRate;
  if (sampleRate >= min && sampleRate <= max) return;
  throw new MixerError('engine-refused', `A mixer runs at ${min} to ${max} Hz, not at ${String(sampleRate)}.`);
}
