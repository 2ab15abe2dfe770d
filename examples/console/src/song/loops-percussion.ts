import type { Loop } from './loop.ts';

const ONCE_A_BAR = '9...............';
const ONCE_IN_FOUR = '9...............|................|................|................';

export const PERCUSSION: readonly Loop[] = [
  {
    name: 'Perc A',
    group: 'percussion',
    bars: 1,
    lanes: [{ sample: 'loop_perc1', fitBars: 1, pattern: ONCE_A_BAR }],
  },
  {
    name: 'Perc B',
    group: 'percussion',
    bars: 1,
    lanes: [{ sample: 'loop_perc2', fitBars: 1, pattern: ONCE_A_BAR }],
  },
  {
    name: 'Safari',
    group: 'percussion',
    bars: 4,
    lanes: [{ sample: 'loop_safari', fitBars: 4, pattern: ONCE_IN_FOUR }],
  },
  {
    name: 'Tabla',
    group: 'percussion',
    bars: 1,
    lanes: [
      // Keherwa, the everyday eight-beat cycle: dha ge na ti, na ke dhin na. Tuned to G and D.
      { sample: 'tabla_ghe4', transpose: -0.8, pattern: '8...............' },
      { sample: 'tabla_ghe8', transpose: -2.2, pattern: '..5.........7...' },
      { sample: 'tabla_na', transpose: -1.15, pattern: '8...7...6.....5.' },
      { sample: 'tabla_tun1', transpose: -1.2, pattern: '............6...' },
      { sample: 'tabla_te2', pattern: '......5........3' },
      { sample: 'tabla_ke3', pattern: '..........5..2..' },
    ],
  },
  {
    name: 'Glitch',
    group: 'percussion',
    bars: 4,
    lanes: [
      { sample: 'glitch_perc2', pattern: '................|........9.......|................|................' },
      { sample: 'glitch_perc4', pattern: '................|................|................|..........8.....' },
    ],
  },
];
