/** What a `fault` event tells, as its `detail`. */
export interface FaultDetail {
  /**
   * `engine`: it trapped, and restarts inside the same node. `node`: the browser ended the node, and a new one was made.
   * `restart`: a new engine could not be made either; `mixer.rebuild()` tries again.
   */
  readonly source: 'engine' | 'node' | 'restart';
  /** What the engine, or the browser, said. */
  readonly message: string;
  /**
   * Whether `mixer.node` is another one now. What came through `strip.connect` is connected again; other sources, and
   * what `mixer.node` was connected to, are for the page to connect.
   */
  readonly nodeChanged: boolean;
}

/** The event that tells it. */
export function faultEvent(detail: FaultDetail): CustomEvent<FaultDetail> {
  return new CustomEvent('fault', { detail });
}
