/**
 * Operations of what there is once and works on one stereo signal: on 128 bits, per frame, counted as in operations.ts. Where the code
 * takes left and right one after the other in scalars, both count as one, since they fit into a vector.
 */

/** `reverb::lowcut`: 11. `Diffusion`: 8 allpasses of 4 for four frames. */
const intoNetwork = 11 + (8 * 4) / 4;

/**
 * `Network::step`, for four frames of 16 lines: per quad two transposes of 8 and 4 frames of damping (3); the mixing by 4 of the
 * Hadamard matrix (10 with the outputs, then 8), 6 for the outputs; the input.
 */
const network = (4 * (2 * 8 + 4 * 3) + 4 * 10 + 4 * 8 + 6 + 16) / 4;

/** `Reverb::mix_in`, for four frames and two channels: level, dry and wet. */
const reverbMix = (2 * 8) / 4;

export const reverb = intoNetwork + network + reverbMix;

/** `Echo::repeat`: what is sent (5), what comes back (4), added, both filters (8), what is gone (3), dry and wet (3). */
export const echo = 5 + 4 + 1 + 8 + 3 + 3;

/** `true_peak::between`, for four frames of a channel: 6 pairs of taps, added and subtracted, into four sums; then the crests. */
const truePeak = 6 * (2 + 2 * 4) + 10;

/** `Quarters::between`: 16 pairs, added and subtracted, into three sums; then the crests. */
const quarters = 16 * (2 + 3 * 2) + 5;

/**
 * `Limiter`: both detectors for four frames of two channels; the envelope (hold 3, release 3, to steps 3, two sums of 2, to
 * octaves 2); what is asked for and the gain, for four frames; times the gain.
 */
export const limiter = (2 * (truePeak + quarters + 4)) / 4 + (3 + 3 + 3 + 4 + 2) + (25 + 16 + 2) / 4;

/** `KWeighting::listen`: to double precision, two sections of 9, square and add. */
const loudness = 1 + 2 * 9 + 2;

/** `Correlation::listen`: three products, added. */
const correlation = 6;

/** The scope only stores. */
export const outputMeters = (2 * (truePeak + 4)) / 4 + loudness + correlation;
