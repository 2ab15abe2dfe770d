import { METERS } from 'megamixer-worklet/layout';
import type { LevelMeter, Meter } from '../api/meter.js';
import { floatOf } from '../mirror/float-bits.js';
import type { Link } from '../transports/link.js';

/** Where a section keeps its commands. */
export interface MeterCommands {
  readonly clearClip: number;
  readonly clearFault: number;
}

/** The words of one channel in a meter's record. */
export interface ChannelWords {
  readonly peak: number;
  readonly peakSinceRead: number;
  readonly rms: number;
  readonly clip: number;
}

export const LEFT: ChannelWords = {
  peak: METERS.peakLeft,
  peakSinceRead: METERS.peakSinceReadLeft,
  rms: METERS.rmsLeft,
  clip: METERS.clipLeft,
};
export const RIGHT: ChannelWords = {
  peak: METERS.peakRight,
  peakSinceRead: METERS.peakSinceReadRight,
  rms: METERS.rmsRight,
  clip: METERS.clipRight,
};

class ChannelHandle implements LevelMeter {
  readonly #link: Link;
  readonly #record: number;
  readonly #words: ChannelWords;

  constructor(link: Link, record: number, words: ChannelWords) {
    this.#link = link;
    this.#record = record;
    this.#words = words;
  }

  get peak(): number {
    return floatOf(this.#link.readings.load(this.#record + this.#words.peak));
  }

  get peakSinceRead(): number {
    return floatOf(this.#link.readings.take(this.#record + this.#words.peakSinceRead));
  }

  get rms(): number {
    return floatOf(this.#link.readings.load(this.#record + this.#words.rms));
  }

  get clip(): boolean {
    return this.#link.readings.load(this.#record + this.#words.clip) !== 0;
  }
}

export class MeterHandle implements Meter {
  readonly left: LevelMeter;
  readonly right: LevelMeter;
  readonly #link: Link;
  readonly #record: number;
  readonly #commands: MeterCommands;

  /** `record` is where its words start; `commands` the words of its section that clear it. */
  constructor(link: Link, record: number, commands: MeterCommands) {
    this.#link = link;
    this.#record = record;
    this.#commands = commands;
    this.left = new ChannelHandle(link, record, LEFT);
    this.right = new ChannelHandle(link, record, RIGHT);
  }

  get peak(): number {
    return Math.max(this.left.peak, this.right.peak);
  }

  get peakSinceRead(): number {
    return Math.max(this.left.peakSinceRead, this.right.peakSinceRead);
  }

  get rms(): number {
    return Math.max(this.left.rms, this.right.rms);
  }

  get clip(): boolean {
    return this.left.clip || this.right.clip;
  }

  get fault(): boolean {
    return this.#link.readings.load(this.#record + METERS.fault) !== 0;
  }

  clearClip(): void {
    this.#link.mirror.command(this.#commands.clearClip);
  }

  clearFault(): void {
    this.#link.mirror.command(this.#commands.clearFault);
  }
}

/** The commands of the section that starts at `section`. */
export function commandsAt(section: number, offsets: MeterCommands): MeterCommands {
  return {
    clearClip: section + offsets.clearClip,
    clearFault: section + offsets.clearFault,
  };
}
