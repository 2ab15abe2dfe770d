import type { Loop } from './loop.ts';

export const DRUMS: readonly Loop[] = [
  {
    name: 'Kick',
    group: 'drums',
    bars: 4,
    lanes: [
      {
        sample: 'bd_haus',
        pattern: '9.......|..8.....|9......5|..8.....|9.......|..8.....|9......5|..8..6..',
      },
    ],
  },
  {
    name: 'Snare',
    group: 'drums',
    bars: 4,
    lanes: [
      {
        sample: 'sn_dub',
        pattern: '....9...|....9...|....9...|....9...|....9...|....9...|....9...|....9.24',
      },
    ],
  },
  {
    name: 'Snap',
    group: 'drums',
    bars: 2,
    lanes: [{ sample: 'perc_snap', pattern: '........|....8...|.......4|....9...' }],
  },
  {
    name: 'Hats',
    group: 'drums',
    bars: 2,
    lanes: [{ sample: 'drum_cymbal_closed', pattern: '7.5.8.5.|7.538.5.|7.5.8.53|7.5.8...' }],
  },
  {
    name: 'Open Hat',
    group: 'drums',
    bars: 2,
    mono: true,
    lanes: [
      { sample: 'drum_cymbal_open', pattern: '........|........|........|......7.' },
      { sample: 'drum_cymbal_pedal', pattern: '6.......|........|........|........' },
    ],
  },
  {
    name: 'Ride',
    group: 'drums',
    bars: 4,
    lanes: [{ sample: 'ride_via', pattern: '........|6...4...|6...4...|6...4.3.' }],
  },
  {
    name: 'Toms',
    group: 'drums',
    bars: 4,
    lanes: [
      {
        sample: 'drum_tom_hi_soft',
        pattern: '........|........|........|........|........|........|........|..76....',
      },
      {
        sample: 'drum_tom_mid_soft',
        pattern: '........|........|........|.......4|........|........|........|....86..',
      },
      {
        sample: 'drum_tom_lo_soft',
        pattern: '........|........|........|........|........|........|........|......98',
      },
    ],
  },
];
