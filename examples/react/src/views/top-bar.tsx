import type { Mixer } from 'megamixer';
import { useIsPlaying } from '../audio/context.ts';

interface Properties {
  context: AudioContext;
  mixer: Mixer;
  /** Whether there is anything to play. */
  isReady: boolean;
  reset: () => void;
}

export function TopBar({ context, mixer, isReady, reset }: Properties) {
  const isPlaying = useIsPlaying(context);
  return (
    <header className="top-bar">
      <h1>
        Megamixer <span>in React</span>
      </h1>
      <p className="backend" title={mixer.backend.reason}>
        {mixer.backend.kind}
      </p>
      <button
        type="button"
        className="play"
        disabled={!isReady}
        aria-pressed={isPlaying}
        onClick={() => (isPlaying ? context.suspend() : context.resume())}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={isPlaying ? 'M3 2h4v12H3zM9 2h4v12H9z' : 'M4 1.5v13l10-6.5z'} />
        </svg>
        {isPlaying ? 'Pause' : 'Play'}
      </button>
      <button type="button" className="quiet" onClick={reset}>
        Reset the mix
      </button>
    </header>
  );
}
