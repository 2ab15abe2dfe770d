import type { Mixer } from 'megamixer';
import type { Scenes } from 'megamixer/state';
import { isComposing } from '../composing.ts';
import { element } from '../element.ts';
import { wordsOf } from '../error-words.ts';
import { download, fileName } from '../session/download.ts';
import { acceptDrops } from '../session/drop.ts';
import { keepListening } from '../session/mix.ts';
import { SceneRow } from './scene-row.ts';

export interface ScenesPanelOptions {
  readonly scenes: Scenes;
  readonly mixer: Mixer;
  /** What the file is called. */
  readonly name: () => string;
  readonly onToggle: (open: boolean) => void;
}

const EXTENSION = '.scenes.json';
const LONGEST_FADE_SECONDS = 60;

/** The scenes of the console, beside it and not in front: what they do is to be seen. */
export class ScenesPanel {
  readonly root: HTMLElement;
  readonly #options: ScenesPanelOptions;
  readonly #list = element('ul', { class: 'scene-list', 'aria-label': 'Scenes' });
  readonly #empty = element(
    'p',
    { class: 'rest' },
    'None yet. Give what is set now a name, or drop a file of scenes here.',
  );
  readonly #name = element('input', {
    ...{ type: 'text', class: 'scene-field', maxlength: 60, spellcheck: 'false', autocomplete: 'off' },
    ...{ placeholder: 'Name', 'aria-label': 'Name of the scene' },
  });
  readonly #save = element('button', { type: 'submit', class: 'quiet accent' });
  readonly #fade = element('input', {
    ...{ type: 'number', id: 'scene-fade', min: 0, max: LONGEST_FADE_SECONDS, step: 0.5, value: 2 },
  });
  readonly #export = element('button', { type: 'button', class: 'quiet' }, 'Export');
  readonly #message = element('p', { class: 'scene-message', role: 'status' });
  readonly #problem = element('p', { class: 'scene-problem', role: 'alert' });
  readonly #picker = element('input', {
    ...{ type: 'file', id: 'scenes-file', accept: `${EXTENSION},.json,application/json`, hidden: true },
    'aria-hidden': 'true',
  });
  #rows: readonly SceneRow[] = [];
  #current: string | null = null;
  #opener: HTMLElement | null = null;

  constructor(options: ScenesPanelOptions) {
    this.#options = options;
    const close = element('button', { type: 'button', class: 'icon small close', 'aria-label': 'Close the scenes' });
    close.addEventListener('click', () => this.close());
    const load = element('button', { type: 'button', class: 'quiet' }, 'Import…');
    load.addEventListener('click', () => this.#picker.click());
    this.#export.addEventListener('click', () => this.#try(() => this.#download()));
    this.#picker.addEventListener('change', () => {
      void this.#import([...this.#picker.files!]);
      // So that the same file can be chosen again.
      this.#picker.value = '';
    });
    const form = element('form', { class: 'scene-form' }, this.#name, this.#save);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#try(() => this.#keep(this.#name.value));
    });
    this.#name.addEventListener('input', () => this.#showSave());
    this.root = element(
      'section',
      { class: 'scenes', id: 'scenes', 'aria-labelledby': 'scenes-title', hidden: true },
      element('div', { class: 'scenes-head' }, element('h2', { id: 'scenes-title' }, 'Scenes'), close),
      form,
      element(
        'label',
        { class: 'scene-fade', for: 'scene-fade' },
        'Fade when recalled',
        element('span', {}, this.#fade, ' s'),
      ),
      this.#list,
      this.#empty,
      this.#message,
      this.#problem,
      element('div', { class: 'row' }, load, this.#export),
      this.#picker,
    );
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || isComposing(event)) return;
      event.preventDefault();
      this.close();
    });
    acceptDrops(this.root, (files) => void this.#import(files));
    options.scenes.addEventListener('change', () => this.#show());
    this.#show();
    if (options.scenes.problem !== null) this.#problem.textContent = wordsOf(options.scenes.problem);
  }

  toggle(opener: HTMLElement): void {
    if (this.root.hidden) this.open(opener);
    else this.close();
  }

  open(opener: HTMLElement): void {
    this.#opener = opener;
    this.root.hidden = false;
    this.#options.onToggle(true);
    this.#name.focus();
  }

  close(): void {
    if (this.root.hidden) return;
    const hadFocus = this.root.contains(document.activeElement);
    this.root.hidden = true;
    this.#options.onToggle(false);
    if (hadFocus) this.#opener?.focus();
  }

  /** Finite, and what the field says even where that is nonsense. */
  get #seconds(): number {
    const seconds = this.#fade.valueAsNumber;
    return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_FADE_SECONDS) : 0;
  }

  #keep(name: string): void {
    const { scenes } = this.#options;
    const wanted = name.trim() || this.#freeName();
    const isThere = scenes.list.includes(wanted);
    this.#current = wanted;
    scenes.save(wanted);
    this.#name.value = '';
    this.#showSave();
    this.#say(`${isThere ? 'Replaced' : 'Saved'} ${wanted}`);
  }

  #recall(name: string): void {
    const { scenes, mixer } = this.#options;
    const fade = this.#seconds;
    keepListening(mixer, () => scenes.recall(name, { fade }));
    this.#current = name;
    this.#show();
    this.#row(name)?.focus();
    this.#say(fade > 0 ? `${name} fades in for ${fade} s` : `Recalled ${name}`);
  }

  #rename(name: string, to: string): void {
    this.#options.scenes.rename(name, to);
    if (this.#current === name) this.#current = to.trim();
    this.#show();
    this.#row(to.trim())?.focus();
    this.#say(`${name} is ${to.trim()} now`);
  }

  #move(name: string, by: number): void {
    const { scenes } = this.#options;
    scenes.move(name, Math.max(0, scenes.list.indexOf(name) + by));
    this.#row(name)?.focus();
    this.#say(`${name} is number ${scenes.list.indexOf(name) + 1} of ${scenes.list.length}`);
  }

  #remove(name: string): void {
    const { scenes } = this.#options;
    const index = scenes.list.indexOf(name);
    const kept = scenes.export([name]);
    scenes.remove(name);
    (this.#rows[Math.min(index, this.#rows.length - 1)] ?? this.#name).focus();
    const back = element('button', { type: 'button', class: 'quiet' }, 'Bring it back');
    back.addEventListener('click', () =>
      this.#try(async () => {
        const [added] = (await scenes.import(kept)).added;
        if (added === undefined) return;
        scenes.move(added, index);
        this.#row(added)?.focus();
        this.#say(`${added} is back`);
      }),
    );
    this.#say(`Deleted ${name}`, back);
  }

  #download(): void {
    const { scenes, name } = this.#options;
    const file = fileName(name()) + EXTENSION;
    download(new Blob([scenes.export()], { type: 'application/json' }), file);
    this.#say(`Saved ${file}`);
  }

  async #import([file]: readonly File[]): Promise<void> {
    if (file === undefined) return;
    await this.#try(async () => {
      const { added, same } = await this.#options.scenes.import(file);
      const told = [`${added.length} from ${file.name}`];
      if (same.length > 0) told.push(`${same.length} ${same.length === 1 ? 'was' : 'were'} there already`);
      this.#say(told.join(', '));
    });
  }

  /** Says what went wrong, where something does. */
  async #try(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#message.replaceChildren();
      this.#problem.textContent = wordsOf(error);
    }
  }

  #say(text: string, ...more: HTMLElement[]): void {
    this.#problem.textContent = '';
    this.#message.replaceChildren(text, ...more);
  }

  #show(): void {
    const { list } = this.#options.scenes;
    this.#rows = list.map(
      (name) =>
        new SceneRow(name, name === this.#current, {
          recall: () => void this.#try(() => this.#recall(name)),
          rename: (to) => void this.#try(() => this.#rename(name, to)),
          remove: () => void this.#try(() => this.#remove(name)),
          move: (by) => void this.#try(() => this.#move(name, by)),
        }),
    );
    this.#list.replaceChildren(...this.#rows.map(({ root }) => root));
    this.#list.hidden = list.length === 0;
    this.#empty.hidden = list.length > 0;
    this.#export.disabled = list.length === 0;
    this.#showSave();
  }

  /** Says before whether a scene would be lost. */
  #showSave(): void {
    this.#save.textContent = this.#options.scenes.list.includes(this.#name.value.trim()) ? 'Replace' : 'Save';
    this.#name.placeholder = this.#freeName();
  }

  #freeName(): string {
    const { list } = this.#options.scenes;
    for (let number = list.length + 1; ; number += 1) {
      if (!list.includes(`Scene ${number}`)) return `Scene ${number}`;
    }
  }

  #row(name: string): SceneRow | undefined {
    return this.#rows.find((row) => row.name === name);
  }
}
