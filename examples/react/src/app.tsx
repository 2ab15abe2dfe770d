import type { Mixer } from 'megamixer';
import { useMixer } from 'megamixer/react';
import { useEffect } from 'react';
import { audioContext } from './audio/context.ts';
import { startMix } from './audio/mix.ts';
import { useBand } from './audio/use-band.ts';
import { parts } from './song/parts.ts';
import { Desk } from './views/desk.tsx';
import { Rendered } from './views/rendered.tsx';
import { TopBar } from './views/top-bar.tsx';

/** Seconds in which the faders go back to the mix of the start. */
const resetSeconds = 0.6;

const setUp = (mixer: Mixer) => void mixer.restore(startMix);

export function App() {
  const { mixer, error } = useMixer(audioContext, { strips: parts.length, buses: 1, effects: 1 }, setUp);
  if (error !== null) {
    return (
      <div className="notice" role="alert">
        <h1>The mixer could not start</h1>
        <p>{error.message}</p>
      </div>
    );
  }
  return mixer === null ? <p className="notice">Setting up…</p> : <Console mixer={mixer} />;
}

function Console({ mixer }: { mixer: Mixer }) {
  const isReady = useBand(mixer);
  const reset = () => mixer.restore(startMix, { fade: resetSeconds });
  useEffect(() => {
    // For the browser's console, and for tests.
    Object.assign(globalThis, { demo: { context: mixer.context, mixer } });
  }, [mixer]);
  return (
    <>
      <TopBar context={audioContext()} mixer={mixer} isReady={isReady} reset={reset} />
      <Desk mixer={mixer} />
      <footer>
        <Rendered meter={mixer.master.meter} />
        <span>Double-click resets a control. Tab, arrows, Page Up and Down, Home and End work everywhere.</span>
      </footer>
    </>
  );
}
