import type { Loop } from './loop.ts';

export const KEYS: readonly Loop[] = [
  {
    name: 'Pads',
    group: 'keys',
    bars: 4,
    lanes: [
      { sample: 'tbd_pad_1', pattern: '9...............|................|................|................' },
      { sample: 'tbd_pad_2', pattern: '................|8...............|................|................' },
      { sample: 'tbd_pad_4', pattern: '................|................|8...............|7...............' },
    ],
  },
  {
    name: 'Dub Chord',
    group: 'keys',
    bars: 4,
    lanes: [
      {
        // The echoes of a dub delay, written out: three sixteenths apart, each softer.
        sample: 'tbd_highkey_c4',
        pattern: '......9..6..4..3|..2.............|......9..6..4..3|..2........7..4.',
      },
    ],
  },
  {
    name: 'Piano',
    group: 'keys',
    bars: 4,
    lanes: [
      {
        sample: 'ambi_piano',
        transpose: 9,
        pattern: '8...............|................|................|................',
      },
      {
        sample: 'ambi_piano',
        transpose: 5,
        pattern: '................|................|8...............|................',
      },
      {
        sample: 'ambi_piano',
        transpose: 7,
        pattern: '................|................|................|6...............',
      },
    ],
  },
  {
    name: 'Chime',
    group: 'keys',
    bars: 4,
    lanes: [
      {
        sample: 'elec_chime',
        transpose: 3,
        pattern: '................|......7.....3...|................|............5...',
      },
    ],
  },
  {
    name: 'Gm9 Guitar',
    group: 'guitar',
    bars: 4,
    lanes: [
      {
        sample: 'guit_em9',
        transpose: 3,
        pattern: '9...............|................|................|................',
      },
    ],
  },
  {
    name: 'Harmonics',
    group: 'guitar',
    bars: 4,
    lanes: [
      {
        sample: 'guit_harmonics',
        transpose: 3,
        pattern: '................|........8.......|................|....6...........',
      },
    ],
  },
  {
    name: 'Slide',
    group: 'guitar',
    bars: 8,
    lanes: [
      {
        sample: 'guit_e_slide',
        transpose: 3,
        pattern:
          '................|................|................|................|................|................|........8.......|................',
      },
    ],
  },
];
