import type { Bus, Strip, Vca } from 'megamixer';
import { colourOf } from '../colour-of.ts';
import type { Desk } from '../detail/desk.ts';
import { vcaDetail } from '../detail/vca-detail.ts';
import { element } from '../element.ts';
import { FOREVER } from '../lifetime.ts';
import { VCAS } from '../song/mix/vcas.ts';
import { ChannelView } from './channel-view.ts';

/** One VCA fader, with a mark for each of its members in the colour of its instrument. */
export class VcaView extends ChannelView {
  readonly #vca: Vca;
  readonly #members: readonly (Strip | Bus)[];

  /** `members` are all that might be, with their colours. */
  constructor(vca: Vca, members: readonly (Strip | Bus)[], colours: readonly string[]) {
    const { name, colour } = VCAS[vca.index]!;
    const marks = members.map((_, i) => {
      const mark = element('i');
      mark.style.background = colours[i]!;
      return mark;
    });
    const head = element('div', { class: 'members', 'aria-hidden': 'true', title: 'Its members' }, ...marks);
    super({
      ...{ channel: vca, place: `vca-${vca.index}`, tag: `V${vca.index + 1}`, name },
      ...{ colour: colourOf(colour), group: 'VCA', head, lamps: [] },
    });
    this.#vca = vca;
    this.#members = members;
    FOREVER.follow(
      () => {
        for (const [i, member] of members.entries()) marks[i]!.hidden = member.vca.value !== vca;
      },
      ...members.map((member) => member.vca),
    );
  }

  detail(nameField: HTMLElement, desk: Desk): HTMLElement[] {
    return vcaDetail(this.#vca, this.#members, nameField, desk);
  }
}
