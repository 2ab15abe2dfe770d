/**
 * What one strip, bus or the master measures, at its `meterPoint`. Reading is how a meter is asked for: on the message
 * transport the figures come about 60 times a second while somebody reads, and a read gives those that the read before it
 * asked for: the first is of silence, and one a second is of a second ago. Left and right may be a quantum apart.
 *
 * Page thread only. After `mixer.dispose()` the last figures can still be read.
 */
export interface Meter extends LevelMeter {
  /** Left alone. */
  readonly left: LevelMeter;
  /** Right alone. */
  readonly right: LevelMeter;
  /**
   * Whether something that is not audio (NaN, infinity, beyond +120 dBFS) was silenced here. Latched until
   * `clearFault`.
   */
  readonly fault: boolean;
  /**
   * Ends the latch of `clip`, from the next quantum on. Joins `mixer.edit`.
   *
   * @throws MixerError `disposed`
   */
  clearClip(): void;
  /**
   * Ends the latch of `fault`, from the next quantum on. Joins `mixer.edit`.
   *
   * @throws MixerError `disposed`
   */
  clearFault(): void;
}

/** The levels of one channel, or the larger of left and right. */
export interface LevelMeter {
  /** Peak, linear, 1 being full scale: instant attack, held for 1 s, then falling 20 dB/s. */
  readonly peak: number;
  /**
   * The largest sample, linear, since this was last read. Reading takes it: the next read starts from 0. On a meter of
   * both channels it takes both. A page that was hidden misses nothing.
   */
  readonly peakSinceRead: number;
  /** RMS, linear: the root of the power behind a one-pole of 300 ms. */
  readonly rms: number;
  /** Whether a sample went beyond full scale. Latched until `clearClip`. */
  readonly clip: boolean;
}
