import { createMixer, type Mixer, type MixerOptions } from 'megamixer';
import 'megamixer/elements/define';
import { createHistory, createScenes, type History, type Scenes } from 'megamixer/state';
import { DetailDock } from './detail/dock/detail-dock.ts';
import { Monitor } from './detail/monitor.ts';
import { wordsOf } from './error-words.ts';
import { ExportDialog } from './export/export-dialog.ts';
import { HistoryBar } from './history/history-bar.ts';
import { listenToKeys } from './keyboard.ts';
import { FrameLoop } from './meters/frame-loop.ts';
import { ScenesPanel } from './scenes/scenes-panel.ts';
import { listenToDrops } from './session/drop.ts';
import { Session } from './session/session.ts';
import { SessionFile } from './session/session-file.ts';
import { LOOPS } from './song/loops.ts';
import { BUSES } from './song/mix/balance.ts';
import { applyDefaultMix } from './song/mix/default-mix.ts';
import { Player } from './song/player.ts';
import { loadLoops } from './song/sample-loader.ts';
import { ConsoleView } from './views/console-view.ts';
import { creditsDialog } from './views/credits.ts';
import { errorPanel } from './views/error-panel.ts';
import { NoticeDialog } from './views/notice-dialog.ts';
import { SessionBar } from './views/session-bar.ts';
import { SoundsDialog } from './views/sounds-dialog.ts';
import { StartOverlay } from './views/start-overlay.ts';
import { StatusLine } from './views/status-line.ts';
import { TransportBar } from './views/transport-bar.ts';

/** What the tests and the curious find on `window.demo`. */
interface Demo {
  readonly context: AudioContext;
  readonly mixer: Mixer;
  readonly player: Player;
  readonly session: Session;
  readonly history: History;
  readonly scenes: Scenes;
  /** Hears what the loudspeakers hear. */
  readonly analyser: AnalyserNode;
}

declare global {
  interface Window {
    demo?: Demo;
  }
}

/** On a smaller screen the faders come first. */
const HAS_ROOM_FOR_DETAILS = '(min-width: 641px) and (min-height: 680px)';

/** As long as anybody aligns two microphones by. */
const LONGEST_DELAY_SECONDS = 0.05;

/** `?backend=message` shows the page as it is without cross-origin isolation. */
function chosenBackend(): NonNullable<MixerOptions['backend']> {
  const asked = new URLSearchParams(location.search).get('backend');
  return asked === 'message' || asked === 'shared' ? asked : 'auto';
}

/** What sounds need: a session has it, too. */
const MADE = { strips: LOOPS.length, buses: BUSES.length, effects: BUSES.length, maxDelay: LONGEST_DELAY_SECONDS };

