import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Protocol } from 'puppeteer-core';
import type { ChromiumDriver, ChromiumPage } from '../browser/drivers/chromium.ts';
import { type Remote, remote } from '../browser/harness/call.ts';
import type { Drag, Facts, PlaybackStats } from '../browser/page/profile.ts';
import { record, type TraceEvent } from './trace.ts';

/** How long it plays before anything is measured: until the code is compiled for speed, and the transients are over. */
const WARM_UP_SECONDS = 3;
/** Of the sampling profiler. Finer ones take more than they tell. */
const SAMPLING_MICROSECONDS = 100;

export interface Traced {
  readonly events: readonly TraceEvent[];
  readonly drag: Drag;
  /** What the browser counted meanwhile; null where it counts nothing. */
  readonly underruns: Underruns | null;
}

export interface Underruns {
  readonly events: number;
  readonly seconds: number;
  /** What was played meanwhile, in seconds. */
  readonly played: number;
}

type InPage = Remote<typeof import('../browser/page/profile.ts')>;

export interface OpenTraced {
  readonly demo: ProfiledConsole;
  readonly loading: readonly TraceEvent[];
}

/** The demo, playing, with its profiling artefact. */
export class ProfiledConsole {
  private constructor(
    readonly opened: ChromiumPage,
    readonly session: CDPSession,
    readonly inPage: InPage,
  ) {}

  static async open(driver: ChromiumDriver, url: string, warmUpSeconds = WARM_UP_SECONDS): Promise<ProfiledConsole> {
    const demo = await ProfiledConsole.#on(driver);
    await demo.#load(url);
    await demo.#start(warmUpSeconds);
    return demo;
  }

  /** The same, with the trace of its loading up to the Start button. */
  static async openTraced(driver: ChromiumDriver, url: string, categories: readonly string[]): Promise<OpenTraced> {
    const demo = await ProfiledConsole.#on(driver);
    const loading = await record(demo.session, categories, () => demo.#load(url));
    await demo.#start(WARM_UP_SECONDS);
    return { demo, loading };
  }

  /** Under tracing: half a second of the drag, a new engine, and half a second more. */
  traceRestart(categories: readonly string[]): Promise<readonly TraceEvent[]> {
    return record(this.session, categories, async () => {
      await this.inPage.dragAllFaders(0.5);
      await this.inPage.rebuild();
      await this.inPage.dragAllFaders(0.5);
    });
  }

  static async #on(driver: ChromiumDriver): Promise<ProfiledConsole> {
    const opened = await driver.open('about:blank');
    await opened.page.setViewport({ width: 1680, height: 1000 });
    const session = await opened.page.createCDPSession();
    return new ProfiledConsole(opened, session, remote(opened, 'profile', { timeoutMs: 120_000 }));
  }

  async #load(url: string): Promise<void> {
    await this.opened.page.goto(url);
    await this.opened.page.waitForSelector('#start:not([disabled])', { timeout: 30_000 });
  }

  async #start(warmUpSeconds: number): Promise<void> {
    await this.opened.page.click('#start');
    await this.inPage.dragAllFaders(warmUpSeconds);
  }

  facts(): Promise<Facts> {
    return this.inPage.facts();
  }

  /** A take under tracing. */
  async trace(seconds: number, categories: readonly string[] = []): Promise<Traced> {
    let underruns: Underruns | null = null;
    let drag: Drag | undefined;
    const events = await record(this.session, categories, async () => {
      const before = await this.inPage.playback();
      drag = await this.inPage.dragAllFaders(seconds);
      underruns = difference(before, await this.inPage.playback());
    });
    return { events, drag: drag!, underruns };
  }

  /** A take under the sampling profiler of the thread that the worklet runs in. */
  async profileWorklet(seconds: number): Promise<Protocol.Profiler.Profile> {
    const worklet = await this.#attachToWorklet();
    await worklet.send('Profiler.enable');
    await worklet.send('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
    await worklet.send('Profiler.start');
    await this.inPage.dragAllFaders(seconds);
    const { profile } = await worklet.send('Profiler.stop');
    await this.session.send('Target.setAutoAttach', {
      autoAttach: false,
      waitForDebuggerOnStart: false,
      flatten: true,
    });
    return profile;
  }

  close(): Promise<void> {
    return this.opened.close();
  }

  async #attachToWorklet(): Promise<CDPSession> {
    const connection = this.session.connection()!;
    const attached = new Promise<CDPSession>((resolve) => {
      this.session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
        const session = connection.session(sessionId);
        if (targetInfo.type.includes('worklet') && session !== null) resolve(session);
      });
    });
    await this.session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
      filter: [{ type: 'worklet' }, { type: 'auction_worklet', exclude: true }, {}],
    } as Protocol.Target.SetAutoAttachRequest);
    const late = pause(10_000).then(() => {
      throw new Error('Chromium shows no worklet to attach to');
    });
    return await Promise.race([attached, late]);
  }
}

function difference(before: PlaybackStats | null, after: PlaybackStats | null): Underruns | null {
  if (before === null || after === null) return null;
  return {
    events: after.underrunEvents - before.underrunEvents,
    seconds: after.underrunDuration - before.underrunDuration,
    played: after.totalDuration - before.totalDuration,
  };
}
