import type { Capabilities } from '../api/capabilities.js';
import { withBlobScript } from '../code/blob-script.js';
import { wasmFeatures } from '../code/wasm-features.js';
import { unfitWasm, wasmRefusal } from '../code/wasm-refusal.js';
import { Backends } from '../engine/backends.js';
import { checkContext } from '../engine/check-context.js';
import { quantumFramesOf } from '../engine/shape.js';
import { MixerError } from '../errors.js';
import { recommendationFor } from './recommendation.js';

/**
 * What this page has of what a mixer needs, which backend one would get, and what to do about what is missing. It makes no
 * AudioContext: what only a context knows, such as its latency, is told of the one that is given.
 *
 * Callable anywhere: in a worker or on a server it says what is missing there. It tries what cannot be asked for, so where a policy
 * forbids WebAssembly or worklets from blobs, the browser reports a violation, as it does when a mixer is made.
 */
export async function detectCapabilities(context?: BaseAudioContext): Promise<Capabilities> {
  const page = globalThis;
  const { baseLatency, outputLatency } = (context ?? {}) as Partial<AudioContext>;
  const { hardwareConcurrency, userAgent } = page.navigator ?? ({} as Partial<Navigator>);
  const probed = context ?? offlineContext();
  const contextRefusal = refusalOf(probed);
  // Chromium has its node everywhere, and this on https and localhost alone.
  const audioWorklet = 'audioWorklet' in (page.BaseAudioContext?.prototype ?? {});

  const noWasm = await wasmRefusal();
  const features = wasmFeatures();
  const blobWorklet = audioWorklet ? await triedBlobWorklet() : null;
  const backends = new Backends();
  if (noWasm !== null) backends.failed(noWasm);
  else if (!features.simd || !features.threads) backends.failed(unfitWasm());

  const found: Omit<Capabilities, 'recommendation'> = {
    crossOriginIsolated: page.crossOriginIsolated === true,
    secureContext: page.isSecureContext === true,
    sharedArrayBuffer: typeof SharedArrayBuffer === 'function',
    webAssembly: noWasm === null ? 'available' : noWasm.code === 'csp-wasm' ? 'forbidden' : 'missing',
    ...features,
    audioWorklet,
    blobWorklet,
    quantumFrames: probed === undefined ? null : quantumFramesOf(probed),
    sampleRate: context?.sampleRate ?? null,
    baseLatency: baseLatency ?? null,
    outputLatency: outputLatency ?? null,
    hardwareConcurrency: hardwareConcurrency ?? null,
    userAgent: userAgent ?? null,
    backend: contextRefusal === null ? { ...backends.next } : { kind: null, reason: contextRefusal.message },
    diagnostics: backends.diagnostics,
  };
  return { ...found, recommendation: recommendationFor(found) };
}

/** Why no mixer can be made in it. */
function refusalOf(context: BaseAudioContext | undefined): MixerError | null {
  try {
    checkContext(context as BaseAudioContext);
    return null;
  } catch (error) {
    if (error instanceof MixerError) return error;
    throw error;
  }
}

/** One that no device knows of. */
function offlineContext(): OfflineAudioContext | undefined {
  return typeof OfflineAudioContext === 'function' ? new OfflineAudioContext(1, 1, 48_000) : undefined;
}

let blobWorklet: Promise<boolean> | undefined;

/** Once a page: its policy stays the same, and there are browsers that keep every worklet they have loaded. */
function triedBlobWorklet(): Promise<boolean> {
  blobWorklet ??= withBlobScript('', async (url) => offlineContext()?.audioWorklet.addModule(url)).then(
    () => true,
    () => false,
  );
  return blobWorklet;
}
