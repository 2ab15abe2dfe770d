import type { Scene } from '../../scenes/scene.ts';
import { openRoutes } from '../../scenes/solo.ts';

/** The same console from the browser's own nodes: the reference that the mixer has to equal. */
export function nativeConsole(
  context: BaseAudioContext,
  scene: Scene,
  sources: readonly (AudioNode | null)[],
): AudioNode {
  const routes = openRoutes(scene);
  const stereo = (gain: number) => new GainNode(context, { gain, channelCount: 2, channelCountMode: 'explicit' });
  const master = stereo(scene.master.mute ? 0 : scene.master.gain);
  /** A GainNode for every VCA that acts on a member: whatever goes through one goes through the next. */
  const throughVcas = (from: AudioNode, member: { readonly vca?: number | null }): AudioNode => {
    const vca = scene.vcas?.[member.vca ?? -1];
    if (vca === undefined) return from;
    return throughVcas(from.connect(new GainNode(context, { gain: vca.mute ? 0 : vca.gain })), vca);
  };
  const inputs = scene.buses.map(({ gain }) => stereo(gain));
  const outputOf = (output: number | null) => (output === null ? master : inputs[output]!);
  for (const [bus, settings] of scene.buses.entries()) {
    if (!routes.busOutput(bus) || settings.mute) continue;
    throughVcas(inputs[bus]!, settings)
      .connect(new StereoPannerNode(context, { pan: settings.pan }))
      .connect(outputOf(settings.output));
  }

  for (const [index, strip] of scene.strips.entries()) {
    const source = sources[index];
    if (!source) continue;
    const preFader = new GainNode(context, {
      gain: strip.trim * (strip.polarity ? -1 : 1),
      channelCount: strip.input === 'mono' ? 1 : 2,
      channelCountMode: 'explicit',
    });
    source.connect(preFader);
    const faded = preFader.connect(new GainNode(context, { gain: strip.mute ? 0 : strip.gain }));
    const postFader = throughVcas(faded, strip).connect(new StereoPannerNode(context, { pan: strip.pan }));
    if (routes.stripOutput(index)) postFader.connect(outputOf(strip.output));
    for (const [bus, send] of strip.sends.entries()) {
      if (!routes.stripToBus(index, bus)) continue;
      (send.tap === 'pre' ? preFader : postFader)
        .connect(new GainNode(context, { gain: send.level }))
        .connect(inputs[bus]!);
    }
  }
  return master;
}
