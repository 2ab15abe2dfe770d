import { METERS } from 'megamixer-worklet/layout';
import type { Desk } from '../handles/desk.js';
import { log } from '../log.js';
import { Afterwards, arrivesAt } from './arrivals.js';
import { forgetKey, resetStrip, setOpen } from './strip-words.js';

/** Even in decibels, so most of it is gone in the first third. */
const FADE_SECONDS = 0.03;
/** Until the fade is heard on the message transport, and a little more. */
const MARGIN_SECONDS = 0.03;
/** How long a fade is waited for in a context whose clock runs late, or not at all. */
const FADE_PATIENCE_MS = 1000;

/**
 * When it is looked whether something still arrives, each after the one before. A minute and a half in all: whatever plays for
 * longer is looked for when a strip is wanted.
 */
const LOOKS_MS = [20, 20, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10_240, 20_480, 40_960];

/** After which of them nobody is kept waiting. */
const PATIENT_LOOKS = 7;

type Stage = 'fading' | 'looking' | 'over';

/** One strip on its way back: silenced, disconnected, reset, and free once nothing arrives there any more. */
export class Release {
  /** Resolves when it is over, or when what still arrives may be long in going. */
  readonly done: Promise<void>;
  readonly #desk: Desk;
  readonly #strip: number;
  readonly #over: () => void;
  readonly #disconnect: () => void;
  #resolve: () => void = () => {};
  #stage: Stage = 'fading';
  #afterwards: Afterwards | null = null;
  /** Whether the strip is kept silent at its top. */
  #isClosed = false;
  /** How often something was found to arrive that should not. */
  #found = 0;
  #isWatching = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wake: () => void = () => {};

  /** Begins; `over` is called once, when the strip is free. */
  constructor(desk: Desk, strip: number, over: () => void) {
    this.#desk = desk;
    this.#strip = strip;
    this.#over = over;
    this.#disconnect = desk.connections.endOf(strip);
    this.done = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    desk.mirror.edit(() => {
      desk.strips[strip]?.trim.rampTo(0, FADE_SECONDS);
      forgetKey(desk.mirror, strip);
    });
    void this.#run();
  }

  /** Whether something else still plays into the strip, as far as is known. */
  get isHeld(): boolean {
    return this.#found > 0;
  }

  /** Whether what the strip is set to now is the release's, and none of the app's. */
  get hasHold(): boolean {
    return this.#stage === 'fading' || this.#isClosed;
  }

  /** Looks again, where that was given up. */
  look(): void {
    if (this.#stage === 'looking' && !this.#observe() && !this.#isWatching) void this.#watch();
  }

  /** Ends it at once, whatever is still to be heard. */
  finish(): void {
    if (this.#stage === 'fading') this.#clear();
    if (this.#stage === 'looking') this.#end();
  }

  /** The mixer is gone: nothing is left to be done. */
  abandon(): void {
    this.#stage = 'over';
    this.#stopWaiting();
    this.#resolve();
  }

  async #run(): Promise<void> {
    await this.#faded();
    if (this.#stage !== 'fading') return;
    this.#clear();
    await this.#watch();
  }

  /** By the clock of what is heard; at once where nothing is. */
  async #faded(): Promise<void> {
    const end = this.#now + FADE_SECONDS + MARGIN_SECONDS;
    const patience = performance.now() + FADE_PATIENCE_MS;
    for (;;) {
      // Not in the call of release() either, which may be part of an edit.
      await null;
      const left = end - this.#now;
      if (!this.#runs || left <= 0 || performance.now() > patience || this.#stage !== 'fading') return;
      await this.#pause(left * 1000);
    }
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
      // Where nothing is heard nothing can be found to arrive, and who uses the strip by its number shall find it open.
      if (this.#runs) this.#close();
    });
  }

  async #watch(): Promise<void> {
    this.#isWatching = true;
    const { readings, setup } = this.#desk;
    // Where nobody renders there is nothing to wait for.
    if (readings.areOfNow) this.#observe();
    for (const [looks, milliseconds] of LOOKS_MS.entries()) {
      if (looks >= PATIENT_LOOKS) this.#resolve();
      if (this.#stage !== 'looking') break;
      if (!this.#runs) {
        // Without a clock nobody ever tells more.
        if (setup.clock === undefined && !readings.areOfNow) this.#end();
        break;
      }
      await this.#pause(milliseconds);
      if (this.#stage !== 'looking' || this.#observe()) break;
    }
    this.#isWatching = false;
    this.#resolve();
  }

  /** Says whether it is over. */
  #observe(): boolean {
    const { readings, connections } = this.#desk;
    if (this.#afterwards?.look() !== true) return false;
    // What has been connected since through the strip is somebody's who uses it by its number.
    if (!arrivesAt(readings, this.#strip) || connections.has(this.#strip)) {
      this.#end();
      return true;
    }
    this.#found += 1;
    if (this.#found === 2) {
      this.#close();
      log.warn(
        `Strip ${this.#strip} was released, but what was connected by connect(mixer.node, 0, ${this.#strip}) still plays into it. It stays silent, and is not handed out before that is disconnected.`,
      );
      this.#resolve();
    }
    return false;
  }

  #close(): void {
    this.#isClosed = true;
    setOpen(this.#desk.mirror, this.#strip, false);
  }

  #end(): void {
    const { mirror, readings } = this.#desk;
    this.#stage = 'over';
    this.#stopWaiting();
    if (this.#isClosed) setOpen(mirror, this.#strip, true);
    // Nobody shall read of the next one what was heard of this one.
    const meter = mirror.layout.stripMeter(this.#strip);
    for (const word of [METERS.peakSinceReadLeft, METERS.peakSinceReadRight]) readings.take(meter + word);
    this.#over();
    this.#resolve();
  }

  get #runs(): boolean {
    return this.#desk.setup.clock?.().state === 'running';
  }

  get #now(): number {
    return this.#desk.setup.clock?.().currentTime ?? 0;
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#timer = setTimeout(resolve, milliseconds);
    });
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#wake();
  }
}
