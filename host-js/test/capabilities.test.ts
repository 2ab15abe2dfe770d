import assert from 'node:assert/strict';
import { afterEach, describe, mock, test } from 'node:test';
import type { Capabilities } from '../src/api/capabilities.js';
import { detectCapabilities } from '../src/capabilities/detect.js';

/** As with the browser's own, its getter knows what is one. */
class Context {
  readonly #sampleRate = 44_100;
  readonly state: string = 'running';
  get sampleRate(): number {
    return this.#sampleRate;
  }
  get audioWorklet(): object {
    return { addModule: async () => {} };
  }
}

/** What browsers have elsewhere than on https and localhost. */
class InsecureContext {
  readonly #sampleRate = 44_100;
  readonly state: string = 'running';
  get sampleRate(): number {
    return this.#sampleRate;
  }
}

class OfflineContext extends Context {
  readonly renderQuantumSize = 256;
}

/** A page of a browser that has everything, but for what `lacks` says. */
function page(lacks: Record<string, unknown> = {}): void {
  const all = {
    crossOriginIsolated: true,
    isSecureContext: true,
    BaseAudioContext: Context,
    OfflineAudioContext: OfflineContext,
    navigator: { userAgent: 'A browser/1.0', hardwareConcurrency: 8 },
    ...lacks,
  };
  for (const [name, value] of Object.entries(all)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

const NAMES = ['crossOriginIsolated', 'isSecureContext', 'BaseAudioContext', 'OfflineAudioContext'];
const own = ['navigator', 'WebAssembly'].map(
  (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
);

const inContext = (context: object = new Context()) => detectCapabilities(context as BaseAudioContext);

/** Whatever is said is plain data. */
function assertPlain(found: Capabilities): void {
  assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
}

describe('the capabilities of a page', () => {
  afterEach(() => {
    mock.restoreAll();
    for (const name of [...NAMES, 'navigator']) delete (globalThis as Record<string, unknown>)[name];
    for (const [name, before] of own) if (before !== undefined) Object.defineProperty(globalThis, name, before);
  });

  test('one that has everything gets shared memory, and nothing to do', async () => {
    page();
    const context = Object.assign(new Context(), { renderQuantumSize: 512, baseLatency: 0.01, outputLatency: 0.02 });
    const found = await inContext(context);
    assertPlain(found);
    const { recommendation, backend, relaxedSimd: _, ...rest } = found;
    assert.deepEqual(rest, {
      ...{ crossOriginIsolated: true, secureContext: true, sharedArrayBuffer: true, webAssembly: 'available' },
      ...{ simd: true, threads: true, audioWorklet: true, blobWorklet: true },
      ...{ quantumFrames: 512, sampleRate: 44_100, baseLatency: 0.01, outputLatency: 0.02 },
      ...{ hardwareConcurrency: 8, userAgent: 'A browser/1.0', diagnostics: [] },
    });
    assert.equal(backend.kind, 'shared');
    assert.equal(recommendation, 'Nothing is missing.');
  });

  test('without a context, what only a context knows is left open', async () => {
    page();
    const found = await detectCapabilities();
    assertPlain(found);
    assert.deepEqual([found.quantumFrames, found.backend.kind], [256, 'shared']);
    assert.deepEqual([found.sampleRate, found.baseLatency, found.outputLatency], [null, null, null]);
  });

  test('one that is not isolated gets messages, and is told the headers', async () => {
    page({ crossOriginIsolated: false });
    const found = await inContext();
    assert.equal(found.backend.kind, 'message');
    assert.deepEqual(
      found.diagnostics.map(({ tried, code }) => [tried, code]),
      [['shared', 'not-isolated']],
    );
    assert.match(found.recommendation, /Cross-Origin-Opener-Policy: same-origin.*docs\/isolation\.md/);
  });

  test('one whose policy forbids WebAssembly gets JavaScript, and is told what the policy lacks', async () => {
    page();
    mock.method(WebAssembly, 'compile', async () => {
      throw new WebAssembly.CompileError('blocked');
    });
    const found = await inContext();
    assert.deepEqual([found.webAssembly, found.backend.kind, found.simd], ['forbidden', 'js', true]);
    assert.deepEqual(
      found.diagnostics.map(({ code }) => code),
      ['csp-wasm'],
    );
    assert.match(found.recommendation, /'wasm-unsafe-eval'.*assetsUrl/);
  });

  test('one without WebAssembly, or without its vectors or threads, gets JavaScript, and is told of other browsers', async () => {
    page();
    mock.method(WebAssembly, 'validate', () => false);
    const old = await inContext();
    assert.deepEqual([old.webAssembly, old.backend.kind, old.threads], ['available', 'js', false]);
    assert.match(old.recommendation, /a browser of 2023/);
    page({ WebAssembly: undefined });
    const none = await inContext();
    assert.deepEqual([none.webAssembly, none.backend.kind], ['missing', 'js']);
    assert.match(none.recommendation, /a browser of 2023/);
  });

  test('where there can be no mixer, it is said why and what to do', async () => {
    page({ isSecureContext: false, BaseAudioContext: InsecureContext });
    const insecure = await inContext(new InsecureContext());
    assert.deepEqual([insecure.backend.kind, insecure.audioWorklet, insecure.blobWorklet], [null, false, null]);
    assert.match(insecure.recommendation, /over https/);
    page();
    const wrapped = await inContext({ rawContext: new Context() });
    assert.match(wrapped.recommendation, /pass the AudioContext that it wraps/);
    const closed = await inContext(Object.assign(new Context(), { state: 'closed' }));
    assert.deepEqual([closed.backend.kind, closed.recommendation], [null, closed.backend.reason]);
    assert.match(closed.recommendation, /make a new one/);
  });

  test('outside a page everything of a page is missing, and nothing is thrown', async () => {
    Object.defineProperty(globalThis, 'navigator', { value: undefined, configurable: true });
    const found = await detectCapabilities();
    assertPlain(found);
    const { crossOriginIsolated, secureContext, audioWorklet, blobWorklet, quantumFrames, userAgent } = found;
    assert.deepEqual([crossOriginIsolated, secureContext, audioWorklet], [false, false, false]);
    assert.deepEqual([blobWorklet, quantumFrames, userAgent, found.hardwareConcurrency], [null, null, null, null]);
    assert.equal(found.backend.kind, null);
    assert.match(found.recommendation, /make mixers in a page, not in a worker or on a server/);
  });
});
