import type { Bus, Strip, Vca } from 'megamixer';
import { element } from '../element.ts';
import type { Desk } from './desk.ts';
import { section } from './section.ts';

/** Who is a member of a VCA: a button for each that might be. */
export function vcaDetail(
  vca: Vca,
  members: readonly (Strip | Bus)[],
  nameField: HTMLElement,
  desk: Desk,
): HTMLElement[] {
  const buttons = members.map((member) => {
    const button = element('button', { type: 'button', class: 'member' }, desk.nameOf(member));
    button.addEventListener('click', () => {
      member.vca.value = member.vca.value === vca ? null : vca;
    });
    const show = (): void => {
      const owner = member.vca.value;
      button.setAttribute('aria-pressed', String(owner === vca));
      button.title = owner === null || owner === vca ? '' : `Now with ${desk.nameOf(owner)}`;
    };
    desk.life.follow(show, member.vca);
    return button;
  });
  const grid = element('div', { class: 'member-grid', role: 'group', 'aria-label': 'Members' }, ...buttons);
  return [section({ title: 'Members', name: 'vca-card', aside: [nameField], body: [grid] }, desk)];
}

/** The menu of VCAs, as a detail has it. */
export function vcaMenu({ vca }: Strip | Bus, { mixer, nameOf, life, say }: Desk) {
  const choices = [null, ...mixer.vcas.filter((each) => nameOf(each) !== '')];
  const textOf = (each: Vca | null): string => (each === null ? 'None' : nameOf(each));
  return { param: vca, choices, textOf, part: 'VCA', caption: 'VCA', life, onRefused: say };
}
