import { element } from '../element.ts';
import { wordsOf } from '../error-words.ts';
import { returnFocus } from '../return-focus.ts';
import { acceptDrops } from '../session/drop.ts';
import { type ChosenSound, type ChosenSounds, decodeSound, matchSounds, SOUND_FILES } from '../session/sounds.ts';

type State = 'missing' | 'reading' | 'there';

const STATES: Readonly<Record<State, string>> = { missing: 'missing', reading: 'decoding', there: 'found' };

const NAMED = 3;

/** Asks for the sound files of a session, until all are there or somebody does without. */
export class SoundsDialog {
  readonly root: HTMLDialogElement;
  readonly #sampleRate: number;
  readonly #title = element('h2', { id: 'sounds-title' });
  readonly #list = element('ul', { class: 'sounds', 'aria-label': 'Sound files' });
  readonly #status = element('p', { class: 'sounds-status', role: 'status' });
  readonly #problems = element('p', { class: 'sounds-problems', role: 'alert' });
  readonly #without = element('button', { type: 'button', class: 'quiet' }, 'Open without');
  readonly #picker = element('input', {
    ...{ type: 'file', id: 'sound-files', accept: SOUND_FILES, multiple: true, hidden: true },
    'aria-hidden': 'true',
  });
  readonly #choose = element('button', { type: 'button', class: 'primary', autofocus: true }, 'Choose files…');
  #items = new Map<string, HTMLElement>();
  #sounds = new Map<string, ChosenSound>();
  #end: (sounds: ChosenSounds | null) => void = () => {};

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
    const cancel = element('button', { type: 'button', class: 'quiet' }, 'Cancel');
    cancel.addEventListener('click', () => this.root.close());
    this.#without.addEventListener('click', () => this.#finish());
    this.#choose.addEventListener('click', () => this.#picker.click());
    this.#picker.addEventListener('change', () => {
      void this.#take([...this.#picker.files!]);
      // So that the same files can be chosen again.
      this.#picker.value = '';
    });
    const lead = 'A page may not look for files. Choose them, or drop them here: they are found by their names.';
    this.root = element(
      'dialog',
      { class: 'sounds-dialog', 'aria-labelledby': 'sounds-title', 'aria-describedby': 'sounds-lead' },
      this.#title,
      element('p', { id: 'sounds-lead', class: 'rest' }, lead),
      this.#list,
      this.#status,
      this.#problems,
      this.#picker,
      element('div', { class: 'row' }, cancel, this.#without, this.#choose),
    );
    this.root.addEventListener('close', () => this.#end(null));
    acceptDrops(this.root, (files) => void this.#take(files));
  }

  /**
   * The sounds that these are called, as far as somebody has them; null where the session is not to be opened. `given` are files that came
   * with it.
   */
  ask(session: string, wanted: readonly string[], given: readonly File[]): Promise<ChosenSounds | null> {
    this.#title.textContent = `Sounds of ${session}`;
    this.#sounds = new Map();
    this.#items = new Map(wanted.map((name) => [name, element('li', {}, element('span', {}, name), element('small'))]));
    this.#list.replaceChildren(...this.#items.values());
    for (const name of wanted) this.#mark(name, 'missing');
    this.#problems.textContent = '';
    this.#tell();
    returnFocus(this.root);
    this.root.showModal();
    return new Promise((resolve) => {
      this.#end = (sounds) => {
        this.#end = () => {};
        resolve(sounds);
      };
      void this.#take(given);
    });
  }

  async #take(files: readonly File[]): Promise<void> {
    const sounds = this.#sounds;
    const { found, problems } = matchSounds([...this.#items.keys()], files);
    const told = [...problems];
    this.#problems.textContent = told.join(' ');
    for (const name of found.keys()) this.#mark(name, 'reading');
    for (const [name, file] of found) {
      let buffer: AudioBuffer | null = null;
      try {
        buffer = await decodeSound(file, this.#sampleRate);
      } catch (error) {
        told.push(wordsOf(error));
      }
      // Somebody may have closed the dialog, and have opened it for another session.
      if (sounds !== this.#sounds || !this.root.open) return;
      if (buffer !== null) sounds.set(name, { file, buffer });
      this.#mark(name, sounds.has(name) ? 'there' : 'missing');
    }
    this.#problems.textContent = told.join(' ');
    this.#tell();
    if (this.#missing.length === 0 && told.length === 0) this.#finish();
  }

  get #missing(): string[] {
    return [...this.#items.keys()].filter((name) => !this.#sounds.has(name));
  }

  #mark(name: string, state: State): void {
    const item = this.#items.get(name)!;
    item.dataset.state = state;
    item.lastElementChild!.textContent = STATES[state];
  }

  #tell(): void {
    const missing = this.#missing;
    const all = this.#items.size;
    // Few are named, for whoever does not see the list.
    const names = missing.length > NAMED ? '' : `: ${missing.join(', ')}`;
    this.#status.textContent =
      missing.length === 0
        ? `All ${all} are there.`
        : `${missing.length} of ${all} ${missing.length === 1 ? 'is' : 'are'} missing${names}.`;
    this.#without.textContent = missing.length === 0 ? 'Open' : 'Open without';
  }

  #finish(): void {
    this.#end(new Map(this.#sounds));
    this.root.close();
  }
}
