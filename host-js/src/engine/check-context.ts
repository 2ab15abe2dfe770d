import { MixerError } from '../errors.js';

/** Refuses a place that has no Web Audio. */
export function checkWebAudio(): void {
  if (typeof globalThis.BaseAudioContext === 'function') return;
  throw new MixerError(
    'unsupported',
    'There is no Web Audio here: make mixers in a page, not in a worker or on a server.',
  );
}

/** Refuses a context in which no mixer can be made, with what to do about it. */
export function checkContext(context: BaseAudioContext): void {
  checkWebAudio();
  if (!isNative(context)) {
    throw new MixerError(
      'wrapped-context',
      "This context is not the browser's own: where a library wraps it, pass the AudioContext that it wraps.",
    );
  }
  checkOpen(context);
  if (context.audioWorklet === undefined) {
    if (globalThis.isSecureContext === false) {
      throw new MixerError(
        'insecure-context',
        'Browsers have AudioWorklet on https and localhost only: serve the page over https, also in a local network.',
      );
    }
    throw new MixerError('unsupported', 'This browser has no AudioWorklet.');
  }
}

/** Refuses a context that has been closed, or an offline one that has rendered. */
export function checkOpen(context: BaseAudioContext): void {
  if (context.state === 'closed') {
    throw new MixerError('closed-context', 'This context is closed, or has rendered: make a new one.');
  }
}

/** Asks the browser's own getter, which also knows the contexts of frames; `instanceof` would not. */
function isNative(context: unknown): boolean {
  const rate = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'sampleRate');
  try {
    return typeof rate?.get?.call(context) === 'number';
  } catch {
    return false;
  }
}