async function open(context: AudioContext, overlay: StartOverlay): Promise<() => void> {
  const [mixer, recordings] = await Promise.all([
    createMixer(context, {
      ...MADE,
      monitor: true,
      backend: chosenBackend(),
      profiling: new URLSearchParams(location.search).has('profiling'),
    }),
    loadLoops(context, LOOPS, (done, what) => overlay.progress(done, what)),
  ]);
  const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0.5 });
  mixer.node.connect(analyser).connect(context.destination);
  const monitor = new Monitor(mixer);
  mixer.addEventListener('nodechange', () => {
    mixer.node.connect(analyser);
    monitor.connect();
  });
  applyDefaultMix(mixer, LOOPS);

  // Who is listened to is what the details are open of.
  const history = createHistory(mixer, { ignore: (path) => path.endsWith('.listen') });
  const scenes = createScenes(mixer, { key: 'megamixer-console:scenes' });

  const player = new Player(mixer);
  const frames = new FrameLoop();
  const view = new ConsoleView({
    mixer,
    loops: LOOPS,
    position: () => player.position,
    analyser,
    frames,
  });
  const credits = creditsDialog(LOOPS);
  const notice = new NoticeDialog();
  const sounds = new SoundsDialog(context.sampleRate);
  const session = new Session({ mixer, made: MADE, recordings, player, names: view });
  view.show(player.parts);
  const file = new SessionFile(session, {
    onChange: () => sessionBar.show(),
    onOpen: (name, { missing, ignored }) => {
      // What was done to the other one says nothing about this one.
      history.clear();
      view.show(player.parts);
      exporting.follow();
      if (dock.shown !== null) dock.open(dock.shown);
      status.say(`Opened ${name}`);
      const silent = silentWords(missing);
      const unknown = ignored.length > 0 ? `It does not know ${ignored.join(', ')}.` : '';
      if (silent + unknown !== '') notice.show(`Opened ${name} in part`, `${silent} ${unknown}`.trim());
    },
    onRefused: (name, error) => {
      // Some say it themselves.
      const why = wordsOf(error).replace(/ Nothing was changed\.$/, '');
      notice.show(`Could not open ${name}`, why, 'Nothing was changed.');
    },
    onSounds: (missing) => {
      view.show(player.parts);
      status.say(missing.length === 0 ? 'All sounds are there' : silentWords(missing));
    },
    askToReplace: (name) =>
      notice.ask(
        `Open ${name}?`,
        `${file.name} has changes that are not saved, and they would be lost.`,
        'Open without saving',
      ),
    askForSounds: (name, wanted, given) => sounds.ask(name, wanted, given),
  });
  const save = (): void => status.say(`Saved ${file.save()}`);
  let saving = false;
  const saveWithSounds = async (): Promise<void> => {
    if (saving) return;
    saving = true;
    try {
      const [name, missing] = await file.saveWithSounds((done, of) => status.say(`Saving ${done} of ${of} files`));
      status.say(`Saved ${name}`);
      if (missing.length > 0) notice.show(`Saved ${name} in part`, `This page does not have ${missing.join(', ')}.`);
    } catch (error) {
      notice.show('Could not save the sounds', wordsOf(error), 'Nothing was saved.');
    } finally {
      saving = false;
    }
  };
  const sessionBar = new SessionBar(file, { save, saveWithSounds: () => void saveWithSounds() });
  const stop = (): void => {
    player.stop();
    bar.show();
  };
  const exporting = new ExportDialog({
    ...{ sampleRate: context.sampleRate, frames, loops: LOOPS, session, name: () => file.name, hush: stop },
    stems: () => ({
      none: 0,
      master: [...mixer.strips, ...mixer.buses].filter(({ output }) => output.value === mixer.master).length,
      strips: mixer.strips.length,
    }),
    stemName: ({ strip, bus }) => {
      const channel = strip === undefined ? view.buses[bus!]! : view.strips[strip]!;
      return `${channel.tag} ${channel.name}`;
    },
  });

  const toggle = (): void => {
    // Not awaited: where it never settles, for want of a sound device, the page should still be of use.
    void context.resume();
    if (player.playing) player.stop();
    else player.start();
    bar.show();
  };
  const historyBar = new HistoryBar({ history, mixer, names: view, say: (text) => status.say(text) });
  const scenesPanel = new ScenesPanel({
    ...{ scenes, mixer, name: () => file.name },
    onToggle: (open) => bar.showScenes(open),
  });
  const bar = new TransportBar(player, mixer.master, [sessionBar.root, historyBar.root], {
    toggle,
    resetMix: () => applyDefaultMix(mixer, LOOPS),
    clearPeaks: () =>
      mixer.edit(() => {
        view.clearPeaks();
        mixer.master.truePeak.reset();
      }),
    exportMix: () => exporting.open(),
    toggleScenes: (opener) => scenesPanel.toggle(opener),
    toggleDetails: () => dock.toggle(),
    showCredits: () => credits.showModal(),
  });
  const status = new StatusLine(mixer, LOOPS.length);
  const dock = new DetailDock({
    ...{ mixer, frames, monitor, console: view },
    say: (text) => status.say(text),
    onChange: (open) => bar.showDetails(open),
  });
  const drops = listenToDrops((dropped) => void file.read(dropped));
  document.body.append(
    bar.root,
    view.root,
    dock.root,
    status.root,
    credits,
    exporting.root,
    sounds.root,
    notice.root,
    drops,
  );
  bar.root.append(scenesPanel.root);
  frames.onFrame((now) => bar.frame(now));
  frames.onFrame((now) => status.frame(now));
  frames.start();
  if (matchMedia(HAS_ROOM_FOR_DETAILS).matches) dock.toggle();
  listenToKeys(view, dock, toggle, {
    open: () => file.choose(),
    save,
    saveWithSounds: () => void saveWithSounds(),
    export: () => exporting.open(),
    undo: () => historyBar.undo(),
    redo: () => historyBar.redo(),
  });
  window.demo = { context, mixer, player, session, history, scenes, analyser };
  return toggle;
}

/** What of a session is not heard, and what to do about it. */
function silentWords(missing: readonly string[]): string {
  if (missing.length === 0) return '';
  return `This page does not have ${missing.join(', ')}: nothing plays there. Sound files can be dropped onto the page later.`;
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
