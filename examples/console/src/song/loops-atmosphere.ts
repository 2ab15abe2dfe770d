import type { Loop } from './loop.ts';

const ONCE_IN_TWO = '9...............|................';
const ONCE_IN_FOUR = '9...............|................|................|................';

export const ATMOSPHERE: readonly Loop[] = [
  {
    name: 'Drone',
    group: 'atmosphere',
    bars: 2,
    lanes: [{ sample: 'loop_drone_g_97', fitBars: 2, pattern: ONCE_IN_TWO }],
  },
  {
    name: 'Glass',
    group: 'atmosphere',
    bars: 4,
    lanes: [{ sample: 'ambi_glass_hum', transpose: 1, pattern: ONCE_IN_FOUR }],
  },
  {
    name: 'Vinyl',
    group: 'atmosphere',
    bars: 4,
    lanes: [{ sample: 'vinyl_hiss', fitBars: 4, pattern: ONCE_IN_FOUR }],
  },
  {
    name: 'Tape Bed',
    group: 'atmosphere',
    bars: 4,
    lanes: [{ sample: 'tbd_fxbed_loop', fitBars: 4, pattern: ONCE_IN_FOUR }],
  },
];
