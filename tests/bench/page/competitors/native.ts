import { buses, compressor, delay, type Level, limiter, type StripSettings, stripSettings } from '../../settings.ts';
import { type Build, stereoGain } from './build.ts';
import { impulse } from './impulse.ts';

/** Q of BiquadFilterNode's high-pass is in decibels. */
const inDecibels = (Q: number) => 20 * Math.log10(Q);

/** The console from the browser's own nodes. It has no gate, since Web Audio has none. */
export function native(level: Level): Build {
  return async (context, sources) => {
    const master = stereoGain(context, 1);
    const sums = Array.from({ length: buses }, () => stereoGain(context, 1));
    const compressors = sources.map((source, strip) => {
      const settings = stripSettings(strip);
      const { shaped, dynamics } = shape(context, source, settings, level);
      const placed = shaped
        .connect(new GainNode(context, { gain: settings.gain }))
        .connect(new StereoPannerNode(context, { pan: settings.pan }));
      placed.connect(master);
      for (const [bus, gain] of settings.sends.entries()) {
        placed.connect(new GainNode(context, { gain })).connect(sums[bus]!);
      }
      if (level === 'full') measure(context, placed);
      return dynamics;
    });
    for (const [bus, sum] of sums.entries()) {
      const output = level === 'full' ? effect(context, sum, bus) : sum;
      output.connect(master);
      if (level === 'full') measure(context, output);
    }
    if (level === 'full') {
      const limited = master.connect(
        new DynamicsCompressorNode(context, {
          threshold: limiter.ceiling,
          knee: 0,
          ratio: 20,
          attack: 0.001,
          release: limiter.release,
        }),
      );
      limited.connect(context.destination);
      measure(context, limited);
    } else {
      master.connect(context.destination);
    }
    return { reductions: () => compressors.map((node) => -(node?.reduction ?? 0)) };
  };
}

/** Trim, equaliser and compressor. */
function shape(context: BaseAudioContext, source: AudioNode, { trim, bands }: StripSettings, level: Level) {
  let shaped: AudioNode = source.connect(stereoGain(context, trim));
  if (level === 'mix') return { shaped };
  for (const { type, frequency, gain, Q } of bands) {
    const options = { type, frequency, gain, Q: type === 'highpass' ? inDecibels(Q) : Q };
    shaped = shaped.connect(new BiquadFilterNode(context, options));
  }
  if (level === 'eq') return { shaped };
  const dynamics = new DynamicsCompressorNode(context, compressor);
  return { shaped: shaped.connect(dynamics), dynamics };
}

/** Reverb on the first bus, delay on the second. */
function effect(context: BaseAudioContext, sum: AudioNode, bus: number): AudioNode {
  if (bus === 0) return sum.connect(new ConvolverNode(context, { buffer: impulse(context.sampleRate) }));
  if (bus !== 1) return sum;
  const echo = sum.connect(new DelayNode(context, { delayTime: delay.time, maxDelayTime: delay.time }));
  const damped = echo.connect(new BiquadFilterNode(context, { type: 'lowpass', frequency: delay.highCut }));
  damped.connect(new GainNode(context, { gain: delay.feedback })).connect(echo);
  return damped;
}

/** The nearest thing to a meter. Behind it there is nothing: a page reads it. */
function measure(context: BaseAudioContext, node: AudioNode): void {
  node.connect(new AnalyserNode(context));
}
