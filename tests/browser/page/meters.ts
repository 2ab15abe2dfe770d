import type { Backend, Meter, Mixer } from 'megamixer';
import { bufferSource } from './apply-scene.ts';
import { until } from './realtime.ts';
import { renderMix } from './render.ts';

const sampleRate = 48_000;

export interface MeterFigures {
  peak: number;
  peakSinceRead: number;
  peakSinceReadAgain: number;
  rms: number;
  clip: boolean;
  left: { peak: number; rms: number; clip: boolean };
  right: { peak: number; rms: number; clip: boolean };
}

function read(meter: Meter): MeterFigures {
  const { peak, peakSinceRead, rms, clip, left, right } = meter;
  return {
    peak,
    peakSinceRead,
    peakSinceReadAgain: meter.peakSinceRead,
    rms,
    clip,
    left: { peak: left.peak, rms: left.rms, clip: left.clip },
    right: { peak: right.peak, rms: right.rms, clip: right.clip },
  };
}

/** What a strip's, a bus's and the master's meter say after `seconds` of this signal. */
export async function measure(
  backend: Backend,
  signal: 'impulse' | 'constant' | 'loud impulse',
  seconds: number,
  clearClipAtSeconds?: number,
): Promise<{ strip: MeterFigures; bus: MeterFigures; master: MeterFigures }> {
  const frames = Math.round(seconds * sampleRate);
  const left = new Float32Array(frames);
  if (signal === 'constant') left.fill(0.5);
  else left[10] = signal === 'impulse' ? -0.8 : 1.5;
  const right = left.map((x) => x / 2);
  const figures = { strip: {}, bus: {}, master: {} } as Awaited<ReturnType<typeof measure>>;
  await renderMix({
    backend,
    frames,
    ...(clearClipAtSeconds !== undefined && {
      script: [{ frame: clearClipAtSeconds * sampleRate, edit: clearClips }],
    }),
    prepare(mixer, context) {
      if (clearClipAtSeconds === undefined) mixer.strips[9]!.sends[2]!.level.value = 1;
      mixer.strips[9]!.connect(bufferSource(context, [left, right])!);
    },
    async after(mixer) {
      await until(() => mixer.strips[9]!.meter.peak > 0 && mixer.stats.frames >= frames, 1000);
      figures.strip = read(mixer.strips[9]!.meter);
      figures.bus = read(mixer.buses[2]!.meter);
      figures.master = read(mixer.master.meter);
    },
  });
  return figures;
}

function clearClips(mixer: Mixer): void {
  mixer.strips[9]!.meter.clearClip();
  mixer.master.meter.clearClip();
}
