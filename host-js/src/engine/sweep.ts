import { BUILD_HASH } from 'megamixer-worklet/build';
import { sweeperName } from 'megamixer-worklet/protocol';
import { MixerError } from '../errors.js';
import { letGo } from './mixer-node.js';

/** A suspended context may make no processor. */
const PATIENCE_MS = 500;
/** What has been collected is freed on a thread of its own: waited for this long at first, then twice as long each time. */
const FREED_MS = 20;
/** The audio thread of a busy machine may not have let go yet of what was disposed of when it is first swept. */
export const TRIES = 7;

/**
 * Makes something that takes memory. Where there is none, the browser is made to collect that of mixers that are gone, and it is
 * tried again.
 *
 * @throws MixerError what `make` throws, at the last try
 */
export async function orSwept<T>(context: BaseAudioContext, make: () => T): Promise<T> {
  try {
    return make();
  } catch (error) {
    if (!isShortage(error)) throw error;
  }
  for (let tried = 1; ; tried += 1) {
    await sweep(context);
    await pause(FREED_MS * 2 ** (tried - 1));
    try {
      return make();
    } catch (error) {
      if (!isShortage(error) || tried === TRIES) throw error;
    }
  }
}

const isShortage = (error: unknown) => error instanceof MixerError && error.code === 'out-of-memory';

async function sweep(context: BaseAudioContext): Promise<void> {
  let sweeper: AudioWorkletNode;
  try {
    sweeper = new AudioWorkletNode(context, sweeperName(BUILD_HASH), { numberOfInputs: 0 });
  } catch {
    return;
  }
  const swept = new Promise((resolve) => {
    sweeper.port.onmessage = resolve;
  });
  await Promise.race([swept, pause(PATIENCE_MS)]);
  letGo(sweeper);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
