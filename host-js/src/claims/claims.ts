import { LIMITS } from 'megamixer-worklet/layout';
import type { Strip } from '../api/strip.js';
import { MixerError } from '../errors.js';
import type { Desk } from '../handles/desk.js';
import type { Leaving } from '../snapshot/take.js';
import { type Afterwards, arrivesAt } from './arrivals.js';
import { Release } from './release.js';
import { isAtDefaults, trimBehind } from './strip-words.js';

/** Who has which strip: strips are numbers to the engine, and apps call theirs by name. */
export class Claims implements Leaving {
  readonly #desk: Desk;
  readonly #stripOf = new Map<string, number>();
  readonly #idOf = new Map<number, string>();
  /** The strips that are on their way back, those that began first first. */
  readonly #releases = new Map<number, Release>();
  /** Those that are back, but what plays into them is not known before these tell. */
  readonly #unseen = new Map<number, Afterwards>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /**
   * The strip of `id`; where it has none, `index`, or the first one that is free.
   *
   * @throws MixerError `no-free-strip`
   */
  claim(id: string, index: number | undefined): Strip {
    checkId(id);
    if (index !== undefined) this.#checkIndex(id, index);
    const has = this.#stripOf.get(id);
    if (has !== undefined && index !== undefined && index !== has) {
      throw new MixerError('no-free-strip', `${told(id)} has strip ${has} already, so it cannot have strip ${index}.`);
    }
    const strip = has ?? index ?? this.#free();
    const owner = this.#idOf.get(strip) ?? id;
    if (owner !== id) {
      throw new MixerError('no-free-strip', `Strip ${strip} is ${told(owner)}'s, so ${told(id)} cannot have it.`);
    }
    this.#stripOf.set(id, strip);
    this.#idOf.set(strip, id);
    const release = this.#releases.get(strip);
    release?.lift();
    release?.end();
    return this.#desk.strips[strip] as Strip;
  }

  find(id: string): Strip | null {
    checkId(id);
    const strip = this.#stripOf.get(id);
    return strip === undefined ? null : (this.#desk.strips[strip] as Strip);
  }

  idOf(strip: number): string | null {
    return this.#idOf.get(strip) ?? null;
  }

  /** Resolves when the strip is free again, or when it may take long until it is. */
  release(strip: number): Promise<void> {
    const id = this.#idOf.get(strip);
    if (id !== undefined) this.#stripOf.delete(id);
    this.#idOf.delete(strip);
    const before = this.#releases.get(strip);
    if (before !== undefined) return before.done;
    if (this.#desk.mirror.closed) return Promise.resolve();
    this.#unseen.delete(strip);
    const release = new Release(this.#desk, strip, (unseen) => {
      this.#releases.delete(strip);
      if (unseen !== null) this.#unseen.set(strip, unseen);
    });
    this.#releases.set(strip, release);
    return release.done;
  }

  /** Whether a strip still fades, so that nothing that it is set to is anybody's. */
  isFading(strip: number): boolean {
    return this.#releases.get(strip)?.stage === 'fading';
  }

  /** The trim that a strip has behind the one that keeps it silent; null where none does. */
  trimBehind(strip: number): number | null {
    return this.#releases.get(strip)?.stage === 'looking' ? trimBehind(this.#desk.mirror, strip) : null;
  }

  /**
   * Has `restore` set everything, as one edit, as if nothing were on its way back; then all that is free, but for strips that
   * something still plays into: those stay silent at what they are set to now. Where `restore` throws, nothing has happened.
   */
  duringRestore(restore: () => void): void {
    const releases = [...this.#releases.values()];
    this.#desk.mirror.edit(() => {
      for (const release of releases) release.lift();
      restore();
      for (const release of releases) if (release.isHeld) release.close();
    });
    for (const release of releases) if (!release.isHeld) release.end();
  }

  /** The mixer is disposed of. Who has which strip can still be asked, and what a strip that was on its way back is set to. */
  close(): void {
    for (const release of this.#releases.values()) release.abandon();
  }

  /**
   * The first strip that nobody uses, if possible one of which that is known; for want of one, that which has been on its way back for
   * longest.
   */
  #free(): number {
    for (const release of [...this.#releases.values()]) release.look();
    for (const [strip, afterwards] of this.#unseen) if (afterwards.look()) this.#unseen.delete(strip);
    const unused = [...this.#desk.strips.keys()].filter((strip) => !this.#isUsed(strip));
    const strip = unused.find((each) => !this.#unseen.has(each)) ?? unused[0];
    if (strip !== undefined) return strip;
    for (const [leaving, release] of this.#releases) if (!release.isHeld) return leaving;
    throw this.#noneFree();
  }

  /** Whether it is somebody's, or anything is connected or set, so far as the page knows. */
  #isUsed(strip: number): boolean {
    const { connections, readings, mirror } = this.#desk;
    if (this.#idOf.has(strip) || this.#releases.has(strip) || connections.has(strip)) return true;
    // What was last told of one that is back is from before.
    return (!this.#unseen.has(strip) && arrivesAt(readings, strip)) || !isAtDefaults(mirror, strip);
  }

  #noneFree(): MixerError {
    const strips = this.#desk.strips.length;
    const claimed = this.#idOf.size;
    const held = this.#releases.size;
    const parts = [`${claimed} claimed`];
    if (held > 0) parts.push(`${held} released, but something still plays into ${held === 1 ? 'it' : 'them'}`);
    const others = strips - claimed - held;
    if (others > 0) parts.push(`${others} connected or set without a claim`);
    const { max } = LIMITS.strips;
    const more = Math.min(max, strips * 2);
    const advice =
      strips === max
        ? `Release one: no mixer has more than ${max}`
        : `Release one, or make the mixer with more: createMixer(context, { strips: ${more} }); it may have ${max}`;
    return new MixerError(
      'no-free-strip',
      `None of the ${strips} strips of this mixer is free: ${parts.join(', ')}. ${advice}.`,
    );
  }

  #checkIndex(id: string, index: number): void {
    if (!Number.isInteger(index) || index < 0) {
      throw new TypeError(`The index of a strip is a whole number from 0 on, not ${String(index)}.`);
    }
    const { length } = this.#desk.strips;
    if (index < length) return;
    throw new MixerError(
      'no-free-strip',
      `${told(id)} cannot have strip ${index}: this mixer has ${length}, from 0 to ${length - 1}. Make it with more: createMixer(context, { strips: ${index + 1} }); it may have ${LIMITS.strips.max}.`,
    );
  }
}

function checkId(id: unknown): void {
  if (typeof id === 'string' && id !== '') return;
  throw new TypeError(
    `The id of a strip is a string that is not empty, not ${id === '' ? 'an empty one' : String(id)}.`,
  );
}

function told(id: string): string {
  return JSON.stringify(id);
}
