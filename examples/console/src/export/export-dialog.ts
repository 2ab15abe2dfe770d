import type { BounceResult, Stem } from 'megamixer/bounce';
import { element } from '../element.ts';
import { wordsOf } from '../error-words.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { returnFocus } from '../return-focus.ts';
import { nameOf, type Session } from '../session/session.ts';
import type { Loop } from '../song/loop.ts';
import { loadBounce } from './engine.ts';
import { ExportForm, type ExportFormOptions } from './export-form.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportResult } from './export-result.ts';
import { buffersOf, type ExportSettings, optionsOf, sessionOf } from './job.ts';

export interface ExportDialogOptions {
  readonly sampleRate: number;
  readonly frames: FrameLoop;
  readonly loops: readonly Loop[];
  readonly session: Pick<Session, 'document' | 'buffers' | 'chosen'>;
  /** What the session is called. */
  readonly name: () => string;
  readonly stems: ExportFormOptions['stems'];
  readonly stemName: (stem: Stem) => string;
  /** The console is to be quiet: the machine is busy, or something else plays. */
  readonly hush: () => void;
}

type Face = 'form' | 'progress' | 'result';

const TITLES: Readonly<Record<Face, string>> = { form: 'Export', progress: 'Exporting', result: 'Exported' };

/** Asks what is to be exported, shows how far it is, and then what came out. */
export class ExportDialog {
  readonly root: HTMLDialogElement;
  readonly #options: ExportDialogOptions;
  readonly #title = element('h2', { id: 'export-title' });
  readonly #subject = element('p', { class: 'subject' });
  readonly #face = element('div', { class: 'face-of-export' });
  readonly #form: ExportForm;
  readonly #progress: ExportProgress;
  readonly #result: ExportResult;
  #shown: Face = 'form';
  #running: AbortController | null = null;

  constructor(options: ExportDialogOptions) {
    this.#options = options;
    const close = (): void => this.root.close();
    this.#form = new ExportForm({
      sampleRate: options.sampleRate,
      stems: options.stems,
      onExport: (settings) => void this.#export(settings),
      onClose: close,
    });
    this.#progress = new ExportProgress(() => this.#cancel());
    this.#result = new ExportResult({
      ...{ frames: options.frames, stemName: options.stemName },
      ...{ onPlay: options.hush, onAgain: () => this.#show('form'), onClose: close },
    });
    this.root = element(
      'dialog',
      { class: 'export', 'aria-labelledby': 'export-title' },
      element('header', {}, this.#title, this.#subject),
      this.#face,
    );
    this.root.addEventListener('cancel', (event) => {
      if (this.#running === null) return;
      event.preventDefault();
      this.#cancel();
    });
    // Browsers close a dialog that has been asked twice, whatever it says.
    this.root.addEventListener('close', () => {
      this.#cancel();
      this.#result.player.pause();
    });
    this.root.addEventListener('keydown', (event) => {
      const busy = event.target instanceof Element && event.target.matches('button, a, input:not([type="range"])');
      if (event.key !== ' ' || busy || this.#shown !== 'result') return;
      event.preventDefault();
      if (!event.repeat) this.#result.player.toggle();
    });
  }

  /** The session is another one. */
  follow(): void {
    this.#form.length = this.#options.session.document.length;
    this.#result.clear();
    this.#show('form');
  }

  /** Opens it, with what came out last, if that is still there. */
  open(): void {
    const { session, name } = this.#options;
    this.#subject.textContent = name();
    const { document, buffers } = session;
    this.#form.missing = [...new Set(document.sources.map(nameOf).filter((source) => !buffers.has(source)))];
    this.#show(this.#shown);
    returnFocus(this.root);
    this.root.showModal();
    this.#focus();
  }

  #show(face: Face): void {
    this.#shown = face;
    this.root.dataset.face = face;
    this.#title.textContent = TITLES[face];
    this.#result.player.pause();
    this.#face.replaceChildren({ form: this.#form, progress: this.#progress, result: this.#result }[face].root);
    if (face === 'form') this.#form.show();
    this.#focus();
  }

  /** So that the keyboard is never left on what is gone. */
  #focus(): void {
    if (!this.root.open) return;
    if (this.#shown === 'progress') this.#progress.cancelButton.focus();
    else if (this.#shown === 'result') this.#result.player.button.focus();
    else this.#form.root.querySelector<HTMLElement>('input:checked')!.focus();
  }

  /** The form is there at once, whatever the browser is in the middle of: what comes of that is not looked at any more. */
  #cancel(): void {
    if (this.#running === null) return;
    this.#running.abort();
    this.#running = null;
    this.#show('form');
  }

  async #export(settings: ExportSettings): Promise<void> {
    const { session, loops, hush, name } = this.#options;
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    this.#form.error = '';
    this.#result.clear();
    this.#progress.begin();
    this.#show('progress');
    hush();
    try {
      const { document, buffers: sounds, chosen } = session;
      const material = { document, buffers: sounds, chosen, loops };
      const bounce = await loadBounce();
      signal.throwIfAborted();
      const buffers = await buffersOf(settings, material, (done) => this.#progress.arranging(done), signal);
      signal.throwIfAborted();
      const result: BounceResult = await bounce(sessionOf(settings, material), buffers, {
        ...optionsOf(settings),
        onProgress: (progress) => {
          if (!signal.aborted) this.#progress.show(progress);
        },
        signal,
      });
      signal.throwIfAborted();
      await this.#result.show(result, settings, name());
      signal.throwIfAborted();
      this.#running = null;
      this.#show('result');
    } catch (error) {
      // One that was called off has left everything to the next.
      if (this.#running !== running) return;
      this.#running = null;
      this.#form.error = wordsOf(error);
      this.#show('form');
    }
  }
}
