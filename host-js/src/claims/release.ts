import { METERS } from 'megamixer-worklet/layout';
import type { Desk } from '../handles/desk.js';
import { log } from '../log.js';
import { Afterwards, arrivesAt } from './arrivals.js';
import { closeStrip, forgetKey, openStrip, resetStrip } from './strip-words.js';

/** Even in decibels, so most of it is gone in the first third. */
const FADE_SECONDS = 0.03;
/** Until the fade is heard on the message transport, and a little more. */
const MARGIN_SECONDS = 0.03;
/** How long a fade is waited for in a context whose clock runs late, or not at all. */
const FADE_PATIENCE_MS = 1000;

/** When it is looked whether something still arrives, each after the one before; the last of them again and again. */
const LOOKS_MS = [20, 20, 20, 40, 80, 160, 320, 640, 1280];

/** After which of them nobody is kept waiting. */
const PATIENT_LOOKS = 7;

/**
 * `fading`: still heard, and all that it is set to is the release's. `looking`: reset and disconnected, and closed at its top until
 * nothing arrives there any more. `over`: free.
 */
type Stage = 'fading' | 'looking' | 'over';

/**
 * One strip on its way back. All that is to come of it is decided in one step, which looks at the state of things as it then is:
 * what has become of the context meanwhile needs no telling.
 */
