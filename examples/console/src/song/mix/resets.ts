import type { Bus, Compressor, Effect, Eq, Gate, Master, Path, Strip } from 'megamixer';

interface Resettable {
  reset(): void;
}

/** Puts everything of a strip back to how it was made. */
export function resetStrip(strip: Strip): void {
  const { stereo, sends } = strip;
  resetPath(strip);
  resetGate(strip.gate);
  reset(strip.trim, strip.polarity, strip.input, strip.delay, strip.order, strip.pan, strip.panLaw, strip.output);
  reset(stereo.mono, stereo.swap, stereo.width, strip.solo, strip.soloSafe);
  for (const { level, tap, on } of sends) reset(level, tap, on);
}

export function resetBus(bus: Bus): void {
  resetPath(bus);
  resetEffect(bus.effect);
  reset(bus.pan, bus.output, bus.solo, bus.soloSafe, bus.vca);
}

export function resetMaster(master: Master): void {
  const { on, ceiling, release } = master.limiter;
  resetPath(master);
  reset(on, ceiling, release);
}

function resetPath({ eq, compressor, gain, mute, meterPoint }: Path): void {
  resetEq(eq);
  resetCompressor(compressor);
  reset(gain, mute, meterPoint);
}

function resetEq({ on, highpass, lowpass, bands }: Eq): void {
  reset(on);
  for (const cut of [highpass, lowpass]) reset(cut.on, cut.frequency, cut.slope);
  for (const band of bands) reset(band.on, band.type, band.frequency, band.gain, band.Q);
}

function resetCompressor(compressor: Compressor): void {
  const { on, threshold, knee, ratio, attack, release, makeup, mix, detector, key, keyHighpass } = compressor;
  reset(on, threshold, knee, ratio, attack, release, makeup, mix, detector, key, keyHighpass.on, keyHighpass.frequency);
}

function resetGate({ on, threshold, range, ratio, attack, hold, release }: Gate): void {
  reset(on, threshold, range, ratio, attack, hold, release);
}

function resetEffect({ type, reverb, delay }: Effect): void {
  reset(type, reverb.predelay, reverb.decay, reverb.size, reverb.damping, reverb.lowCut, reverb.mix);
  reset(delay.time, delay.feedback, delay.pingPong, delay.lowCut, delay.highCut, delay.mix);
}

function reset(...params: readonly Resettable[]): void {
  for (const param of params) param.reset();
}
