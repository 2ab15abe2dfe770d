import { PARAMS } from 'megamixer-worklet/layout';
import type { Mirror } from '../mirror/mirror.js';
import type { Desk } from './desk.js';
import { SwitchHandle } from './param.js';

/** A solo that takes back every other one when it is switched on. */
class ExclusiveSolo extends SwitchHandle {
  override get value(): boolean {
    return super.value;
  }

  override set value(value: boolean) {
    if (value !== true) {
      super.value = value;
      return;
    }
    const { mirror } = this;
    mirror.edit(() => {
      takeBackSolos(mirror);
      mirror.write(this.word, 1);
    });
  }
}

function takeBackSolos(mirror: Mirror): void {
  const { layout } = mirror;
  for (let strip = 0; strip < layout.strips; strip += 1)
    mirror.write(layout.strip(strip) + PARAMS.strip.solo.offset, 0);
  for (let bus = 0; bus < layout.buses; bus += 1) mirror.write(layout.bus(bus) + PARAMS.bus.solo.offset, 0);
}

/** The solo of the strip or bus whose section starts at `first`. */
export function newSolo(desk: Desk, of: 'strip' | 'bus', first: number): SwitchHandle {
  const Solo = desk.setup.exclusiveSolo ? ExclusiveSolo : SwitchHandle;
  return new Solo(desk.mirror, PARAMS[of].solo, first);
}
