import { el, type NodeRepr_t } from '@elemaudio/core';
import WebRenderer from '@elemaudio/web-renderer';
import { buses, compressor, delay, gate, limiter, type StripSettings, stripSettings } from '../../settings.ts';
import { panInto } from '../../worklets/dsp/pan.ts';
import { type Build, stereoWorklet } from './build.ts';
import { impulse } from './impulse.ts';

type Stereo = readonly [NodeRepr_t, NodeRepr_t];

/** Everything as an Elementary graph in its own worklet, which runs C++ compiled to WebAssembly. */
export const elementary: Build = async (context, sources) => {
  const renderer = new WebRenderer();
  const node = await renderer.initialize(context as unknown as AudioContext, stereoWorklet(sources.length));
  const response = impulse(context.sampleRate);
  await renderer.updateVirtualFileSystem({ left: response.getChannelData(0), right: response.getChannelData(1) });

  const strips = sources.map((_, strip) => placed(strip, stripSettings(strip)));
  const sums = Array.from({ length: buses }, (_, bus) =>
    stereo((side) => sum(strips.map((strip, index) => el.mul(stripSettings(index).sends[bus]!, strip[side]!)))),
  );
  const outputs = sums.map((mix, bus) => {
    const heard = effect(mix, bus, context.sampleRate);
    return stereo((side) => el.meter({ name: `bus ${bus} ${side}` }, heard[side]));
  });
  const mix = stereo((side) => sum([...strips, ...outputs].map((each) => each[side])));
  const limited = stereo((side) =>
    el.meter(
      { name: `master ${side}` },
      el.compress(1, limiter.release * 1000, limiter.ceiling, 20, el.max(el.abs(mix[0]), el.abs(mix[1])), mix[side]),
    ),
  );
  for (const [strip, source] of sources.entries()) source.connect(node, 0, strip);
  node.connect(context.destination);
  await renderer.render(...limited);
  return {
    dispose() {
      // It asks its worklet for events for ever, and has no method that ends that.
      clearInterval((renderer as unknown as { _timer: number })._timer);
    },
  };
};

const stereo = (side: (side: 0 | 1) => NodeRepr_t): Stereo => [side(0), side(1)];

/** Sums of more than a few: one node with as many inputs would do, but Elementary takes eight. */
function sum(parts: readonly NodeRepr_t[]): NodeRepr_t {
  if (parts.length <= 8) return el.add(...parts);
  const groups = Array.from({ length: Math.ceil(parts.length / 8) }, (_, group) =>
    el.add(...parts.slice(group * 8, group * 8 + 8)),
  );
  return sum(groups);
}

/** Trim, EQ, gate, compressor, meters, gain and pan. */
function placed(strip: number, { trim, gain, pan, bands }: StripSettings): Stereo {
  const filtered = stereo((side) => {
    let signal = el.mul(trim, el.in({ channel: strip * 2 + side }));
    for (const { type, frequency, gain: lift, Q } of bands) {
      if (type === 'highpass') signal = el.highpass(frequency, Q, signal);
      else if (type === 'peaking') signal = el.peak(frequency, Q, lift, signal);
      else signal = el[type](frequency, Q, lift, signal);
    }
    return signal;
  });
  const gated = expander(filtered);
  const key = el.max(el.abs(gated[0]), el.abs(gated[1]));
  const { attack, release, threshold, ratio, knee } = compressor;
  const compressed = stereo((side) =>
    el.skcompress(attack * 1000, release * 1000, threshold, ratio, knee, key, gated[side]),
  );
  const matrix = { ll: 0, lr: 0, rl: 0, rr: 0 };
  panInto(matrix, gain, pan);
  const { ll, lr, rl, rr } = matrix;
  const [l, r] = compressed;
  const panned: Stereo = [el.add(el.mul(ll, l), el.mul(rl, r)), el.add(el.mul(lr, l), el.mul(rr, r))];
  return stereo((side) => el.meter({ name: `strip ${strip} ${side}` }, panned[side]));
}

/** Elementary has no gate: an envelope that opens fast and closes slowly, compared with the threshold, then smoothed. */
function expander(signal: Stereo): Stereo {
  const level = el.env(el.tau2pole(gate.attack), el.tau2pole(gate.hold), el.max(el.abs(signal[0]), el.abs(signal[1])));
  const open = el.select(el.ge(level, 10 ** (gate.threshold / 20)), 1, 10 ** (-gate.range / 20));
  const gain = el.env(el.tau2pole(gate.attack), el.tau2pole(gate.release), open);
  return stereo((side) => el.mul(gain, signal[side]));
}

/** Reverb by convolution on the first bus, delay on the second. */
function effect(mix: Stereo, bus: number, sampleRate: number): Stereo {
  if (bus === 0) return [el.convolve({ path: 'left' }, mix[0]), el.convolve({ path: 'right' }, mix[1])];
  if (bus !== 1) return mix;
  const length = Math.round(delay.time * sampleRate);
  return stereo((side) => el.delay({ size: length + 1 }, length, delay.feedback, mix[side]));
}
