import { useSyncExternalStore } from 'react';

let context: AudioContext | undefined;

/** The app's one context. It is suspended until somebody presses Play. */
export function audioContext(): AudioContext {
  if (context === undefined) {
    context = new AudioContext();
    // Where a page may play unasked, a context starts by itself.
    void context.suspend();
  }
  return context;
}

/** Whether it plays. */
export function useIsPlaying(context: BaseAudioContext): boolean {
  return useSyncExternalStore(
    (changed) => {
      context.addEventListener('statechange', changed);
      return () => context.removeEventListener('statechange', changed);
    },
    () => context.state === 'running',
  );
}
