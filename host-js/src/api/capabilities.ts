import type { Backend, Diagnostic } from './mixer.js';

/** What `detectCapabilities` found: plain data, which survives JSON. */
export interface Capabilities {
  /** Whether the page is cross-origin isolated, which sharing memory with the worklet takes. */
  readonly crossOriginIsolated: boolean;
  /** Whether the page came over https or from localhost, which AudioWorklet takes. */
  readonly secureContext: boolean;
  /** Whether there is a SharedArrayBuffer. Without isolation it is of no use. */
  readonly sharedArrayBuffer: boolean;
  /** `forbidden`: there is some, but the page's Content-Security-Policy lets none be compiled. */
  readonly webAssembly: 'available' | 'forbidden' | 'missing';
  /** WebAssembly's vectors of 128 bits, which the engine needs. */
  readonly simd: boolean;
  /** Its faster vector instructions, whose results may differ from browser to browser. The engine uses none. */
  readonly relaxedSimd: boolean;
  /** Its atomics and shared memories, which the engine needs. */
  readonly threads: boolean;
  readonly audioWorklet: boolean;
  /**
   * Whether a worklet may come from a blob, as the one does that the library carries with it. Where not, `createMixer` needs
   * `assetsUrl`. `null` without AudioWorklet.
   */
  readonly blobWorklet: boolean | null;
  /** Frames in a quantum of the context; without one, in a quantum of contexts that ask for nothing. `null` without Web Audio. */
  readonly quantumFrames: number | null;
  /** Of the context, in Hz; `null` without one. */
  readonly sampleRate: number | null;
  /** Seconds that the context takes to hand its output over; `null` without a context, and where the browser does not tell. */
  readonly baseLatency: number | null;
  /** Seconds from there to the loudspeakers, as far as the browser can tell; `null` as above. */
  readonly outputLatency: number | null;
  /** How many threads the machine runs at once; `null` where it is not told. */
  readonly hardwareConcurrency: number | null;
  readonly userAgent: string | null;
  /** Which backend a mixer would get whose code can be loaded, and why; `kind` is `null` where there can be no mixer. */
  readonly backend: { readonly kind: Backend | null; readonly reason: string };
  /** What a better one is wanting for, as in `mixer.diagnostics`. */
  readonly diagnostics: readonly Diagnostic[];
  /** What to do about what is missing, the gravest first, in sentences. */
  readonly recommendation: string;
}
