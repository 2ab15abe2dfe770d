import { createMixer, type Mixer, type MixerOptions } from 'megamixer';
import { DetailDock } from './detail/dock/detail-dock.ts';
import { Monitor } from './detail/monitor.ts';
import { listenToKeys } from './keyboard.ts';
import { FrameLoop } from './meters/frame-loop.ts';
import { LOOPS } from './song/loops.ts';
import { BUSES } from './song/mix/balance.ts';
import { applyDefaultMix } from './song/mix/default-mix.ts';
import { Player } from './song/player.ts';
import { loadLoops } from './song/sample-loader.ts';
import { ConsoleView } from './views/console-view.ts';
import { creditsDialog } from './views/credits.ts';
import { errorPanel } from './views/error-panel.ts';
import { StartOverlay } from './views/start-overlay.ts';
import { StatusLine } from './views/status-line.ts';
import { TransportBar } from './views/transport-bar.ts';

/** What the tests and the curious find on `window.demo`. */
interface Demo {
  readonly context: AudioContext;
  readonly mixer: Mixer;
  readonly player: Player;
  /** Hears what the loudspeakers hear. */
  readonly analyser: AnalyserNode;
}

declare global {
  interface Window {
    demo?: Demo;
  }
}

/** On a lower screen the faders come first. */
const LOWEST_FOR_DETAILS_PX = 680;

/** As long as anybody aligns two microphones by. */
const LONGEST_DELAY_SECONDS = 0.05;

/** `?backend=message` shows the page as it is without cross-origin isolation. */
function chosenBackend(): NonNullable<MixerOptions['backend']> {
  const asked = new URLSearchParams(location.search).get('backend');
  return asked === 'message' || asked === 'shared' ? asked : 'auto';
}

async function open(context: AudioContext, overlay: StartOverlay): Promise<() => void> {
  const [mixer, recordings] = await Promise.all([
    createMixer(context, {
      strips: LOOPS.length,
      buses: BUSES.length,
      maxDelay: LONGEST_DELAY_SECONDS,
      monitor: true,
      backend: chosenBackend(),
      profiling: new URLSearchParams(location.search).has('profiling'),
    }),
    loadLoops(context, LOOPS, (done, what) => overlay.progress(done, what)),
  ]);
  const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0.5 });
  mixer.node.connect(analyser).connect(context.destination);
  const monitor = new Monitor(mixer);
  mixer.addEventListener('fault', ({ detail }) => {
    if (!detail.nodeChanged) return;
    mixer.node.connect(analyser);
    monitor.connect();
  });
  applyDefaultMix(mixer, LOOPS);

  const player = new Player(mixer, recordings);
  const frames = new FrameLoop();
  const view = new ConsoleView({
    mixer,
    loops: LOOPS,
    recordings,
    position: () => player.position,
    analyser,
    frames,
  });
  const credits = creditsDialog(LOOPS);

  const toggle = (): void => {
    // Not awaited: where it never settles, for want of a sound device, the page should still be of use.
    void context.resume();
    if (player.playing) player.stop();
    else player.start();
    bar.show();
  };
  const bar = new TransportBar(player, mixer.master, {
    toggle,
    resetMix: () => applyDefaultMix(mixer, LOOPS),
    clearPeaks: () =>
      mixer.edit(() => {
        for (const { meter } of view.channels) meter.clear();
        mixer.master.truePeak.reset();
      }),
    toggleDetails: () => dock.toggle(dock.shown ?? undefined),
    showCredits: () => credits.showModal(),
  });
  const status = new StatusLine(mixer, LOOPS.length);
  const dock = new DetailDock({
    ...{ mixer, frames, monitor, channels: view.channels, nameOf: view.nameOf },
    say: (text) => status.say(text),
    onChange: (open) => bar.showDetails(open),
  });
  document.body.append(bar.root, view.root, dock.root, status.root, credits);
  frames.onFrame((now) => bar.frame(now));
  frames.onFrame((now) => status.frame(now));
  frames.start();
  if (innerHeight >= LOWEST_FOR_DETAILS_PX) dock.open(view.channels[0]!);
  listenToKeys(view.channels, dock, toggle);
  window.demo = { context, mixer, player, analyser };
  return toggle;
}

async function main(): Promise<void> {
  const context = new AudioContext({ latencyHint: 'interactive' });
  let start: () => void = () => {};
  const overlay = new StartOverlay(() => start());
  document.body.append(overlay.root);
  overlay.root.showModal();
  try {
    start = await open(context, overlay);
    overlay.ready();
  } catch (error) {
    overlay.root.replaceChildren(errorPanel(error));
  }
}

await main();
