import { type Bus, type Master, type Strip, tempoDelay } from 'megamixer';
import { TEMPO_BPM } from '../loop.ts';
import type { BusKey } from './balance.ts';
import { band, compress, cut, setNumbers } from './settings.ts';

/** What the buses do. `kick` is what the music makes way for. */
export const BUS_SOUND: Readonly<Record<BusKey, (bus: Bus, kick: Strip) => void>> = {
  drums({ eq, compressor }) {
    band(eq.bands[3], 9000, 1);
    compress(compressor, { threshold: -25, ratio: 2, knee: 8, attack: 0.03, release: 0.12, makeup: 3.5 });
    // A kick is not to pull the hats down with it.
    compressor.keyHighpass.on.value = true;
    compressor.keyHighpass.frequency.value = 110;
  },
  music({ compressor }, kick) {
    compress(compressor, { threshold: -30, ratio: 1.7, knee: 6, attack: 0.004, release: 0.16, makeup: 1.5 });
    compressor.key.value = kick;
  },
  reverb({ effect, eq }) {
    effect.type.value = 'reverb';
    setNumbers(effect.reverb, { predelay: 0.024, decay: 2.6, size: 0.72, damping: 5200, lowCut: 240 });
    band(eq.bands[3], 7000, -2);
  },
  delay({ effect, eq }) {
    effect.type.value = 'delay';
    setNumbers(effect.delay, { time: tempoDelay(TEMPO_BPM, '1/8.'), feedback: 0.45, lowCut: 260, highCut: 4500 });
    effect.delay.pingPong.value = true;
    cut(eq.highpass, 200);
  },
};

/** A little glue, and a ceiling. */
export function masterSound({ eq, compressor, limiter }: Master): void {
  cut(eq.highpass, 24);
  band(eq.bands[0], 90, 0.8);
  band(eq.bands[3], 10_000, 1);
  compress(compressor, { threshold: -20, ratio: 1.6, knee: 12, attack: 0.03, release: 0.25, makeup: 4 });
  limiter.on.value = true;
  limiter.ceiling.value = -1;
}
