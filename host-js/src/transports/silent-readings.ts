import { type Layout, MASTER_METERS } from 'megamixer-worklet/layout';
import { bitsOf } from '../mirror/float-bits.js';

/** Measured in LUFS, of which 0 would be very loud. */
const LOUDNESSES = ['momentary', 'shortTerm', 'integrated', 'momentaryMax', 'shortTermMax'] as const;

/** What the engine measures of silence, at the addresses of the block up to the end of the meters: for want of an engine. */
export function silentReadings(layout: Layout): Int32Array<ArrayBuffer> {
  const readings = new Int32Array(layout.metersEnd);
  for (const word of LOUDNESSES) {
    readings[layout.masterExtras + MASTER_METERS[word]] = bitsOf(Number.NEGATIVE_INFINITY);
  }
  return readings;
}
