import type { Master } from 'megamixer';
import { element } from '../../element.ts';
import { labelPart } from '../../part-label.ts';
import type { Desk } from '../desk.ts';
import { plainSection } from '../section.ts';
import { LoudnessPainter } from './loudness-painter.ts';

/** How loud the demo's mix is to be, LUFS: what streaming services turn everything down to. */
const TARGET_LUFS = -14;

/** How loud it is, by the standards of broadcasting, now, since the reset, and lately. */
export function loudnessSection({ loudness, truePeak }: Master, { life, frames }: Desk): HTMLElement {
  const made = element('mm-loudness', { target: TARGET_LUFS });
  made.loudness = loudness;
  made.truePeak = truePeak;
  labelPart(made, 'loudness');
  const canvas = element('canvas', { class: 'loudness-history', 'aria-hidden': 'true' });
  life.add(frames.add(new LoudnessPainter(canvas, loudness)));
  return plainSection('Loudness', 'loudness', made, canvas);
}
