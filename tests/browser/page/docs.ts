/**
 * Runs blocks of code of the documents, each on its stage: with the names that the text takes for granted, in a context that
 * plays, and with a look afterwards at what it did.
 */
import type { Mixer } from 'megamixer';
import { benchmarkBackends, createMixer, detectCapabilities, MixerError, tempoDelay } from '/dist/megamixer.js';
import { stages } from './docs-stages.ts';
import { Listened } from './listened.ts';

export interface Desk {
  readonly context: AudioContext;
  readonly mixer: Mixer;
}

/** `never`: each look knows what its own block declares. */
export interface Stage {
  /** What stands there beside a context and a mixer of 32 strips. */
  given?(desk: Desk): Record<string, unknown> | Promise<Record<string, unknown>>;
  /** Throws where the block did not do what the text says. Gets all names of the stage and of the block. */
  after?(said: never, desk: Desk): unknown;
}

/** What a block says that failed, by its id; nothing of those that did not. */
export async function run(scripts: readonly { id: string; code: string }[]): Promise<Record<string, string>> {
  const failures: Record<string, string> = {};
  for (const { id, code } of scripts) {
    const failure = await runOne(stageOf(id), code).catch((error: Error) => `${error}\n${error.stack}`);
    if (failure !== undefined) failures[id] = failure;
  }
  return failures;
}

/** Its own, or that of its document, or the one that all have. */
const stageOf = (id: string): Stage => stages[id] ?? stages[id.replace(/#.*/, '')] ?? {};

async function runOne(stage: Stage, code: string): Promise<string | undefined> {
  const context = new Listened({ sampleRate: 48_000 });
  const mixer = await createMixer(context);
  const desk = { context, mixer };
  const errors: string[] = [];
  const onError = (event: ErrorEvent | PromiseRejectionEvent) =>
    errors.push(String('reason' in event ? event.reason : (event.error ?? event.message)));
  addEventListener('error', onError);
  addEventListener('unhandledrejection', onError);
  try {
    await context.resume();
    const library = {
      AudioContext: Listened,
      createMixer,
      MixerError,
      detectCapabilities,
      benchmarkBackends,
      tempoDelay,
      load,
    };
    const scope = { ...library, strip: mixer.strips[3], bus: mixer.buses[0], ...desk, ...(await stage.given?.(desk)) };
    const said = names(scope, await evaluated(code, scope));
    await stage.after?.(said as never, desk);
    return errors.length === 0 ? undefined : errors.join('\n');
  } finally {
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', onError);
    if (!mixer.disposed) mixer.dispose();
    if (context.state !== 'closed') await context.close();
  }
}

/** The doors of the library by their names, as an import map would have it. */
const load = (door: string) => import(`/dist/${door.replace('megamixer/', '')}.js`);

type Look = (name: string) => unknown;

/** Runs code in a scope, where it may declare names that are there already. Returns a look at what it declared. */
export function evaluated(code: string, scope: object): Promise<Look> {
  const body = `with (scope) { return (async () => {\n${code}\n;return (name) => eval(name); })(); }`;
  return new Function('scope', body)(scope);
}

function names(scope: object, look: Look): object {
  return new Proxy(scope, {
    get: (_, name) => {
      try {
        return look(String(name));
      } catch {
        throw new Error(`the block has no ${String(name)}`);
      }
    },
  });
}
