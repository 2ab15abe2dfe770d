import type { Bus, Compressor, Strip } from 'megamixer';
import { BarSlider } from '../../controls/bar-slider.ts';
import { choice, named } from '../../controls/choice.ts';
import { Figure } from '../../controls/figure.ts';
import { DECIBELS, HERTZ, PERCENT, RATIO, SECONDS, SPAN } from '../../controls/kinds.ts';
import { toggle } from '../../controls/toggle.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { dynamicsPictures, reductionFigure } from './pictures.ts';

export interface CompressorSectionOptions {
  readonly colour: string;
  /** How loud it is right behind the compressor, dB. */
  readonly levelAfter: () => number;
  /** What it may be told to listen to. */
  readonly keys: readonly (Bus | Strip | null)[];
}

export function compressorSection(
  compressor: Compressor,
  { colour, levelAfter, keys }: CompressorSectionOptions,
  desk: Desk,
): HTMLElement {
  const { on, threshold, knee, ratio, makeup, key } = compressor;
  const inputLevel = (): number => levelBefore(compressor, levelAfter());
  const reduction = new Figure();
  const pictures = dynamicsPictures(
    {
      outputLevel: (level) => compressor.outputLevel(level),
      inputLevel,
      // The level of a key is not measured, and its dot would be somewhere else.
      heardLevel: () => (key.value === null ? inputLevel() : Number.NEGATIVE_INFINITY),
      isOn: () => on.value,
      gainReduction: () => compressor.gainReduction,
      ...{ colour, fullDb: 20, marksDb: [3, 6, 12] },
      params: [on, threshold, knee, ratio, makeup],
    },
    reduction,
    desk,
  );
  return section(
    {
      title: 'Compressor',
      name: 'compressor',
      on,
      aside: [reductionFigure(reduction)],
      body: [pictures, element('div', { class: 'controls two' }, ...controls(compressor, keys, desk))],
    },
    desk,
  );
}

/** What goes in: what comes out, and what was taken away of it. */
export function levelBefore({ on, makeup, gainReduction }: Compressor, levelAfter: number): number {
  return on.value ? levelAfter - makeup.value + gainReduction : levelAfter;
}

function controls(compressor: Compressor, keys: CompressorSectionOptions['keys'], desk: Desk): HTMLElement[] {
  const { life } = desk;
  const { threshold, ratio, knee, attack, release, makeup, mix, detector, key, keyHighpass } = compressor;
  const part = (word: string): string => `compressor ${word}`;
  const whom = (channel: Bus | Strip | null): string => (channel === null ? 'Itself' : desk.nameOf(channel));
  return [
    new BarSlider({
      param: threshold,
      kind: DECIBELS,
      caption: 'Threshold',
      part: part('threshold'),
      origin: 'left',
      life,
    }),
    new BarSlider({ param: ratio, kind: RATIO, caption: 'Ratio', part: part('ratio'), origin: 'left', life }),
    new BarSlider({ param: knee, kind: SPAN, caption: 'Knee', part: part('knee'), origin: 'left', life }),
    new BarSlider({ param: attack, kind: SECONDS, caption: 'Attack', part: part('attack'), origin: 'left', life }),
    new BarSlider({ param: release, kind: SECONDS, caption: 'Release', part: part('release'), origin: 'left', life }),
    new BarSlider({ param: makeup, kind: DECIBELS, caption: 'Makeup', part: part('makeup'), origin: 'centre', life }),
    new BarSlider({ param: mix, kind: PERCENT, caption: 'Mix', part: part('mix'), origin: 'left', life }),
  ]
    .map((bar) => bar.root)
    .concat(
      choice({ ...named(detector, { peak: 'Peak', rms: 'RMS' }), part: part('detector'), caption: 'Detect', life }),
      choice({ param: key, choices: keys, textOf: whom, part: part('key'), caption: 'Key', life, onRefused: desk.say }),
      toggle({
        ...{ param: keyHighpass.on, face: 'Key high-pass', part: part('key high-pass on'), look: 'option', life },
        title: 'Keeps bass out of what the compressor listens to',
      }),
      new BarSlider({
        ...{ param: keyHighpass.frequency, kind: HERTZ, caption: 'Key HP', part: part('key high-pass frequency') },
        origin: 'left',
        life,
      }).root,
    );
}
