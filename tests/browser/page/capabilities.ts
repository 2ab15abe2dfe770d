import type { Capabilities } from 'megamixer';
import { createMixer, detectCapabilities, type MixerError } from '/dist/megamixer.js';
import { close } from './realtime.ts';

/** What is told of the page, and what a mixer then gets: a backend, or the code of the error. */
export async function foretold(): Promise<{ found: Capabilities; plain: boolean; got: string; diagnostics: string[] }> {
  const found = await detectCapabilities();
  const plain = JSON.stringify(JSON.parse(JSON.stringify(found))) === JSON.stringify(found);
  try {
    const mixer = await createMixer(new OfflineAudioContext(2, 128, 48_000));
    mixer.dispose();
    return { found, plain, got: mixer.backend.kind, diagnostics: mixer.diagnostics.map(({ code }) => code) };
  } catch (error) {
    return { found, plain, got: (error as MixerError).code, diagnostics: [] };
  }
}

/** What is told of a context that plays, and what the context says itself. */
export async function ofContext() {
  const context = new AudioContext({ sampleRate: 44_100 });
  await context.resume();
  const { sampleRate, baseLatency, quantumFrames, backend } = await detectCapabilities(context);
  const own = context.baseLatency;
  await close(context, undefined, { forGood: true });
  const closed = await detectCapabilities(context);
  return { sampleRate, baseLatency, own, quantumFrames, backend: backend.kind, closed: closed.recommendation };
}

/** How many AudioContexts are made, and how many violations of the policy are reported, while it is asked twice. */
export async function sideEffects(): Promise<{ contexts: number; violations: string[] }> {
  let contexts = 0;
  const violations: string[] = [];
  const { AudioContext: Own } = globalThis;
  globalThis.AudioContext = class extends Own {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts += 1;
    }
  };
  const listener = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) =>
    violations.push(`${effectiveDirective} ${blockedURI}`);
  document.addEventListener('securitypolicyviolation', listener);
  try {
    await detectCapabilities();
    await detectCapabilities();
  } finally {
    globalThis.AudioContext = Own;
    document.removeEventListener('securitypolicyviolation', listener);
  }
  return { contexts, violations };
}

/** What is told in a worker, which imports the library as a page does. */
export async function inWorker(): Promise<Capabilities> {
  const script = `import { detectCapabilities } from ${JSON.stringify(new URL('/dist/megamixer.js', location.href))};
    detectCapabilities().then(postMessage, (error) => postMessage(String(error)));`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(url, { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}
