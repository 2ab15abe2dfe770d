import { buses, type Level, stripSettings } from '../../settings.ts';
import { type Figures, type JsOneOptions, wordsOfStrip } from '../../worklets/figures.ts';
import { addWorklet } from '../worklet.ts';
import { type Build, stereoGain, stereoWorklet } from './build.ts';

/**
 * The console in one JavaScript worklet.
 *
 * @param gainFrames for how many frames gate and compressor compute one gain: 1, as ours, or a coarser 8
 */
export function oneWorklet(level: Level, gainFrames = 1): Build {
  return async (context, sources) => {
    await addWorklet(context, 'js-one');
    const strips = sources.map((_, strip) => stripSettings(strip));
    const node = new AudioWorkletNode(context, 'bench-js-one', {
      ...stereoWorklet(strips.length),
      processorOptions: { level, gainFrames, strips } satisfies JsOneOptions,
    });
    let words = new Float32Array(0);
    node.port.onmessage = ({ data }: MessageEvent<Figures>) => {
      words = data.words;
    };
    for (const [strip, source] of sources.entries()) source.connect(node, 0, strip);
    node.connect(context.destination);
    return {
      reductions: () => strips.map((_, strip) => words[(strip + 1) * wordsOfStrip - 1] ?? 0),
      dispose: () => node.port.close(),
    };
  };
}

/** A JavaScript worklet for each strip, whose five outputs the browser's own nodes sum. */
export const worklets: Build = async (context, sources) => {
  await addWorklet(context, 'js-strip');
  const master = stereoGain(context, 1);
  const sums = Array.from({ length: buses }, () => stereoGain(context, 1));
  for (const [strip, source] of sources.entries()) {
    const node = new AudioWorkletNode(context, 'bench-js-strip', {
      ...stereoWorklet(1),
      numberOfOutputs: 1 + buses,
      outputChannelCount: Array.from({ length: 1 + buses }, () => 2),
      processorOptions: stripSettings(strip),
    });
    source.connect(node).connect(master, 0);
    for (const [bus, sum] of sums.entries()) node.connect(sum, 1 + bus);
  }
  for (const sum of sums) sum.connect(master);
  master.connect(context.destination);
  return {};
};
