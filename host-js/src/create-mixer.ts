import { layout } from 'megamixer-worklet/layout';
import { abortError, orAborted } from './aborted.js';
import type { Mixer, MixerOptions } from './api/mixer.js';
import { engineModule } from './code/engine-module.js';
import { remember } from './code/live-mixers.js';
import { codeSources } from './code/sources.js';
import { addProcessor } from './code/worklet-module.js';
import { Backends, type Candidate } from './engine/backends.js';
import { checkContext, checkOpen } from './engine/check-context.js';
import { EngineHost } from './engine/engine-host.js';
import { recordScript } from './engine/script.js';
import { flag, siteIn, type Wishes, wishesFrom } from './engine/shape.js';
import { faultEvent, nodeChangeEvent } from './events.js';
import { Connections } from './handles/connections.js';
import { Desk } from './handles/desk.js';
import { log, setLogLevel, warnOnce } from './log.js';
import { Mirror } from './mirror/mirror.js';
import { ProfiledMirror } from './mirror/profiled-mirror.js';
import { MixerHandle } from './mixer.js';
import { MANUAL } from './see-docs.js';
import { type Activity, ActivityTrack, UNWATCHED } from './stats/activity.js';
import { MessageTransport } from './transports/message.js';
import { SharedTransport } from './transports/shared.js';

/** What is to be made, checked; it stays the same whichever backend makes it. */
interface Request {
  readonly context: BaseAudioContext;
  readonly options: MixerOptions;
  readonly wishes: Wishes;
  readonly exclusiveSolo: boolean;
  readonly track: ActivityTrack | null;
  readonly activity: Activity;
  /** The words of another mixer of the same options, where this one is to start with them. */
  readonly settings: Mirror | null;
}

/**
 * Makes a mixer in an AudioContext or OfflineAudioContext, which may be suspended and is left so. Resolves when its
 * engine is in place and has agreed with the page about the layout of the block. Connect `mixer.node` to hear it.
 *
 * Page thread only. The engine is compiled once a page, however many mixers there are.
 *
 * @throws MixerError (as a rejection) with one of the codes of docs/errors.md; nothing is left behind then.
 */
export async function createMixer(context: BaseAudioContext, options: MixerOptions = {}): Promise<Mixer> {
  const track = flag('profiling', options.profiling) ? new ActivityTrack() : null;
  const activity = track ?? UNWATCHED;
  const mixer = await activity.during('Create mixer', () => create(context, options, track, null));
  remember(mixer);
  const { kind, reason } = mixer.backend;
  log.info(`A mixer of ${mixer.strips.length} strips and ${mixer.buses.length} buses runs on ${kind}: ${reason}`);
  if (kind === 'js') {
    warnOnce(
      `The mixer runs without WebAssembly, which takes four to twenty times as long: see ${MANUAL}/backends.md for how many strips that carries. ${reason}`,
    );
  }
  return mixer;
}

/** The same without a word, for mixers that are measured and gone again. */
export function createUnnoticed(context: BaseAudioContext, options: MixerOptions): Promise<Mixer> {
  return create(context, options, null, null);
}

async function create(
  context: BaseAudioContext,
  options: MixerOptions,
  track: ActivityTrack | null,
  settings: Mirror | null,
): Promise<Mixer> {
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  if (options.log !== undefined) setLogLevel(options.log);
  const wishes = wishesFrom(options);
  const exclusiveSolo = flag('exclusiveSolo', options.exclusiveSolo);
  const backends = new Backends(options.backend);
  checkContext(context);
  const request = { context, options, wishes, exclusiveSolo, track, activity: track ?? UNWATCHED, settings };

  for (;;) {
    try {
      return await createWith(backends.next, request, backends);
    } catch (error) {
      backends.failed(error);
      log.warn(`Goes on with ${backends.next.kind}: ${backends.next.reason}`);
    }
  }
}

async function createWith(backend: Candidate, request: Request, { diagnostics }: Backends): Promise<Mixer> {
  const { context, options, wishes, exclusiveSolo, track, activity, settings } = request;
  const { signal } = options;
  const { kind } = backend;
  const site = siteIn(context, wishes);

  const engine = kind === 'js' ? 'js' : 'wasm';
  const sources = codeSources(options.assetsUrl, track !== null);
  const addProcessorTo = (to: BaseAudioContext) =>
    activity.during('Load worklet', () => addProcessor(to, engine, sources.worklet(engine)));
  const processor = orAborted(addProcessorTo(context), signal);
  // Where the engine cannot be had either, it is that which is spoken of, whichever the browser gives up first.
  processor.catch(() => {});
  const module =
    engine === 'js'
      ? Promise.resolve(null)
      : activity.during('Load engine', () => engineModule(sources, kind === 'shared' ? 'shared' : 'private', signal));

  // While the code is on its way.
  const blockLayout = layout(wishes.strips, wishes.buses);
  const mirror = track === null ? new Mirror(blockLayout) : new ProfiledMirror(blockLayout, track);
  const transport = kind === 'shared' ? new SharedTransport(mirror.layout) : new MessageTransport(mirror.layout);
  const connections = new Connections();
  const host = new EngineHost(site, {
    ...{ mirror, transport, connections, activity, addProcessor: addProcessorTo },
    fault: (detail) => {
      activity.mark('Fault', detail.message);
      log.warn(`Fault of the ${detail.source}: ${detail.message}`);
      mixer.dispatchEvent(faultEvent(detail));
    },
    restarted: () => {
      log.info('The engine was replaced by a new one, with the same settings.');
      mixer.dispatchEvent(new Event('restart'));
    },
    nodeChanged: (detail) => mixer.dispatchEvent(nodeChangeEvent(detail)),
  });
  const desk = new Desk(mirror, transport, connections, {
    ...wishes,
    exclusiveSolo,
    clock: () => host.context,
    // The mixer may move.
    get sampleRate() {
      return host.context.sampleRate;
    },
  });
  if (settings !== null) mirror.take(settings);
  const words = mirror.pageWords();

  const compiled = await module;
  await processor;
  checkOpen(context);
  const mixer = new MixerHandle(desk, host, {
    backend,
    diagnostics,
    twin(other) {
      const { signal: _, script: __, profiling: ___, log: ____, ...same } = options;
      return create(other, { ...same, backend: kind }, null, mirror);
    },
  });

  try {
    const script = recordScript(mixer, mirror, options.script ?? []);
    mirror.publishTo(transport);
    await activity.during('Start engine', () => host.start(compiled, words, script, signal));
  } catch (error) {
    mixer.dispose();
    throw error;
  }
  return mixer;
}
