import type { Loop } from './loop.ts';

// One lane per note, as in a piano roll. The recordings are of C; the F of `bass_dnb_f` is an F.
export const BASS: readonly Loop[] = [
  {
    name: 'Sub',
    group: 'bass',
    bars: 4,
    mono: true,
    gateSteps: 8,
    lanes: [
      {
        sample: 'bass_thick_c',
        transpose: 3,
        pattern: '................|................|9.........7.....|................',
      },
      {
        sample: 'bass_thick_c',
        transpose: -2,
        pattern: '................|..........7.....|................|.............7..',
      },
      {
        sample: 'bass_thick_c',
        transpose: -5,
        pattern: '9.........7.....|9...............|................|................',
      },
      {
        sample: 'bass_thick_c',
        transpose: -7,
        pattern: '................|.............7..|................|9.........7.....',
      },
    ],
  },
  {
    name: 'Pluck',
    group: 'bass',
    bars: 2,
    mono: true,
    gateSteps: 2,
    lanes: [
      { sample: 'bass_trance_c', transpose: 14, pattern: '................|......6.........' },
      { sample: 'bass_trance_c', transpose: 10, pattern: '...........6....|............5...' },
      { sample: 'bass_trance_c', transpose: 7, pattern: '...8..6.......7.|...8.....6....4.' },
    ],
  },
  {
    name: 'Growl',
    group: 'bass',
    bars: 4,
    mono: true,
    lanes: [
      {
        sample: 'bass_dnb_f',
        transpose: 2,
        pattern: '................|......8.........|................|................',
      },
      {
        sample: 'bass_dnb_f',
        transpose: 0,
        pattern: '................|................|................|......8..5......',
      },
    ],
  },
];
