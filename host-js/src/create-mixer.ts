import { MEMORY_INITIAL_PAGES } from 'megamixer-worklet/build';
import { LIMITS, layout, memoryBytes, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import type { MemoryPages } from 'megamixer-worklet/protocol';
import type { Mixer, MixerOptions } from './api/mixer.js';
import { addProcessor, assetUrls, engineModule } from './assets.js';
import { checkContext, checkOpen } from './check-context.js';
import { Connections } from './connections.js';
import { EngineHost } from './engine-host.js';
import { abortError, MixerError, orAborted } from './errors.js';
import { faultEvent } from './events.js';
import { Mirror } from './mirror.js';
import { MixerHandle } from './mixer.js';
import { recordScript } from './script.js';
import { chooseTransport } from './transports/choose.js';
import { MessageTransport } from './transports/message.js';
import { SharedTransport } from './transports/shared.js';

/**
 * Makes a mixer in an AudioContext or OfflineAudioContext, which may be suspended and is left so. Resolves when its
 * engine is in place and has agreed with the page about the layout of the block. Connect `mixer.node` to hear it.
 *
 * Page thread only. The engine is compiled once a page, however many mixers there are.
 *
 * @throws MixerError (as a rejection) with one of the codes of docs/errors.md; nothing is left behind then.
 */
export async function createMixer(context: BaseAudioContext, options: MixerOptions = {}): Promise<Mixer> {
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  const strips = count('strips', options.strips);
  const buses = count('buses', options.buses);
  const { kind, reason } = chooseTransport(options.transport);
  checkContext(context);

  const urls = assetUrls(options.assetsUrl);
  const [module] = await Promise.all([
    engineModule(urls.wasm, kind, signal),
    orAborted(addProcessor(context, urls.worklet), signal),
  ]);
  checkOpen(context);

  const capacityFrames = capacityFor(context);
  const pages = memoryPages(strips, buses, capacityFrames);
  const mirror = new Mirror(layout(strips, buses));
  const transport =
    kind === 'shared' ? new SharedTransport(reason, mirror.layout, pages) : new MessageTransport(reason, mirror.layout);
  const connections = new Connections();
  const host = new EngineHost({
    ...{ context, module, pages, capacityFrames, mirror, transport, connections },
    fault: (detail) => mixer.dispatchEvent(faultEvent(detail)),
    restarted: () => mixer.dispatchEvent(new Event('restart')),
  });
  const mixer = new MixerHandle(context, mirror, transport, host, connections);

  try {
    const words = mirror.pageWords();
    const script = recordScript(mixer, mirror, options.script ?? []);
    mirror.publisher = transport;
    await host.start(words, script, signal);
  } catch (error) {
    mixer.dispose();
    throw error;
  }
  return mixer;
}

function count(what: 'strips' | 'buses', wanted: number | undefined): number {
  const { min, max, default: usual } = LIMITS[what];
  const found = wanted ?? usual;
  if (!Number.isInteger(found) || found < min || found > max) {
    throw new MixerError('counts-out-of-range', `A mixer has ${min} to ${max} ${what}, not ${found}.`);
  }
  return found;
}

/** What the engine takes in one piece: the context's quantum, where the browser tells it. */
function capacityFor(context: BaseAudioContext): number {
  const { min, max } = LIMITS.capacityFrames;
  const { renderQuantumSize = min } = context as { renderQuantumSize?: number };
  return Math.min(Math.max(renderQuantumSize, min), max);
}

function memoryPages(strips: number, buses: number, capacityFrames: number): MemoryPages {
  const maximum = memoryBytes(strips, buses, capacityFrames) / WASM_PAGE_BYTES;
  return { initial: MEMORY_INITIAL_PAGES, maximum: Math.max(maximum, MEMORY_INITIAL_PAGES) };
}
