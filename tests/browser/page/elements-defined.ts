/** A page that has classes of its own, and elements with controls, before anything is defined. */
import type { MmFader } from 'megamixer/elements';
import { createTestMixer } from '/dist/testing.js';

export async function define(): Promise<{
  own: boolean;
  registeredByClasses: boolean;
  text: string | null;
  /** How far the thumb is from its place, in pixels. */
  off: number;
}> {
  class Own extends HTMLElement {}
  customElements.define('mm-knob', Own);
  const fader = document.createElement('mm-fader') as MmFader;
  const { gain } = createTestMixer({ strips: 1 }).strips[0]!;
  gain.db = -6;
  fader.param = gain;
  document.body.append(fader);
  await import('/dist/elements.js');
  const registeredByClasses = customElements.get('mm-fader') !== undefined;
  await import('/dist/elements/define.js');
  await fader.updateComplete;
  const slider = fader.shadowRoot!.querySelector('[role="slider"]')!;
  const [surface, thumb] = [slider, slider.querySelector('.thumb')!].map((each) => each.getBoundingClientRect());
  const off = surface!.bottom - thumb!.bottom - gain.position * (surface!.height - thumb!.height);
  return {
    own: customElements.get('mm-knob') === Own,
    registeredByClasses,
    text: slider.ariaValueText,
    off: Math.round(off),
  };
}
