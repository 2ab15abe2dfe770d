import type { Mixer } from 'megamixer';
import type { Loop } from './loop.ts';

/** The four buses, in order. */
export const BUSES = [
  { key: 'beat', name: 'Beat', faderDb: -3, pan: 0 },
  { key: 'low', name: 'Low', faderDb: -4, pan: 0 },
  { key: 'music', name: 'Music', faderDb: -3, pan: 0 },
  { key: 'air', name: 'Air', faderDb: 0, pan: 0 },
] as const;

export type BusKey = (typeof BUSES)[number]['key'];

/** What a person would have set before the page opened. */
export interface StripMix {
  /** Brings every loop to about the same loudness, so that the faders read as the balance. */
  readonly trimDb: number;
  readonly faderDb: number;
  readonly pan: number;
  readonly sendsDb: Readonly<Partial<Record<BusKey, number>>>;
}

export const MASTER_FADER_DB = 0;

/** By the name of the loop. The sum peaks at about -4 dBFS, at -17 LUFS. */
export const STRIP_MIX: Readonly<Record<string, StripMix>> = {
  Kick: { trimDb: -13, faderDb: -2, pan: 0, sendsDb: { beat: -9 } },
  Snare: { trimDb: -13, faderDb: -4, pan: 0, sendsDb: { beat: -8 } },
  Snap: { trimDb: -7, faderDb: -9, pan: 0.25, sendsDb: { beat: -12, air: -9 } },
  Hats: { trimDb: -1, faderDb: -10, pan: -0.2, sendsDb: { beat: -12 } },
  'Open Hat': { trimDb: -11, faderDb: -14, pan: 0.3, sendsDb: {} },
  Ride: { trimDb: 5, faderDb: -16, pan: -0.35, sendsDb: {} },
  Toms: { trimDb: -8, faderDb: -8, pan: 0.15, sendsDb: { beat: -6 } },
  Breakbeat: { trimDb: -14, faderDb: -6, pan: 0, sendsDb: { beat: -8 } },
  Amen: { trimDb: -18, faderDb: -16, pan: -0.15, sendsDb: {} },
  Arovane: { trimDb: -14, faderDb: -11, pan: 0.2, sendsDb: {} },
  'Machine A': { trimDb: -11, faderDb: -12, pan: -0.5, sendsDb: { air: -10 } },
  'Machine B': { trimDb: -12, faderDb: -14, pan: 0.5, sendsDb: { air: -10 } },
  Electric: { trimDb: -3, faderDb: -14, pan: -0.6, sendsDb: { air: -8 } },
  'Perc A': { trimDb: -13, faderDb: -9, pan: 0.35, sendsDb: { beat: -12 } },
  'Perc B': { trimDb: -7, faderDb: -9, pan: -0.4, sendsDb: { beat: -12 } },
  Safari: { trimDb: -5, faderDb: -14, pan: 0.15, sendsDb: {} },
  Tabla: { trimDb: -14, faderDb: -10, pan: 0.5, sendsDb: { air: -10 } },
  Glitch: { trimDb: -9, faderDb: -14, pan: -0.3, sendsDb: { air: -6 } },
  Sub: { trimDb: -14, faderDb: -3, pan: 0, sendsDb: { low: -6 } },
  Pluck: { trimDb: -12, faderDb: -7, pan: -0.15, sendsDb: { low: -8 } },
  Growl: { trimDb: -9, faderDb: -11, pan: 0.1, sendsDb: { low: -6 } },
  Pads: { trimDb: -10, faderDb: -3, pan: 0, sendsDb: { music: -6 } },
  'Dub Chord': { trimDb: -8, faderDb: -7, pan: 0.3, sendsDb: { music: -9, air: -6 } },
  Piano: { trimDb: -13, faderDb: -9, pan: -0.2, sendsDb: { music: -8 } },
  Chime: { trimDb: -10, faderDb: -15, pan: 0.55, sendsDb: { air: -6 } },
  'Gm9 Guitar': { trimDb: -10, faderDb: -4, pan: -0.3, sendsDb: { music: -6 } },
  Harmonics: { trimDb: 0, faderDb: -10, pan: 0.45, sendsDb: { music: -8, air: -6 } },
  Slide: { trimDb: -10, faderDb: -13, pan: -0.45, sendsDb: { air: -6 } },
  Drone: { trimDb: -14, faderDb: -10, pan: 0, sendsDb: { music: -8 } },
  Glass: { trimDb: -7, faderDb: -12, pan: 0.25, sendsDb: { air: -8 } },
  Vinyl: { trimDb: 12, faderDb: -22, pan: 0, sendsDb: {} },
  'Tape Bed': { trimDb: -7, faderDb: -14, pan: -0.25, sendsDb: { air: -9 } },
};

/** Sets the whole console at once: it is heard as one change, and told as one. */
export function applyDefaultMix(mixer: Mixer, loops: readonly Loop[]): void {
  mixer.edit(() => {
    for (const [i, { name }] of loops.entries()) {
      const strip = mixer.strips[i]!;
      const { trimDb, faderDb, pan, sendsDb } = STRIP_MIX[name]!;
      strip.trim.db = trimDb;
      strip.gain.db = faderDb;
      strip.pan.value = pan;
      for (const param of [strip.mute, strip.solo]) param.reset();
      for (const [bus, { key }] of BUSES.entries()) {
        strip.sends[bus]!.level.db = sendsDb[key] ?? Number.NEGATIVE_INFINITY;
      }
    }
    for (const [i, { faderDb, pan }] of BUSES.entries()) {
      const bus = mixer.buses[i]!;
      bus.gain.db = faderDb;
      bus.pan.value = pan;
      for (const param of [bus.mute, bus.solo]) param.reset();
    }
    mixer.master.gain.db = MASTER_FADER_DB;
    mixer.master.mute.reset();
  });
}
