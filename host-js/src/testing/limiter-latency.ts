/** What the engine's limiter looks ahead, in seconds, and what its means and its interpolation reach around a peak, in frames. */
const LOOK_AHEAD_S = 0.0015;
const REACH_FRAMES = 19;

/** What an engine at that sample rate would say of its limiter. A test compares the two. */
export function limiterLatencyFrames(sampleRate: number): number {
  const mean = Math.max(Math.ceil(Math.round(LOOK_AHEAD_S * sampleRate) / 2), 2);
  return 2 * mean + REACH_FRAMES;
}
