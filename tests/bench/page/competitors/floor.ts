import { addWorklet } from '../worklet.ts';
import { type Build, stereoWorklet } from './build.ts';

/** The sources alone. */
export const sourcesAlone: Build = async (context, sources) => {
  for (const source of sources) source.connect(context.destination);
  return {};
};

/** A worklet that does nothing with so many inputs: what ours pays before it has done anything. */
export function noop(inputs: number): Build {
  return async (context, sources) => {
    await addWorklet(context, 'noop');
    const node = new AudioWorkletNode(context, 'bench-noop', stereoWorklet(inputs));
    for (const [strip, source] of sources.entries()) source.connect(node, 0, strip);
    node.connect(context.destination);
    return {};
  };
}
