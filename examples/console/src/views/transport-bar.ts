import type { Master } from 'megamixer';
import { element } from '../element.ts';
import { KEY, TEMPO_BPM } from '../song/loop.ts';
import type { Player } from '../song/player.ts';
import { LoudnessReadout } from './loudness-readout.ts';

export interface TransportActions {
  readonly toggle: () => void;
  readonly resetMix: () => void;
  readonly clearPeaks: () => void;
  readonly exportMix: () => void;
  readonly toggleScenes: (opener: HTMLElement) => void;
  readonly toggleDetails: () => void;
  readonly showCredits: () => void;
}

const BEATS_PER_BAR = 4;

/** The head of the page: start and stop, where the song is, and what acts on the whole console. */
export class TransportBar {
  readonly root: HTMLElement;
  readonly #player: Player;
  readonly #playButton: HTMLButtonElement;
  readonly #bar = element('span');
  readonly #beats: readonly HTMLElement[];
  readonly #details: HTMLButtonElement;
  readonly #scenes: HTMLButtonElement;
  readonly #loudness: LoudnessReadout;
  #shownBeat = -1;

  /** `start` is what stands beside the name of the page. */
  constructor(player: Player, master: Master, start: readonly HTMLElement[], actions: TransportActions) {
    this.#player = player;
    this.#loudness = new LoudnessReadout(master);
    this.#details = button('Details', actions.toggleDetails);
    this.#details.setAttribute('aria-controls', 'detail');
    this.#scenes = button('Scenes', () => actions.toggleScenes(this.#scenes));
    this.#scenes.setAttribute('aria-controls', 'scenes');
    this.showScenes(false);
    this.#beats = Array.from({ length: BEATS_PER_BAR }, () => element('i', { class: 'beat' }));
    this.#playButton = element('button', { type: 'button', class: 'play', 'aria-keyshortcuts': 'Space' });
    this.#playButton.addEventListener('click', actions.toggle);
    const exportButton = button('Export', actions.exportMix, 'Export the mix (Ctrl+Shift+E)');
    exportButton.classList.add('accent');
    exportButton.setAttribute('aria-keyshortcuts', 'Control+Shift+E');
    exportButton.setAttribute('aria-haspopup', 'dialog');
    this.root = element(
      'header',
      { class: 'transport-bar' },
      element(
        'div',
        { class: 'head-start' },
        element('h1', {}, element('span', { class: 'logo', 'aria-hidden': 'true' }), 'Megamixer'),
        ...start,
      ),
      element(
        'div',
        { class: 'display', role: 'group', 'aria-label': 'Transport' },
        this.#playButton,
        element('div', { class: 'readout' }, element('small', {}, 'Bar'), this.#bar),
        element('div', { class: 'beats', 'aria-hidden': 'true' }, ...this.#beats),
        element('div', { class: 'readout song' }, element('small', {}, 'Tempo'), element('span', {}, `${TEMPO_BPM}`)),
        element('div', { class: 'readout song' }, element('small', {}, 'Key'), element('span', {}, KEY)),
        ...this.#loudness.root,
      ),
      element(
        'div',
        { class: 'actions' },
        exportButton,
        this.#scenes,
        this.#details,
        button('Reset mix', actions.resetMix),
        button('Clear peaks', actions.clearPeaks),
        button('About', actions.showCredits, 'About the loops'),
      ),
    );
    // On a phone they scroll, and browsers are content with half a button.
    this.root.querySelector('.actions')!.addEventListener('focusin', ({ target }) => {
      (target as Element).scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    this.show();
    this.frame();
  }

  /** After a start or a stop. */
  show(): void {
    const { playing } = this.#player;
    this.#playButton.classList.toggle('playing', playing);
    this.#playButton.setAttribute('aria-label', playing ? 'Stop' : 'Start');
    this.#playButton.title = playing ? 'Stop (space bar)' : 'Start (space bar)';
  }

  /** After the details were opened or closed. */
  showDetails(open: boolean): void {
    this.#details.setAttribute('aria-expanded', String(open));
  }

  /** After the scenes were opened or closed. */
  showScenes(open: boolean): void {
    this.#scenes.setAttribute('aria-expanded', String(open));
  }

  /** Once a frame: it touches the page only when a beat begins. */
  frame(now = 0): void {
    this.#loudness.frame(now);
    const { position } = this.#player;
    const beat = position === null ? -1 : Math.floor((position * TEMPO_BPM) / 60);
    if (beat === this.#shownBeat && this.#bar.textContent !== '') return;
    this.#shownBeat = beat;
    this.#bar.textContent = beat < 0 ? '–' : String(Math.floor(beat / BEATS_PER_BAR) + 1);
    for (const [i, light] of this.#beats.entries()) light.classList.toggle('lit', beat % BEATS_PER_BAR === i);
  }
}

function button(face: string, action: () => void, title?: string): HTMLButtonElement {
  const made = element('button', { type: 'button', class: 'quiet', title }, face);
  made.addEventListener('pointerdown', (event) => event.preventDefault());
  made.addEventListener('click', action);
  return made;
}
