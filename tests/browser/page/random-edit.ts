import type { Mixer, Param, ScriptedEdit } from 'megamixer';
import type { Random } from '../../scenes/random.ts';

/** Moves a few random controls of a mixer, some of them by ramps. */
export function randomEdit(mixer: Mixer, random: Random): void {
  for (let count = 1 + random.below(6); count > 0; count -= 1) {
    const strip = random.pick(mixer.strips);
    const bus = random.pick(mixer.buses);
    const send = random.pick(strip.sends);
    // Each second one may be a member of the next: no circle, and no long chain.
    const vca = random.pick(mixer.vcas.slice(0, 4));
    const flip = (param: Param<boolean>) => {
      param.value = !param.value;
    };
    const moves = [
      () => strip.trim.rampTo(random.between(0, 2), random.between(0, 0.02)),
      () => strip.gain.rampTo(random.between(0, 2), random.between(0, 0.02)),
      () => strip.pan.rampTo(random.between(-1, 1), random.between(0, 0.02)),
      () => (strip.gain.value = random.between(0, 2)),
      () => (strip.gain.db = random.between(-120, 6)),
      () => (strip.pan.value = random.pick([-1, 0, 1])),
      () => flip(strip.polarity),
      () => flip(strip.mute),
      () => flip(strip.solo),
      () => flip(strip.soloSafe),
      () => (strip.input.value = random.pick(['stereo', 'mono'] as const)),
      () => (send.level.value = random.between(0, 1)),
      () => (send.tap.value = random.pick(['post', 'pre'] as const)),
      () => flip(send.on),
      () => (bus.gain.value = random.between(0, 2)),
      () => (bus.pan.value = random.between(-1, 1)),
      () => flip(bus.mute),
      () => (strip.vca.value = random.chance(0.7) ? vca : null),
      () => (bus.vca.value = random.chance(0.5) ? vca : null),
      () => (vca.gain.value = random.between(0, 2)),
      () => vca.gain.rampTo(random.between(0, 2), random.between(0, 0.02)),
      () => flip(vca.mute),
      () => (mixer.vcas[vca.index & ~1]!.vca.value = random.chance(0.5) ? mixer.vcas[vca.index | 1]! : null),
      () => flip(strip.eq.highpass.on),
      () => (strip.eq.highpass.slope.value = random.pick(['12', '24'] as const)),
      () => (strip.eq.highpass.frequency.position = random.next()),
      () => (random.pick(strip.eq.bands).gain.value = random.between(-12, 12)),
      () => (random.pick(strip.eq.bands).Q.position = random.next()),
      () => random.pick(strip.eq.bands).frequency.rampTo(random.between(50, 10_000), random.between(0, 0.05)),
      () => (random.pick(strip.eq.bands).type.value = random.pick(['peaking', 'notch', 'lowshelf'] as const)),
      () => (strip.order.value = random.pick(['eq_dynamics', 'dynamics_eq'] as const)),
      () => flip(strip.gate.on),
      () => (strip.gate.threshold.value = random.between(-60, 0)),
      () => flip(strip.compressor.on),
      () => (strip.compressor.threshold.value = random.between(-50, 0)),
      () => (strip.compressor.detector.value = random.pick(['peak', 'rms'] as const)),
      () => (strip.compressor.key.value = random.chance(0.5) ? random.pick(mixer.strips) : null),
      () => (strip.stereo.width.value = random.between(0, 2)),
      () => flip(strip.stereo.swap),
      () => (strip.panLaw.value = random.pick(['web_audio', 'linear_6', 'equal_power'] as const)),
      // Only to buses behind: there is no circle then, whatever came before.
      () => (strip.output.value = random.chance(0.5) ? bus : mixer.master),
      () => (bus.output.value = mixer.buses[bus.index + 1] ?? mixer.master),
      () => (bus.output.value = mixer.master),
      () => (bus.effect.type.value = random.pick(['none', 'reverb', 'delay'] as const)),
      () => (bus.effect.delay.time.value = random.between(0.001, 0.05)),
      () => flip(bus.compressor.on),
      () => flip(mixer.master.limiter.on),
      () => (mixer.master.limiter.ceiling.value = random.between(-12, 0)),
      () => (mixer.master.gain.value = random.between(0.5, 1)),
      () => (mixer.glide.value = random.between(0.005, 0.05)),
    ];
    random.pick(moves)();
  }
}

/** Edits at random frames. The same seed gives the same script, each time anew, since edits draw as they run. */
export function randomScript(random: Random, frames: number): ScriptedEdit[] {
  const script: ScriptedEdit[] = [];
  for (let frame = random.below(400); frame < frames; frame += 1 + random.below(400)) {
    script.push({ frame, edit: (mixer) => randomEdit(mixer, random) });
  }
  return script;
}

/** The same script, with cuts at other frames where nothing changes. */
export function withCuts(script: readonly ScriptedEdit[], random: Random, frames: number): ScriptedEdit[] {
  const cuts: ScriptedEdit[] = [];
  for (let frame = random.below(200); frame < frames; frame += 1 + random.below(200)) cuts.push({ frame });
  return [...script, ...cuts].sort((a, b) => a.frame - b.frame);
}
