import { MixerError } from '../errors.js';

/** Why nobody answers in a context that was closed. */
export function nobodyAnswers(): MixerError {
  return new MixerError('closed-context', 'The context of the mixer is closed: move it to another one with moveTo.');
}

/** Why what was under way is not finished. */
export function disposedMeanwhile(): MixerError {
  return new MixerError('disposed', 'The mixer was disposed of meanwhile.');
}
