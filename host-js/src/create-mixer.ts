import { layout } from 'megamixer-worklet/layout';
import type { Mixer, MixerOptions } from './api/mixer.js';
import { addProcessor, assetUrls, engineModule } from './code/assets.js';
import { checkContext, checkOpen } from './engine/check-context.js';
import { EngineHost } from './engine/engine-host.js';
import { recordScript } from './engine/script.js';
import { capacityFor, flag, memoryPages, wishesFrom } from './engine/shape.js';
import { abortError, orAborted } from './errors.js';
import { faultEvent } from './events.js';
import { Connections } from './handles/connections.js';
import { Desk } from './handles/desk.js';
import { Mirror } from './mirror/mirror.js';
import { ProfiledMirror } from './mirror/profiled-mirror.js';
import { MixerHandle } from './mixer.js';
import { type Activity, ActivityTrack, UNWATCHED } from './stats/activity.js';
import { chooseTransport } from './transports/choose.js';
import { MessageTransport } from './transports/message.js';
import { SharedTransport } from './transports/shared.js';

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
  return await activity.during('Create mixer', () => create(context, options, track, activity, null));
}

/** `settings` has the words of another mixer of the same options, where this one is to start with them. */
async function create(
  context: BaseAudioContext,
  options: MixerOptions,
  track: ActivityTrack | null,
  activity: Activity,
  settings: Mirror | null,
): Promise<Mixer> {
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  const wishes = wishesFrom(options);
  const exclusiveSolo = flag('exclusiveSolo', options.exclusiveSolo);
  const { kind, reason } = chooseTransport(options.transport);
  checkContext(context);
  const { sampleRate } = context;
  const shape = { ...wishes, capacityFrames: capacityFor(context) };
  const pages = memoryPages(shape, sampleRate);

  const urls = assetUrls(options.assetsUrl, track !== null);
  const processor = orAborted(
    activity.during('Load worklet', () => addProcessor(context, urls.worklet)),
    signal,
  );
  // Where both files are missing, it is the wasm file that is spoken of, whichever the browser gives up first.
  processor.catch(() => {});
  const wasm = activity.during(`Load ${urls.wasmFile}`, () => engineModule(urls, kind, signal));

  // While the files are on their way.
  const blockLayout = layout(shape.strips, shape.buses);
  const mirror = track === null ? new Mirror(blockLayout) : new ProfiledMirror(blockLayout, track);
  const transport =
    kind === 'shared' ? new SharedTransport(reason, mirror.layout, pages) : new MessageTransport(reason, mirror.layout);
  const connections = new Connections();
  const desk = new Desk(mirror, transport, connections, { ...shape, sampleRate, exclusiveSolo });
  if (settings !== null) mirror.take(settings);
  const words = mirror.pageWords();

  const module = await wasm;
  await processor;
  checkOpen(context);

  const host = new EngineHost({
    ...{ context, module, pages, shape, mirror, transport, connections, activity },
    fault: (detail) => {
      activity.mark('Fault', detail.message);
      mixer.dispatchEvent(faultEvent(detail));
    },
    restarted: () => mixer.dispatchEvent(new Event('restart')),
  });
  const mixer = new MixerHandle(context, desk, transport, host, (other) => {
    const { signal: _, script: __, ...same } = options;
    return create(other, { ...same, transport: kind }, null, UNWATCHED, mirror);
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
