import type { BounceOptions, Session } from 'megamixer/bounce';
import { bounce } from '/dist/bounce.js';
import { type SoundFile, samplesOf } from '../../scenes/sound-file.ts';

/** The file of a session's mix in base64, and what is said of its loudness. */
export async function file(session: Session, sounds: readonly SoundFile[], options: BounceOptions) {
  const buffers = sounds.map((sound) => [sound.name, { channels: samplesOf(sound), sampleRate: sound.sampleRate }]);
  const { mix, report } = await bounce(session, Object.fromEntries(buffers), options);
  const url = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsDataURL(mix);
  });
  const { integrated, truePeak } = report.loudness;
  return {
    base64: url.slice(url.indexOf(',') + 1),
    integrated,
    truePeak,
    limited: report.normalized?.limited ?? null,
    reached: report.normalized?.reached ?? null,
  };
}
