import type { Master } from 'megamixer';
import type { Desk } from './desk.ts';
import { compressorSection } from './dynamics/compressor-section.ts';
import { eqSection } from './eq-section.ts';
import { limiterSection } from './master/limiter-section.ts';
import { loudnessSection } from './master/loudness-section.ts';
import { stereoSection } from './master/stereo-section.ts';

export function masterDetail(master: Master, colour: string, desk: Desk): HTMLElement[] {
  const { gain, limiter } = master;
  // The monitor hears the output, which is behind the fader and the limiter.
  const behindCompressor = (): number => desk.monitor.peakDb + limiter.gainReduction - gain.db;
  return [
    eqSection(master.eq, desk),
    compressorSection(master.compressor, { levelAfter: behindCompressor, keys: master.compressor.key.choices }, desk),
    limiterSection(limiter, desk),
    loudnessSection(master, desk),
    stereoSection(master, colour, desk),
  ];
}
