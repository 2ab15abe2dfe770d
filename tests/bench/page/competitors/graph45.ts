import type { Backend } from 'megamixer';
import { addBaselineWorklets, buildBaseline, buildOurs, type Graph45 } from '../graph45.ts';
import type { Build, Built } from './build.ts';

/** The graph of 45 nodes. Its worklets post their meters 60 times in each second of sound, unless they are told not to. */
export function baseline(meters: boolean): Build {
  return async (context, sources) => {
    await addBaselineWorklets(context);
    return offline(context, buildBaseline(context, sources, { meters }));
  };
}

export function flattened(backend: Backend): Build {
  return async (context, sources) => {
    const graph = await buildOurs(context, sources, backend);
    return { ...offline(context, graph), byMessage: backend === 'message' };
  };
}

function offline(context: BaseAudioContext, graph: Graph45): Built {
  graph.output.connect(context.destination);
  return { reductions: () => graph.strips.map((strip) => strip.reduction()), dispose: () => graph.dispose() };
}
