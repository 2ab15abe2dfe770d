import { type Capabilities, detectCapabilities } from '../index.js';
import { print } from './print.js';

/** As `detectCapabilities`. */
export async function capabilities(context?: BaseAudioContext): Promise<Capabilities> {
  const found = await detectCapabilities(context);
  print(capabilitiesText(found));
  return found;
}

export function capabilitiesText(found: Capabilities): string {
  const { backend } = found;
  const has = (what: boolean | null) => (what === null ? 'not known' : what ? 'yes' : 'no');
  const measure = (value: number | null, unit: string, scale = 1) =>
    value === null ? 'not known' : `${Math.round(value * scale)} ${unit}`;
  const lines = {
    Browser: found.userAgent ?? 'not known',
    'Cross-origin isolated': has(found.crossOriginIsolated),
    'Secure context': has(found.secureContext),
    SharedArrayBuffer: has(found.sharedArrayBuffer),
    WebAssembly: found.webAssembly,
    'SIMD, relaxed, threads': [found.simd, found.relaxedSimd, found.threads].map(has).join(', '),
    'AudioWorklet, by blob': [found.audioWorklet, found.blobWorklet].map(has).join(', '),
    Quantum: measure(found.quantumFrames, 'frames'),
    'Sample rate': measure(found.sampleRate, 'Hz'),
    'Base, output latency': [found.baseLatency, found.outputLatency]
      .map((each) => measure(each, 'ms', 1000))
      .join(', '),
    Cores: found.hardwareConcurrency ?? 'not known',
    Backend: `${backend.kind ?? 'none'}: ${backend.reason}`,
    Recommendation: found.recommendation,
  };
  return Object.entries(lines)
    .map(([name, line]) => `${name.padEnd(24)}${line}`)
    .join('\n');
}
