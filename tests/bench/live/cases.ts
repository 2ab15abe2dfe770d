/** What is compared, by the names that pages, runner and report share. */

/** The graph of 45 nodes, the same in our node, and the sources alone: what belongs to neither. */
export const variants = ['floor', 'baseline', 'ours-shared', 'ours-message'] as const;
export type Variant = (typeof variants)[number];

/** What start-up is timed of: a mixer of 32 strips as it comes, and the two graphs of 20 strips with all that they set. */
export const starts = ['createMixer', 'baseline', 'ours-shared', 'ours-message'] as const;
export type Start = (typeof starts)[number];

/** How a page can turn 32 faders. The first turns nothing: what the loop costs around the writes. */
export const controls = ['nothing', 'ours-shared', 'ours-message', 'AudioParam.value', 'setValueAtTime'] as const;
export type Control = (typeof controls)[number];

/** What the audio thread's allocations are counted of: a console with everything on, moved or left alone; the graph of 45. */
export const busyCases = ['shared, moving', 'message, moving', 'message, still', 'baseline, moving'] as const;
export type BusyCase = (typeof busyCases)[number];
