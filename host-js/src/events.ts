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
   * what `mixer.node` was connected to, are for the page to connect. A `nodechange` event follows.
   */
  readonly nodeChanged: boolean;
}

/** What a `nodechange` event tells, as its `detail`. */
export interface NodeChangeDetail {
  /**
   * Whether the mixer is in another context now. Then nothing is connected to its node: the sources belong to the context that
   * it left. Else the browser ended the old node, and what came through `strip.connect` is connected to the new one.
   */
  readonly moved: boolean;
}

/** The event that tells of a fault. */
export function faultEvent(detail: FaultDetail): CustomEvent<FaultDetail> {
  return new CustomEvent('fault', { detail });
}

/** The event that tells of another node. */
export function nodeChangeEvent(detail: NodeChangeDetail): CustomEvent<NodeChangeDetail> {
  return new CustomEvent('nodechange', { detail });
}