export class Release {
  /** Resolves when it is over, or when what still arrives may be long in going. */
  readonly done: Promise<void>;
  readonly #desk: Desk;
  readonly #strip: number;
  readonly #over: (unseen: Afterwards | null) => void;
  readonly #disconnect: () => void;
  /** The only one in which anything was connected to the strip. */
  readonly #context: ReturnType<NonNullable<Desk['setup']['clock']>> | undefined;
  /** The end of the fade by the clock of what is heard, and by that of the page, which never stands still. */
  readonly #fadedAt: number;
  readonly #fadedByMs: number;
  #stage: Stage = 'fading';
  #afterwards: Afterwards | null = null;
  #looks = 0;
  /** How often something was found to arrive that should not. */
  #found = 0;
  #isSettled = false;
  #resolve: () => void = () => {};
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Begins; `over` is called once, when the strip is free, with what tells when it is known what arrives: null where that is known. */
  constructor(desk: Desk, strip: number, over: (unseen: Afterwards | null) => void) {
    this.#desk = desk;
    this.#strip = strip;
    this.#over = over;
    this.#disconnect = desk.connections.endOf(strip);
    this.#context = desk.setup.clock?.();
    this.#fadedAt = (this.#context?.currentTime ?? 0) + FADE_SECONDS + MARGIN_SECONDS;
    this.#fadedByMs = performance.now() + FADE_PATIENCE_MS;
    this.done = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    const { mirror } = desk;
    const begin = () =>
      mirror.editApart(() => {
        desk.strips[strip]?.trim.rampTo(0, FADE_SECONDS);
        forgetKey(mirror, strip);
      });
    mirror.journal?.forget(strip);
    begin();
    mirror.whenTakenBack(begin);
    // Not in the call of release(), which may be part of an edit.
    queueMicrotask(() => this.#step());
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** Whether something else still plays into the strip, as far as is known. */
  get isHeld(): boolean {
    return this.#found > 0;
  }

  /** Looks whether it is over by now. */
  look(): void {
    if (this.#stage !== 'looking' || this.#desk.mirror.closed) return;
    const { readings, connections } = this.#desk;
    if (!this.#isHeard && readings.areOfNow !== true) {
      if (this.#isGone) this.#leave(null);
      else if (!this.isHeld) this.#leave(this.#afterwards);
    } else if (this.#afterwards?.look() === true) {
      // What has been connected since through the strip is somebody's who uses it by its number.
      if (!arrivesAt(readings, this.#strip) || connections.has(this.#strip)) this.#leave(null);
      else this.#foundOne();
    }
  }

  /** Has nothing that the strip is set to be the release's. It is not over before `end()`, since an edit may take this back. */
  lift(): void {
    this.#giveBack(this.#stage);
  }

  /** Keeps the strip silent, at whatever it is set to. */
  close(): void {
    closeStrip(this.#desk.mirror, this.#strip);
  }

  /** Ends it with the strip as it is now set, whatever is still to be heard. */
  end(unseen: Afterwards | null = new Afterwards(this.#desk.readings)): void {
    const stage = this.#stage;
    if (stage === 'over') return;
    if (stage === 'fading') this.#disconnect();
    this.#stage = 'over';
    clearTimeout(this.#timer);
    const { mirror, readings } = this.#desk;
    mirror.whenTakenBack(() => this.#giveBack(stage));
    // Nobody shall read of the next one what was heard of this one.
    const meter = mirror.layout.stripMeter(this.#strip);
    for (const word of [METERS.peakSinceReadLeft, METERS.peakSinceReadRight]) readings.take(meter + word);
    this.#over(unseen);
    this.#settle();
  }

  /** The mixer is gone: nothing is left to be done, and the strip stays what it was. */
  abandon(): void {
    clearTimeout(this.#timer);
    this.#settle();
  }

  static #stepOf(release: WeakRef<Release>): void {
    const here = release.deref();
    if (here !== undefined) here.#step();
  }

  #step(): void {
    if (this.#stage === 'over' || this.#desk.mirror.closed) return;
    const left = this.#stage === 'fading' ? this.#fadeLeftMs : 0;
    if (left > 0) {
      this.#stepIn(left);
      return;
    }
    if (this.#stage === 'fading') this.#clear();
    this.look();
    if (this.#stage !== 'looking') return;
    // Where nobody renders, time tells nothing.
    if (this.#looks >= PATIENT_LOOKS || this.#desk.readings.areOfNow) this.#settle();
    if (!this.#desk.readings.areOfNow) this.#stepIn(LOOKS_MS[this.#looks] ?? (LOOKS_MS.at(-1) as number));
    this.#looks += 1;
  }

  /** Nothing once nothing of it is heard any more. */
  get #fadeLeftMs(): number {
    if (!this.#isHeard || this.#context === undefined) return 0;
    const left = (this.#fadedAt - this.#context.currentTime) * 1000;
    return Math.min(left, this.#fadedByMs - performance.now());
  }

  /**
   * Silent by now: takes everything away, and keeps it closed for what else may be there. What an alignment delay still holds
   * goes as its change crossfades.
   */
  #clear(): void {
    const { mirror, readings } = this.#desk;
    this.#stage = 'looking';
    this.#disconnect();
    this.#afterwards = new Afterwards(readings);
    mirror.edit(() => {
      resetStrip(mirror, this.#strip);
      this.close();
    });
  }

  #foundOne(): void {
    this.#found += 1;
    if (this.#found !== (this.#desk.readings.areOfNow ? 1 : 2)) return;
    log.warn(
      `Strip ${this.#strip} was released, but what was connected by connect(mixer.node, 0, ${this.#strip}) still plays into it. It stays silent, and is not handed out before that is disconnected.`,
    );
    this.#settle();
  }

  #giveBack(stage: Stage): void {
    const { mirror } = this.#desk;
    if (stage === 'fading') resetStrip(mirror, this.#strip);
    if (stage === 'looking') openStrip(mirror, this.#strip);
  }

  #leave(unseen: Afterwards | null): void {
    this.lift();
    this.end(unseen);
  }

  /** Whether what was connected to the strip can be heard: elsewhere it is not connected, and where no time passes nobody tells. */
  get #isHeard(): boolean {
    return this.#context?.state === 'running' && !this.#isGone;
  }

  /** Whether it can never be heard again. */
  get #isGone(): boolean {
    const context = this.#context;
    return context === undefined || context.state === 'closed' || this.#desk.setup.clock?.() !== context;
  }

  #settle(): void {
    this.#isSettled = true;
    this.#resolve();
  }

  #stepIn(milliseconds: number): void {
    // What nobody waits for keeps no mixer from being collected that the page has forgotten.
    this.#timer = this.#isSettled
      ? setTimeout(Release.#stepOf, milliseconds, new WeakRef(this))
      : setTimeout(() => this.#step(), milliseconds);
  }
}
