import type { Loop } from './loop.ts';

const ONCE_A_BAR = '9...............';
const ONCE_IN_FOUR = '9...............|................|................|................';

export const BREAKS: readonly Loop[] = [
  {
    name: 'Breakbeat',
    group: 'breaks',
    bars: 1,
    lanes: [{ sample: 'loop_breakbeat', fitBars: 1, pattern: ONCE_A_BAR }],
  },
  {
    name: 'Amen',
    group: 'breaks',
    bars: 4,
    lanes: [{ sample: 'loop_amen_full', fitBars: 4, pattern: ONCE_IN_FOUR }],
  },
  {
    name: 'Arovane',
    group: 'breaks',
    bars: 4,
    lanes: [{ sample: 'arovane_beat_c', fitBars: 4, pattern: ONCE_IN_FOUR }],
  },
  {
    name: 'Machine A',
    group: 'breaks',
    bars: 1,
    lanes: [{ sample: 'loop_mehackit1', fitBars: 1, pattern: ONCE_A_BAR }],
  },
  {
    name: 'Machine B',
    group: 'breaks',
    bars: 1,
    lanes: [{ sample: 'loop_mehackit2', fitBars: 1, pattern: ONCE_A_BAR }],
  },
  {
    name: 'Electric',
    group: 'breaks',
    bars: 1,
    lanes: [{ sample: 'loop_electric', fitBars: 1, pattern: ONCE_A_BAR }],
  },
];
