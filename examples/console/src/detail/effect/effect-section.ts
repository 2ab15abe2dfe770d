import type { Effect, EffectType } from 'megamixer';
import { choice, named } from '../../controls/choice.ts';
import { toggle } from '../../controls/toggle.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { delayControls } from './delay-controls.ts';
import { reverbControls } from './reverb-controls.ts';

const NAMES: Readonly<Record<EffectType, string>> = { none: 'No effect', reverb: 'Reverb', delay: 'Delay' };

/** What a bus does to its sum first: which effect, and the controls of that one. */
export function effectSection(effect: Effect, colour: string, desk: Desk): HTMLElement {
  const { life } = desk;
  const pages: Readonly<Record<EffectType, HTMLElement>> = {
    none: element('p', { class: 'none' }, 'A plain group: what comes in goes straight to the EQ.'),
    reverb: reverbControls(effect.reverb, colour, desk),
    delay: delayControls(effect.delay, colour, desk),
  };
  const pingPong = toggle({
    ...{ param: effect.delay.pingPong, face: 'Ping-pong', part: 'delay ping-pong' },
    title: 'Repeats change sides',
  });
  const root = section(
    {
      title: 'Effect',
      name: 'effect',
      aside: [choice({ ...named(effect.type, NAMES), part: 'effect', life, onRefused: desk.say }), pingPong],
      body: Object.values(pages),
    },
    desk,
  );
  life.follow(() => {
    const type = effect.type.value;
    root.classList.toggle('plain', type === 'none');
    for (const [name, page] of Object.entries(pages)) page.hidden = name !== type;
    pingPong.hidden = type !== 'delay';
  }, effect.type);
  return root;
}
