/// <reference lib="esnext.disposable" preserve="true" />

import type { MixerErrorCode } from '../errors.js';
import type { FaultDetail, NodeChangeDetail } from '../events.js';
import type { Benchmark, BenchmarkOptions } from './benchmark.js';
import type { Bus } from './bus.js';
import type { Master } from './master.js';
import type { GainParam, Param, SwitchParam } from './param.js';
import type { MixerSnapshot, RestoreOptions, RestoreResult } from './snapshot.js';
import type { MixerStats } from './stats.js';
import type { Strip } from './strip.js';
import type { Vca } from './vca.js';

/** What `createMixer` may be told. */
export interface MixerOptions {
  /** How many strips, 1 to 128. Default 32. */
  strips?: number;
  /** How many buses, 0 to 16. Default 4. */
  buses?: number;
  /**
   * How many effect slots, 0 to 16: the first so many buses have one. Default 4. Each takes 0.8 MB of memory at 48 kHz,
   * heard or not.
   */
  effects?: number;
  /**
   * The longest alignment delay of a strip in seconds, 0 to 0.1. Default 0: none has any. A tenth of a second takes
   * 0.04 MB of memory a strip at 48 kHz, heard or not.
   */
  maxDelay?: number;
  /**
   * Whether the node has a second output for what `listen` puts on it, apart from the mix. Default off: then PFL and AFL
   * are heard nowhere.
   */
  monitor?: boolean;
  /** Whether switching a solo on switches all others off. Default off. */
  exclusiveSolo?: boolean;
  /** Gives up: the promise rejects with the code `aborted`, and nothing is left behind. */
  signal?: AbortSignal;
  /**
   * How the mixer runs. `auto`, the default, takes the best that the page can have: `shared` where it is cross-origin
   * isolated, `message` elsewhere, `js` where WebAssembly is forbidden or missing; `mixer.diagnostics` says what was tried. Any other
   * is forced, and `createMixer` rejects where it cannot be had.
   */
  backend?: 'auto' | Backend;
  /**
   * Where the library's `assets` folder is served, relative to the document: `/megamixer/` for what
   * `npx megamixer copy-assets public/megamixer` copies, where `public` is what the site serves. Default: the library carries
   * its worklet and its engine with it, and asks for none. A page needs it whose Content-Security-Policy has no `blob:` in its
   * `script-src`; the backend `js` and `profiling` need it in a page that is bundled.
   */
  assetsUrl?: string | URL;
  /**
   * Whether to run the engine's profiling artefact, `assets/megamixer-profiling.wasm`: the same code to the byte, but
   * profilers name its functions, and DevTools finds their Rust source. What the mixer does on the page (its
   * creation, restarts, edits) is then a track `Megamixer` in the Performance panel. Default off. docs/profiling.md
   * shows how to use it.
   *
   * Bundlers leave the artefact out: say with `assetsUrl` where the library's `assets` folder is served.
   */
  profiling?: boolean;
  /**
   * What all mixers of the page log to the console from now on. Default: nothing, but for one warning, once a page, that
   * the mixer had to do without WebAssembly; `silent` is without that too. `localStorage['megamixer:log']` says it as well.
   */
  log?: LogLevel;
  /** For tests only, and no part of what versions promise: see `ScriptedEdit`. */
  script?: readonly ScriptedEdit[];
}

/**
 * For tests only. An edit that is heard from exactly one frame of the context on, whatever the transport. All of them
 * run before the engine exists, so afterwards every control reads what the last one left; nothing else may be written
 * until the last frame has passed.
 */
export interface ScriptedEdit {
  /** Frame of the context, ascending from step to step. */
  frame: number;
  edit?: (mixer: Mixer) => void;
  /** Makes the engine trap there. */
  trap?: boolean;
}

/**
 * How a mixer runs. `shared`: the page reads and writes the engine's memory in place. `message`: it posts at most one message
 * a frame. `js`: so too, and the engine is the same Rust translated to JavaScript, four to twenty times as slow, for pages that forbid
 * WebAssembly. All sound the same, bit for bit.
 */
export type Backend = 'shared' | 'message' | 'js';

/** What is logged: nothing, or this and what is worse. */
export type LogLevel = 'silent' | 'warn' | 'info' | 'debug';

/** Something that was tried and could not be had, on the way to the backend in use. */
export interface Diagnostic {
  readonly tried: Backend;
  readonly code: MixerErrorCode;
  /** What happened, and what would help. */
  readonly message: string;
}

/**
 * One mixer: an AudioWorkletNode with one input per strip and one stereo output, or two. Made by `createMixer`.
 *
 * Page thread only. After `dispose()` reads return the last value, and writes and methods throw MixerError `disposed`.
 */
