import { nullBarDb } from '../offline/judge.ts';
import type { Run } from '../offline/results.ts';
import { quantum, sampleRate } from '../settings.ts';
import { engineNames } from './section.ts';

/** Where and how it was measured. */
export function method({ processor, cores, memoryGb, os, browsers, rounds, quanta }: Run): string[] {
  const versions = (Object.keys(browsers) as (keyof typeof engineNames)[]).map(
    (engine) => `${engineNames[engine]} (${browsers[engine]})`,
  );
  const budget = Math.round((quantum / sampleRate) * 1e6);
  return [
    `Measured on ${processor}, ${cores} cores, ${memoryGb} GB, ${os}, with ${versions.join(', ')}. No audio device, no GPU.`,
    '',
    `- All figures are µs per quantum of ${quantum} frames at ${sampleRate / 1000} kHz, of which a quantum may take ${budget} before it is late.`,
    '- Costs come from OfflineAudioContext: the whole graph is rendered as fast as it goes. *Own* is without the sources, which are',
    '  rendered alone, as many of them in the same way, in the same round, and subtracted; *with sources* is everything.',
    `- ${rounds} rounds; each renders every case once, in an order that begins somewhere else each time. Figures are medians, with the`,
    `  quartiles of *own* beside them. A case of middling cost is rendered for ${quanta} quanta.`,
    '- From the time of each render that of a render of a quarter of its length is subtracted: starting a context, and JavaScript that',
    '  is not compiled yet, are no cost of a quantum. A page first plays our module until the browser has compiled it in the background,',
    '  as it does while a page plays for a second. So everybody is measured warm.',
    '- Sources are 32 looping stereo buffers of white noise, -6 dBFS peak, another one for each strip. Gate and compressor of every strip',
    '  work, and so does the limiter.',
    '- Ours is what the package ships: the files in `dist/`, made by `make build`. Everybody gets the settings of',
    '  `tests/bench/settings.ts`.',
    '- Everything is listened to before it is timed: where the DSP is equal, the difference to another case has to stay',
    `  ${-nullBarDb} dB below it; where it is not, the level has to be what it should be within 3 dB, and the compressors have to work. Each`,
    '  round has to sound like the first. What fails is not counted, and is listed.',
  ];
}
