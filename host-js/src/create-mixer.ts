import { layout } from 'megamixer-worklet/layout';
import { abortError, orAborted } from './aborted.js';
import type { Mixer, MixerOptions } from './api/mixer.js';
import { engineModule } from './code/engine-module.js';
import { codeSources } from './code/sources.js';
import { addProcessor } from './code/worklet-module.js';
import { Backends, type Candidate } from './engine/backends.js';
import { checkContext, checkOpen } from './engine/check-context.js';
import { EngineHost } from './engine/engine-host.js';
import { recordScript } from './engine/script.js';
import { capacityFor, flag, memoryPages, type Wishes, wishesFrom } from './engine/shape.js';
import { faultEvent } from './events.js';
import { Connections } from './handles/connections.js';
import { Desk } from './handles/desk.js';
import { setLogLevel, warnOnce } from './log.js';
import { Mirror } from './mirror/mirror.js';
import { ProfiledMirror } from './mirror/profiled-mirror.js';
import { MixerHandle } from './mixer.js';
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
  return await activity.during('Create mixer', () => create(context, options, track, null));
}

async function create(
  context: BaseAudioContext,
  options: MixerOptions,
  track: ActivityTrack | null,
  settings: Mirror | null,
): Promise<Mixer> {
  const { signal, log } = options;
  if (signal?.aborted) throw abortError(signal);
  if (log !== undefined) setLogLevel(log);
  const wishes = wishesFrom(options);
  const exclusiveSolo = flag('exclusiveSolo', options.exclusiveSolo);
  const backends = new Backends(options.backend);
  checkContext(context);
  const request = { context, options, wishes, exclusiveSolo, track, activity: track ?? UNWATCHED, settings };

  for (;;) {
    try {
      const mixer = await createWith(backends.next, request, backends);
      if (mixer.backend.kind === 'js') {
        warnOnce(
          `The mixer runs without WebAssembly, which takes some thirty times as long: see docs/backends.md for how many strips that carries. ${mixer.backend.reason}`,
        );
      }
      return mixer;
    } catch (error) {
      backends.failed(error);
    }
  }
}

async function createWith(backend: Candidate, request: Request, { diagnostics }: Backends): Promise<Mixer> {
  const { context, options, wishes, exclusiveSolo, track, activity, settings } = request;
  const { signal } = options;
  const { kind } = backend;
  const { sampleRate } = context;
  const shape = { ...wishes, capacityFrames: capacityFor(context) };
  const pages = memoryPages(shape, sampleRate);

  const engine = kind === 'js' ? 'js' : 'wasm';
  const sources = codeSources(options.assetsUrl, track !== null);
  const processor = orAborted(
    activity.during('Load worklet', () => addProcessor(context, engine, sources.worklet(engine))),
    signal,
  );
  // Where the engine cannot be had either, it is that which is spoken of, whichever the browser gives up first.
  processor.catch(() => {});
  const module =
    engine === 'js'
      ? Promise.resolve(null)
      : activity.during('Load engine', () => engineModule(sources, kind === 'shared' ? 'shared' : 'private', signal));

  // While the code is on its way.
  const blockLayout = layout(shape.strips, shape.buses);
  const mirror = track === null ? new Mirror(blockLayout) : new ProfiledMirror(blockLayout, track);
  const transport = kind === 'shared' ? new SharedTransport(mirror.layout, pages) : new MessageTransport(mirror.layout);
  const connections = new Connections();
  const desk = new Desk(mirror, transport, connections, { ...shape, sampleRate, exclusiveSolo });
  if (settings !== null) mirror.take(settings);
  const words = mirror.pageWords();

  const host = new EngineHost({
    ...{ context, module: await module, pages, shape, mirror, transport, connections, activity },
    fault: (detail) => {
      activity.mark('Fault', detail.message);
      mixer.dispatchEvent(faultEvent(detail));
    },
    restarted: () => mixer.dispatchEvent(new Event('restart')),
  });
  await processor;
  checkOpen(context);
  const mixer = new MixerHandle(context, desk, transport, host, {
    backend,
    diagnostics,
    twin(other) {
      const { signal: _, script: __, profiling: ___, ...same } = options;
      return create(other, { ...same, backend: kind }, null, mirror);
    },
  });

  try {
    const script = recordScript(mixer, mirror, options.script ?? []);
    mirror.publishTo(transport);
    await activity.during('Start engine', () => host.start(words, script, signal));
  } catch (error) {
    mixer.dispose();
    throw error;
  }
  return mixer;
}
