import * as Tone from 'tone';
import { buses, compressor, delay, type Level, limiter, reverb, stripSettings } from '../../settings.ts';
import type { Build } from './build.ts';

let consoles = 0;

/**
 * Tone.js: a Channel for each strip and bus, with its own sends. `full` adds EQ3, Compressor and Meter, FeedbackDelay and
 * Reverb on two buses and a Limiter. Tone's classes make the browser's own nodes, in the context that it is given.
 */
export function tone(level: Exclude<Level, 'eq'>): Build {
  return async (context, sources) => {
    const before = Tone.getContext();
    const own = new Tone.OfflineContext(context);
    Tone.setContext(own);
    try {
      // The names of buses are shared by all channels that there ever were.
      consoles += 1;
      const name = (bus: number) => `console ${consoles}, bus ${bus}`;
      const master = new Tone.Gain();
      const sums = Array.from({ length: buses }, (_, bus) => new Tone.Channel({ channelCount: 2 }).receive(name(bus)));
      const compressors = sources.map((source, strip) => {
        const { trim, gain, pan, sends, bands } = stripSettings(strip);
        const input = new Tone.Gain(trim);
        const channel = new Tone.Channel({ volume: Tone.gainToDb(gain), pan, channelCount: 2 });
        Tone.connect(source, input);
        channel.connect(master);
        for (const [bus, level] of sends.entries()) channel.send(name(bus), Tone.gainToDb(level));
        if (level === 'mix') {
          input.connect(channel);
          return undefined;
        }
        const [, low, mid, , high] = bands;
        const eq = new Tone.EQ3({
          low: low!.gain,
          mid: mid!.gain,
          high: high!.gain,
          lowFrequency: low!.frequency,
          highFrequency: high!.frequency,
        });
        const dynamics = new Tone.Compressor({ ...compressor });
        input.chain(eq, dynamics, channel);
        channel.connect(new Tone.Meter({ channelCount: 2 }));
        return dynamics;
      });
      if (level === 'mix') {
        for (const sum of sums) sum.connect(master);
        Tone.connect(master, context.destination);
        return {};
      }
      const hall = new Tone.Reverb({ decay: reverb.decay, wet: 1 });
      await hall.ready;
      const echo = new Tone.FeedbackDelay({ delayTime: delay.time, feedback: delay.feedback, wet: 1 });
      for (const [bus, sum] of sums.entries()) {
        const effect = [hall, echo][bus];
        if (effect === undefined) sum.connect(master);
        else sum.chain(effect, master);
        sum.connect(new Tone.Meter({ channelCount: 2 }));
      }
      const output = new Tone.Limiter(limiter.ceiling);
      master.connect(output);
      output.connect(new Tone.Meter({ channelCount: 2 }));
      Tone.connect(output, context.destination);
      return { reductions: () => compressors.map((node) => -(node?.reduction ?? 0)) };
    } finally {
      Tone.setContext(before);
    }
  };
}
