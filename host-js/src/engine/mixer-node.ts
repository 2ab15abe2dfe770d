import { BUILD_HASH } from 'megamixer-worklet/build';
import { type Engine, type ProcessorOptions, processorName, type RefusalCode } from 'megamixer-worklet/protocol';
import { forgetProcessor } from '../code/worklet-module.js';
import { MixerError } from '../errors.js';

/** The node of a mixer, whose processor is about to say whether its engine is in place. */
export function newMixerNode(context: BaseAudioContext, processorOptions: ProcessorOptions): AudioWorkletNode {
  const { strips, outputs, module } = processorOptions;
  const engine: Engine = module === null ? 'js' : 'wasm';
  try {
    return new AudioWorkletNode(context, processorName(BUILD_HASH, engine), {
      numberOfInputs: strips,
      numberOfOutputs: outputs,
      outputChannelCount: new Array(outputs).fill(2),
      // A source of one channel comes in as two equal ones.
      channelCount: 2,
      channelCountMode: 'explicit',
      channelInterpretation: 'speakers',
      processorOptions,
    });
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : '';
    if (name === 'InvalidStateError') {
      forgetProcessor(context, engine);
      throw new MixerError(
        'layout-mismatch',
        'The worklet is of another build than megamixer.js: copy its files to the site again (npx megamixer copy-assets DIR), and reload past any cache.',
        cause,
      );
    }
    if (name === 'DataCloneError') {
      throw new MixerError('not-isolated', 'The browser passes no shared memory to the worklet of this page.', cause);
    }
    throw new MixerError('engine-refused', 'The browser refused to make the node of the mixer.', cause);
  }
}

/** Has the browser forget a node, as far as the page can. */
export function letGo(node: AudioWorkletNode): void {
  node.port.onmessage = null;
  node.port.close();
  node.disconnect();
}

const REFUSALS: Record<RefusalCode, string> = {
  'layout-mismatch':
    'The engine is of another build than megamixer.js: copy its files to the site again (npx megamixer copy-assets DIR), and reload past any cache.',
  'out-of-memory':
    'The browser has no memory left for the engine: dispose of mixers that are not needed, or make it with fewer strips, effects or a shorter maxDelay.',
  'engine-refused': 'The engine could not be started.',
};

/** What the worklet's refusal means to the page. */
export function refusal(code: RefusalCode, cause: string): MixerError {
  return new MixerError(code, REFUSALS[code], cause);
}
