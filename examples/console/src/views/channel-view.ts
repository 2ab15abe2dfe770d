import type { GainParam, Meter, SwitchParam } from 'megamixer';
import { Fader } from '../controls/fader.ts';
import { Figure } from '../controls/figure.ts';
import { toggle } from '../controls/toggle.ts';
import { element } from '../element.ts';
import { dbText } from '../format.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { MeterView } from '../meters/meter-view.ts';
import { nameOwner } from '../part-label.ts';

export interface ChannelViewOptions {
  readonly kind: 'strip' | 'bus' | 'master';
  readonly tag: string;
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  readonly gain: GainParam;
  readonly mute: SwitchParam;
  readonly solo?: SwitchParam;
  readonly meter: Meter;
  readonly frames: FrameLoop;
  /** What is above the mute and solo buttons. */
  readonly head: readonly HTMLElement[];
}

/** What strips, buses and the master have in common: buttons, fader, meter, name. */
export class ChannelView {
  readonly root: HTMLElement;
  readonly meter: MeterView;

  constructor(options: ChannelViewOptions) {
    const { kind, gain, mute, solo, head } = options;
    const level = new Figure();
    const fader = new Fader(gain, (param) => {
      level.text = dbText(param.db);
    });
    this.meter = new MeterView(options.meter, options.frames, kind === 'master');
    const buttons = element('div', { class: 'buttons' }, toggle(mute, solo === undefined ? 'Mute' : 'M', 'mute'));
    if (solo !== undefined) buttons.append(toggle(solo, 'S', 'solo'));

    this.root = element(
      'section',
      { class: `channel ${kind}` },
      element('div', { class: 'head' }, ...head),
      buttons,
      element(
        'div',
        { class: 'figures' },
        element('div', { class: 'level', 'aria-hidden': 'true' }, level.root),
        this.meter.peakButton,
      ),
      element('div', { class: 'throw' }, fader.root, this.meter.root),
      this.#plate(options),
    );
    this.root.style.setProperty('--colour', options.colour);
    const showMute = (): boolean => this.root.classList.toggle('muted', mute.value);
    mute.subscribe(showMute);
    showMute();
    this.#name(options.name);
  }

  #plate({ tag, name }: ChannelViewOptions): HTMLElement {
    const field = element('input', {
      type: 'text',
      class: 'name',
      value: name,
      maxlength: 16,
      spellcheck: 'false',
      autocomplete: 'off',
      'aria-label': `Name of ${tag}`,
      title: 'Rename',
    });
    field.addEventListener('change', () => {
      if (field.value.trim() === '') field.value = name;
      this.#name(field.value.trim());
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') field.blur();
    });
    return element('div', { class: 'plate' }, element('span', { class: 'tag', 'aria-hidden': 'true' }, tag), field);
  }

  #name(name: string): void {
    this.root.setAttribute('aria-label', name);
    nameOwner(this.root, name);
  }
}