export interface Mixer extends EventTarget {
  /**
   * The node: input `n` is strip `n`, output 0 the mix, and output 1 the monitor's where it was asked for. It stays the same
   * through restarts of the engine. It is another one after `moveTo`, and where the browser killed it: the event `nodechange` tells.
   */
  readonly node: AudioWorkletNode;
  /** Where it is: another one after `moveTo`. */
  readonly context: BaseAudioContext;
  /** Frozen. A strip that does not exist is `undefined`. */
  readonly strips: readonly Strip[];
  /** Frozen. */
  readonly buses: readonly Bus[];
  /** The VCA faders: 16, in every mixer. Frozen. */
  readonly vcas: readonly Vca[];
  readonly master: Master;
  /** What becomes of what is listened to. Heard only in a mixer that was made with `monitor`. */
  readonly monitor: Monitor;
  /** Seconds until a continuous control is within 1 % of its step, 0.001 to 1, default 0.02. */
  readonly glide: Param<number>;
  /** Which backend is in use, and why. */
  readonly backend: { readonly kind: Backend; readonly reason: string };
  /** What better ones were tried before and failed, in that order; empty where the best there is was had at once. Frozen. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * How late the mix comes out: what the limiter looks ahead while it is on, else 0. In frames and in seconds; right as
   * soon as `master.limiter.on` is set.
   */
  readonly latency: { readonly frames: number; readonly seconds: number };
  /**
   * The engine's memory in bytes, delays and effects included: what it takes now, and what it may never exceed.
   */
  readonly memory: { readonly bytes: number; readonly maximumBytes: number };
  /** What the engine counts, and how it keeps up. */
  readonly stats: MixerStats;
  readonly disposed: boolean;
  /**
   * The strip that `id` has, or the first that nobody uses, which it has from now on: until `strip.release()`, the same id
   * gets the same strip. A strip is in use when it is claimed, when something is connected to it, or when a control of it
   * is not at its default; so an app may go by numbers for some and by ids for others. On the message transport, what the page
   * connected by itself to a strip that nobody claimed may be known a little late.
   *
   * While a strip that was released still fades, its id gets another one. Only where there is no other, the one that has
   * faded for longest is cut short and handed out.
   *
   * With `index` it is that very strip, as it is now set and connected: for an app that has kept `strip.index` beside a
   * snapshot. Claims are no settings: no snapshot has them, and no `edit` takes them back.
   *
   * @param id any string that is not empty
   * @throws MixerError `no-free-strip`, also where the strip that was asked for is another id's, or is not there; `disposed`
   * @throws TypeError for an id that is no string or empty, and an index that is no whole number from 0 on
   */
  claimStrip(id: string, index?: number): Strip;
  /**
   * The strip that `id` has; null where it has none, as after `strip.release()`.
   *
   * @throws TypeError for an id that is no string or empty
   */
  strip(id: string): Strip | null;
  /**
   * Runs `edit` at once and publishes all that it wrote as one: heard from the same frame on, across all strips.
   * Edits inside it join it. When it throws, nothing is published, every control reads what it did before, and the
   * error goes on. So it is when the routes or the VCAs that it leaves go round in a circle; meanwhile they may.
   *
   * @throws TypeError when `edit` returns a promise: what comes after an `await` would be outside
   * @throws MixerError `disposed`, `cycle`, `vca-depth`
   */
  edit(edit: () => void): void;
  /**
   * Everything that is set, as plain JSON: what differs from the defaults, under the names of the schema, and where ramps
   * are under way, where they lead. What is measured, who looks at meters, and what is connected does not belong to it.
   * After `dispose()` it is what was set last. A strip that is being released counts as reset, and has what was set
   * since. docs/snapshots.md shows one.
   */
  snapshot(): MixerSnapshot;
  /**
   * Sets everything to what a snapshot says, and what it does not mention to its default, as one edit. `snapshot` is what
   * `snapshot()` gave, of this mixer or another one, or `JSON.parse` of its text; older versions are brought up to date.
   *
   * With a fade, continuous controls (`NumberParam`, `GainParam`) that change ramp to where they are to be, in `fade`
   * seconds, as by `rampTo`; without one they glide. Switches, choices, routes and plain settings such as attack times
   * change when the fade begins. A mixer made with `exclusiveSolo` keeps the last solo of a snapshot that has several.
   *
   * Strips that are being released are free at once, but for those that something still plays into: these stay silent, and are
   * heard as they were restored once that has gone. Returns which fields it did not know and left alone. When it throws,
   * nothing has changed.
   *
   * @throws MixerError `snapshot-invalid`, `snapshot-counts` where there are more strips or buses than the mixer has,
   * `snapshot-version` where it is newer than the library; `no-effect-slot`, `cycle`, `vca-depth`, `disposed`
   * @throws TypeError for a fade that is no finite number
   */
  restore(snapshot: unknown, options?: RestoreOptions): RestoreResult;
  /**
   * Resolves when the engine has every write made so far: the next quantum sounds of them. At once on the shared
   * transport, unless an engine is being made. On the message transport, await it before `startRendering()`.
   *
   * @throws MixerError (as a rejection) `disposed`, also when the mixer is disposed of meanwhile; `closed-context`, also when
   * the context is closed or has rendered meanwhile, since no quantum follows then; what `rebuild` rejects with, where the
   * engine is gone and no new one could be made
   */
  settled(): Promise<void>;
  /**
   * Replaces the engine by a new one inside the same node, with the same settings and every connection, as happens by
   * itself after a fault. Ramps that are under way land at once. Resolves when it plays.
   *
   * @throws MixerError (as a rejection) `disposed`, `out-of-memory`, `closed-context`, `engine-refused`,
   * `layout-mismatch`
   */
  rebuild(): Promise<void>;
  /**
   * Goes on in another context, by a new node: this object, its handles, their values and who listens to them stay, and all settings
   * are heard there as they were here. Ramps that are under way land at once; what is written meanwhile is heard in both.
   * The sample rate and the quantum may differ. `node`, `context`, `latency`, `memory` and `stats` are those of the new
   * context from the event `nodechange` on, which comes before the promise resolves; meters begin anew.
   *
   * Nothing is connected to the new node: sources belong to their context, so make new ones there and connect them. What came
   * through `strip.connect` is disconnected from the old node and forgotten, and the old node is silent. The recipe is in
   * docs/recipes/move-to-another-context.md.
   *
   * Until the new engine is in place, and for good where it cannot be had, the mixer stays where it is and plays on. Its own context
   * may be closed. Moves follow one another in the order in which they were asked for; one to where it is does nothing.
   *
   * @throws MixerError (as a rejection) `disposed`, also when the mixer is disposed of meanwhile; `aborted`; `wrapped-context`,
   * `closed-context`, `memory-limit` for that sample rate, and what else `createMixer` rejects with where it cannot be had there
   */
  moveTo(context: BaseAudioContext, options?: MoveOptions): Promise<void>;
  /**
   * Measures what the mixer costs on this machine: a copy with the same options and the present settings renders noise
   * in an OfflineAudioContext, for about half a second, with the backend `js` for a dozen; the mixer itself plays on. The
   * copies are gone afterwards. Audio that plays meanwhile, and whatever else the machine does, makes the figures larger.
   *
   * @throws MixerError (as a rejection) `disposed`, also when the mixer is disposed of meanwhile; `counts-out-of-range`;
   * what `createMixer` rejects with where no copy can be made
   */
  benchmark(options?: BenchmarkOptions): Promise<Benchmark>;
  /**
   * Ends the mixer: its node falls silent and lets go of its memory. Does nothing the second time. A mixer that is not
   * disposed of goes on processing for as long as its context runs, whether or not the page still knows it.
   *
   * The audio thread hears of it a little later. In WebKit, leave some 50 ms before closing the context: it keeps the memory else.
   */
  dispose(): void;
  /** `dispose`, where the JavaScript engine knows `using`. */
  [Symbol.dispose](): void;

  addEventListener<K extends keyof MixerEventMap>(
    type: K,
    listener: (event: MixerEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof MixerEventMap>(
    type: K,
    listener: (event: MixerEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** What `moveTo` may be told. */
export interface MoveOptions {
  /** Gives up: the promise rejects with the code `aborted`, and the mixer stays where it is. */
  signal?: AbortSignal;
}

/** The controls of the monitor output. */
export interface Monitor {
  /** Linear, 0 to 4, default 1. */
  readonly gain: GainParam;
  /** Lowers it by 20 dB. Default off. */
  readonly dim: SwitchParam;
  /** Both channels become their mean. Default off. */
  readonly mono: SwitchParam;
}

/** The events of a mixer. */
export interface MixerEventMap {
  /** The engine stopped; it is being restarted. */
  fault: CustomEvent<FaultDetail>;
  /** The engine plays again, after a fault or a rebuild. */
  restart: Event;
  /** `node` is another one, since the mixer has moved or the browser killed the old one: connect it to what is to hear it. */
  nodechange: CustomEvent<NodeChangeDetail>;
}
