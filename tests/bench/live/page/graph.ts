import { pause } from '../../../browser/page/realtime.ts';
import type { Variant } from '../cases.ts';
import { buildRig, type Rig } from './rig.ts';

let rig: Rig | undefined;

/** Builds a variant in a context that plays, and lets it play a while. Returns the RMS that is heard. */
export async function build(variant: Variant): Promise<{ rms: number; wasmBytes: number }> {
  rig = await buildRig(variant);
  await pause(300);
  return { rms: rmsOf(rig.output), wasmBytes: rig.mixer?.memory.bytes ?? 0 };
}

export async function leave(): Promise<void> {
  await rig?.dispose();
  rig = undefined;
}

export function rmsOf(output: AnalyserNode): number {
  const samples = new Float32Array(output.fftSize);
  output.getFloatTimeDomainData(samples);
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
