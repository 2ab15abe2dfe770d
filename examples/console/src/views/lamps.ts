import type { Band, Bus, Compressor, Effect, Eq, Gate, Limiter, Strip, Vca } from 'megamixer';
import { element } from '../element.ts';
import { FOREVER } from '../lifetime.ts';

export interface Lamp {
  readonly face: string;
  readonly title: string;
  readonly isLit: () => boolean;
  readonly params: Parameters<typeof FOREVER.follow>[1][];
}

/** Letters on a plate: what is at work in a channel, to be seen without opening it. */
export function lamps(all: readonly Lamp[]): HTMLElement {
  const root = element('span', { class: 'lamps', 'aria-hidden': 'true' });
  for (const { face, title, isLit, params } of all) {
    // Drawn by the style sheet: a picture, and no part of what its button is called.
    const lamp = element('i', { title, 'data-face': face });
    root.append(lamp);
    FOREVER.follow(() => lamp.classList.toggle('lit', isLit()), ...params);
  }
  return root;
}

export function eqLamp(eq: Eq): Lamp {
  const { on, highpass, lowpass, bands } = eq;
  const isLit = (): boolean => on.value && (highpass.on.value || lowpass.on.value || bands.some(isAudible));
  const switches = [on, highpass.on, lowpass.on];
  return { face: 'E', title: 'EQ', isLit, params: [...switches, ...bands.flatMap((b) => [b.on, b.type, b.gain])] };
}

/** Bells and shelves at 0 dB do nothing. */
function isAudible({ on, type, gain }: Band): boolean {
  return on.value && (gain.value !== 0 || !['peaking', 'lowshelf', 'highshelf'].includes(type.value));
}

export function gateLamp({ on }: Gate): Lamp {
  return { face: 'G', title: 'Gate', isLit: () => on.value, params: [on] };
}

export function compressorLamp({ on }: Compressor): Lamp {
  return { face: 'C', title: 'Compressor', isLit: () => on.value, params: [on] };
}

export function limiterLamp({ on }: Limiter): Lamp {
  return { face: 'L', title: 'Limiter', isLit: () => on.value, params: [on] };
}

/** Which VCA fader it hangs on: `V1`. */
export function vcaLamps({ vca }: Strip | Bus, vcas: readonly Vca[]): readonly Lamp[] {
  return vcas.map((each) => ({
    ...{ face: `V${each.index + 1}`, title: 'Member of this VCA', params: [vca] },
    isLit: () => vca.value === each,
  }));
}

export function effectLamp({ type }: Effect): Lamp {
  return { face: 'FX', title: 'Effect', isLit: () => type.value !== 'none', params: [type] };
}
