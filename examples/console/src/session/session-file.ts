import { collect } from './collected.ts';
import { SessionError } from './document.ts';
import { download, fileName } from './download.ts';
import type { Opened, Session } from './session.ts';
import { type ChosenSounds, isSound, SOUND_FILES } from './sounds.ts';

export const EXTENSION = '.megamixer.json';

/** What a session is called that nobody has named. */
const FIRST_NAME = 'Thirty-two loops';

/** After a hand was on something: it may move on for a while, and the mix is compared once. */
const REST_MS = 250;

/** What ends what a hand does: one of these comes after every change of the mix. */
const DEEDS = ['pointerup', 'keyup', 'wheel', 'click', 'change'];

export interface SessionFileEvents {
  /** The name, or whether there is something that no file has. */
  readonly onChange: () => void;
  readonly onOpen: (file: string, opened: Opened) => void;
  readonly onRefused: (file: string, error: unknown) => void;
  /** Sounds were chosen for the session that is open: what is still missing. */
  readonly onSounds: (missing: readonly string[]) => void;
  /** Asks whether a session may take the place of the one that is open, whose changes would be lost. */
  readonly askToReplace: (file: string) => Promise<boolean>;
  /** Asks for sound files; null where the session is not to be opened. */
  readonly askForSounds: (
    file: string,
    wanted: readonly string[],
    given: readonly File[],
  ) => Promise<ChosenSounds | null>;
}

/** The file of the session: its name, what it has, and the ways there and back. */
export class SessionFile {
  readonly #session: Session;
  readonly #events: SessionFileEvents;
  readonly #picker = document.createElement('input');
  #name = FIRST_NAME;
  #changed = false;
  /** Whether there is a file at all. */
  #kept = false;
  #rest = 0;

  constructor(session: Session, events: SessionFileEvents) {
    this.#session = session;
    this.#events = events;
    const accept = `${EXTENSION},.json,application/json,${SOUND_FILES}`;
    Object.assign(this.#picker, { type: 'file', accept, multiple: true, hidden: true });
    this.#picker.id = 'session-file';
    this.#picker.setAttribute('aria-hidden', 'true');
    this.#picker.addEventListener('change', () => {
      void this.read([...this.#picker.files!]);
      // So that the same files can be chosen again.
      this.#picker.value = '';
    });
    document.body.append(this.#picker);
    for (const deed of DEEDS) addEventListener(deed, () => this.#lookSoon(), { passive: true, capture: true });
    addEventListener('beforeunload', (event) => {
      if (this.#behind) event.preventDefault();
    });
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name.trim() || FIRST_NAME;
    this.#events.onChange();
  }

  /** Whether there is something that no file has. */
  get changed(): boolean {
    return this.#changed;
  }

  /** Whoever only plays with the faders is not held up: there has to be a file that would be behind. */
  get #behind(): boolean {
    this.#look();
    return this.#kept && this.#changed;
  }

  save(): string {
    const { text } = this.#session;
    const name = fileName(this.#name) + EXTENSION;
    download(new Blob([text], { type: 'application/json' }), name);
    this.#session.keep(text);
    this.#kept = true;
    this.#look();
    return name;
  }

  /** Saves the session as files with all that it plays. Returns the name, and what of it is not there. */
  async saveWithSounds(onProgress: (done: number, of: number) => void): Promise<readonly [string, readonly string[]]> {
    const { text, document, buffers } = this.#session;
    const name = fileName(this.#name);
    const { archive, missing } = await collect(document, buffers, name, name + EXTENSION, onProgress);
    download(archive, `${name}.zip`);
    this.#session.keep(text);
    this.#kept = true;
    this.#look();
    return [`${name}.zip`, missing];
  }

  /** Lets people choose files. */
  choose(): void {
    this.#picker.click();
  }

  /** A session, sound files of one, or both. What else lies beside them is left alone. */
  async read(files: readonly File[]): Promise<void> {
    const sounds = files.filter(isSound);
    const others = files.filter((each) => !sounds.includes(each));
    const named = others.find(({ name }) => /\.json$/i.test(name));
    // Alone, a file is told why it cannot be opened.
    const file = named ?? (sounds.length === 0 ? others[0] : undefined);
    try {
      if (file !== undefined) await this.#open(file, sounds);
      else if (sounds.length > 0) await this.#add(sounds);
    } catch (error) {
      this.#events.onRefused((file ?? sounds[0]!).name, error);
    }
  }

  async #open(file: File, given: readonly File[]): Promise<void> {
    const document = this.#session.read(await file.text());
    if (this.#behind && !(await this.#events.askToReplace(file.name))) return;
    const wanted = this.#session.wantedFiles(document);
    const chosen = wanted.length === 0 ? new Map() : await this.#events.askForSounds(file.name, wanted, given);
    if (chosen === null) return;
    const opened = this.#session.open(document, chosen);
    this.#kept = true;
    this.#changed = false;
    this.name = file.name.replace(/(\.megamixer)?(\s*\(\d+\))?\.json$/i, '');
    this.#events.onOpen(file.name, opened);
  }

  /** What the session that is open was opened without. */
  async #add(given: readonly File[]): Promise<void> {
    const { chosen, document } = this.#session;
    const wanted = this.#session.wantedFiles(document, chosen);
    if (wanted.length === 0) {
      throw new SessionError(
        'It is no session, and there is no sound file that the session on the console has to do without.',
      );
    }
    const more = await this.#events.askForSounds(this.#name, wanted, given);
    if (more !== null) this.#events.onSounds(this.#session.choose(new Map([...chosen, ...more])));
  }

  #lookSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#look(), REST_MS);
  }

  #look(): void {
    const { changed } = this.#session;
    if (changed === this.#changed) return;
    this.#changed = changed;
    this.#events.onChange();
  }
}
