import type { Backend } from 'megamixer';
import { bufferSource } from './apply-scene.ts';
import { until } from './realtime.ts';
import { renderMix } from './render.ts';

const sampleRate = 48_000;

export interface OutputFigures {
  truePeakMax: number;
  momentary: number | null;
  shortTerm: number | null;
  integrated: number | null;
  correlation: number;
  available: boolean;
  /** The frame that the scope goes up to, and how many of its frames differ from what was rendered. */
  scopeFrame: number;
  scopeDiffers: number;
}

/** What the meters of the output say after `seconds` of a sine that is turned by `phase` on the right. */
export async function measure(
  backend: Backend,
  wanted: boolean,
  { seconds = 4, hz = 997, level = 0.5, phase = 0, rate = sampleRate } = {},
): Promise<OutputFigures> {
  const frames = Math.round(seconds * rate);
  const sine = (offset: number) =>
    Float32Array.from({ length: frames }, (_, frame) => level * Math.sin((2 * Math.PI * hz * frame) / rate + offset));
  const figures = {} as OutputFigures;
  const scope = [new Float32Array(8192), new Float32Array(8192)] as const;
  const mix = await renderMix({
    backend,
    strips: 1,
    buses: 0,
    frames,
    sampleRate: rate,
    prepare({ master, strips }, context) {
      if (wanted) {
        for (const meter of [master.truePeak, master.loudness, master.correlation, master.scope]) meter.subscribe();
      }
      strips[0]!.connect(bufferSource(context, [sine(0), sine(phase)])!);
    },
    async after({ master, stats }) {
      await until(() => stats.frames >= frames && (!wanted || master.truePeak.max > -100), 2000);
      figures.truePeakMax = master.truePeak.max;
      const { loudness } = master;
      figures.available = loudness.available;
      figures.momentary = loudness.momentary;
      figures.shortTerm = loudness.shortTerm;
      figures.integrated = loudness.integrated;
      figures.correlation = master.correlation.value;
      // The first read asks for it, where it comes in messages.
      if (wanted) await until(() => master.scope.read(...scope) > 0, 2000);
      figures.scopeFrame = master.scope.read(...scope);
    },
  });
  figures.scopeDiffers = mix.reduce((sum, channel, index) => {
    const shown = scope[index]!;
    const from = figures.scopeFrame - shown.length;
    return sum + shown.filter((sample, frame) => sample !== channel[from + frame]).length;
  }, 0);
  return figures;
}
