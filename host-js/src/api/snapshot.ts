/** The settings of one record, by their names in the schema: `docs/reference/controls.md` lists them. */
export interface SnapshotFields {
  readonly [name: string]: number | boolean | string | null | SnapshotFields | readonly SnapshotFields[];
}

/**
 * What a page has set in a mixer, as plain JSON: only what differs from the default. Numbers are in the unit of their
 * control (gains linear), switches booleans, choices their words; an output is `'master'` or `'buses[1]'`, and a key
 * `null`, `'buses[1]'` or `'strips[3]'`, and a VCA `null` or `'vcas[2]'`. docs/snapshots.md shows one.
 */
export interface MixerSnapshot {
  /** The version of the format, a whole number. */
  readonly version: number;
  /** As `mixer.glide`, in seconds. */
  readonly glide?: number;
  readonly monitor?: SnapshotFields;
  readonly master?: SnapshotFields;
  /** From the first to the last that differs from its defaults. */
  readonly strips?: readonly SnapshotFields[];
  /** From the first to the last that differs from its defaults. */
  readonly buses?: readonly SnapshotFields[];
  /** From the first to the last that differs from its defaults. */
  readonly vcas?: readonly SnapshotFields[];
}

/** What `mixer.restore` may be told. */
export interface RestoreOptions {
  /**
   * Seconds in which every `NumberParam` ramps to its new value, as by `rampTo`. Default 0; at 0 and below they glide, as
   * after any edit. Everything else changes when the fade begins.
   */
  fade?: number;
}

/** What `mixer.restore` tells. */
export interface RestoreResult {
  /** The paths of fields that this version does not know and left alone, such as `strips[3].sparkle`. */
  readonly ignored: readonly string[];
}
