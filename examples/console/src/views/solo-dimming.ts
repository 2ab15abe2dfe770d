import type { Bus, Mixer, Strip } from 'megamixer';
import { FOREVER } from '../lifetime.ts';
import type { ChannelView } from './channel-view.ts';

/**
 * Shows which channels are cut by a solo elsewhere: those that are not soloed themselves, and neither feed something that is
 * nor are fed by it.
 */
export function dimWhatSoloSilences(
  mixer: Mixer,
  stripViews: readonly ChannelView[],
  busViews: readonly ChannelView[],
): void {
  const strips = mixer.strips.slice(0, stripViews.length);
  const { buses } = mixer;
  const show = (): void => {
    const any = [...strips, ...buses].some(({ solo }) => solo.value);
    for (const [i, strip] of strips.entries()) {
      const heard = strip.solo.value || buses.some((bus) => bus.solo.value && feeds(strip, bus));
      stripViews[i]!.root.classList.toggle('cut', any && !heard);
    }
    for (const [i, bus] of buses.entries()) {
      const heard = bus.solo.value || bus.soloSafe.value || strips.some((s) => s.solo.value && feeds(s, bus));
      busViews[i]!.root.classList.toggle('cut', any && !heard);
    }
  };
  const solos = [...strips, ...buses].flatMap(({ solo, soloSafe }) => [solo, soloSafe]);
  FOREVER.follow(
    show,
    ...solos,
    ...strips.flatMap(({ output, sends }) => [output, ...sends.map((send) => send.level)]),
  );
}

function feeds({ output, sends }: Strip, bus: Bus): boolean {
  return output.value === bus || sends[bus.index]!.level.value > 0;
}
