import type { Mixer } from 'megamixer';
import {
  addBaselineWorklets,
  buildBaseline,
  buildOurs,
  type Graph45,
  graph45Strips,
  type StripHandle,
} from '../../page/graph45.ts';
import { makeSources } from '../../page/sources.ts';
import type { Variant } from '../cases.ts';

export interface Rig {
  readonly context: AudioContext;
  readonly strips: readonly StripHandle[];
  /** The last node. */
  readonly output: AnalyserNode;
  /** Null in the floor and the baseline. */
  readonly mixer: Mixer | null;
  dispose(): Promise<void>;
}

/** A variant that plays. */
export async function buildRig(variant: Variant): Promise<Rig> {
  const context = new AudioContext({ sampleRate: 48_000 });
  const sources = makeSources(context, { count: graph45Strips });
  await context.resume();
  const graph = await buildGraph(variant, context, sources);
  graph.output.connect(context.destination);
  return {
    context,
    strips: graph.strips,
    output: graph.output,
    mixer: 'mixer' in graph ? (graph.mixer as Mixer) : null,
    async dispose() {
      graph.dispose();
      await context.close();
    },
  };
}

export async function buildGraph(
  variant: Variant,
  context: AudioContext,
  sources: readonly AudioNode[],
): Promise<Graph45> {
  switch (variant) {
    case 'floor':
      return sourcesAlone(context, sources);
    case 'baseline':
      await addBaselineWorklets(context);
      return buildBaseline(context, sources);
    case 'ours-shared':
      return buildOurs(context, sources, 'shared');
    case 'ours-message':
      return buildOurs(context, sources, 'message');
  }
}

/** The sources into the analyser. The meters show where the sliders are, so that there is as much to draw. */
function sourcesAlone(context: AudioContext, sources: readonly AudioNode[]): Graph45 {
  const output = new AnalyserNode(context);
  for (const source of sources) source.connect(output);
  const gains = sources.map(() => 0);
  return {
    strips: gains.map((_, index) => ({
      setGain(value) {
        gains[index] = value;
      },
      setPan() {},
      peak: () => gains[index]!,
      reduction: () => 0,
    })),
    output,
    masterPeak: () => 0,
    dispose: () => output.disconnect(),
  };
}
