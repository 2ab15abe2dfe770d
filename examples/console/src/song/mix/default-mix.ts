import type { Mixer } from 'megamixer';
import type { Loop } from '../loop.ts';
import { BALANCE, BUSES, type BusKey, MASTER_FADER_DB } from './balance.ts';
import { BUS_SOUND, masterSound } from './bus-sound.ts';
import { resetBus, resetMaster, resetStrip } from './resets.ts';
import { STRIP_SOUND } from './strip-sound.ts';
import { assignVcas } from './vcas.ts';

/** What plays the loop that the music makes way for. */
const KICK = 'Kick';

/** Sets the whole console at once: it is heard as one change, and told as one. */
export function applyDefaultMix(mixer: Mixer, loops: readonly Loop[]): void {
  mixer.edit(() => {
    for (const [i, { name }] of loops.entries()) mixStrip(mixer, i, name);
    const kick = mixer.strips[loops.findIndex(({ name }) => name === KICK)]!;
    for (const [i, { key, faderDb }] of BUSES.entries()) {
      const bus = mixer.buses[i]!;
      resetBus(bus);
      bus.gain.db = faderDb;
      BUS_SOUND[key](bus, kick);
    }
    assignVcas(mixer, loops);
    resetMaster(mixer.master);
    mixer.master.gain.db = MASTER_FADER_DB;
    masterSound(mixer.master);
  });
}

function mixStrip(mixer: Mixer, index: number, name: string): void {
  const strip = mixer.strips[index]!;
  const { trimDb, faderDb, pan, group, reverbDb, delayDb } = BALANCE[name]!;
  const bus = (key: BusKey): number => BUSES.findIndex((each) => each.key === key);
  resetStrip(strip);
  strip.trim.db = trimDb;
  strip.gain.db = faderDb;
  strip.pan.value = pan;
  if (group !== undefined) strip.output.value = mixer.buses[bus(group)]!;
  if (reverbDb !== undefined) strip.sends[bus('reverb')]!.level.db = reverbDb;
  if (delayDb !== undefined) strip.sends[bus('delay')]!.level.db = delayDb;
  STRIP_SOUND[name]?.(strip);
}
