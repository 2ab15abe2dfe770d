import type { Mixer } from 'megamixer';
import { noise, type Scene } from '../../scenes/scene.ts';

/** Sets every control of a mixer as a scene has it, in one edit. */
export function applyScene(mixer: Mixer, scene: Scene): void {
  mixer.edit(() => {
    for (const [index, settings] of scene.strips.entries()) {
      const strip = mixer.strips[index]!;
      strip.input.value = settings.input;
      strip.trim.value = settings.trim;
      strip.polarity.value = settings.polarity;
      strip.gain.value = settings.gain;
      strip.mute.value = settings.mute;
      strip.pan.value = settings.pan;
      strip.solo.value = settings.solo;
      strip.soloSafe.value = settings.soloSafe;
      strip.vca.value = settings.vca == null ? null : mixer.vcas[settings.vca]!;
      strip.output.value = settings.output === null ? mixer.master : mixer.buses[settings.output]!;
      for (const [bus, send] of settings.sends.entries()) {
        strip.sends[bus]!.level.value = send.level;
        strip.sends[bus]!.tap.value = send.tap;
        strip.sends[bus]!.on.value = send.on;
      }
    }
    for (const [index, settings] of scene.buses.entries()) {
      const bus = mixer.buses[index]!;
      bus.gain.value = settings.gain;
      bus.pan.value = settings.pan;
      bus.mute.value = settings.mute;
      bus.solo.value = settings.solo;
      bus.soloSafe.value = settings.soloSafe;
      bus.vca.value = settings.vca == null ? null : mixer.vcas[settings.vca]!;
      bus.output.value = settings.output === null ? mixer.master : mixer.buses[settings.output]!;
    }
    for (const [index, { gain, mute, vca }] of (scene.vcas ?? []).entries()) {
      mixer.vcas[index]!.gain.value = gain;
      mixer.vcas[index]!.mute.value = mute;
      mixer.vcas[index]!.vca.value = vca === null ? null : mixer.vcas[vca]!;
    }
    mixer.master.gain.value = scene.master.gain;
    mixer.master.mute.value = scene.master.mute;
  });
}

/** One source per strip that has one, all started at frame 0. */
export function sceneSources(context: BaseAudioContext, scene: Scene, frames: number): (AudioNode | null)[] {
  return scene.strips.map((_, strip) => bufferSource(context, noise(scene, strip, frames)));
}

/** Plays these channels once from frame 0; null for no channels. */
export function bufferSource(
  context: BaseAudioContext,
  channels: readonly Float32Array<ArrayBuffer>[],
): AudioBufferSourceNode | null {
  const [first] = channels;
  if (first === undefined) return null;
  const buffer = new AudioBuffer({
    numberOfChannels: channels.length,
    length: first.length,
    sampleRate: context.sampleRate,
  });
  for (const [channel, samples] of channels.entries()) buffer.copyToChannel(samples, channel);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.start();
  return source;
}
