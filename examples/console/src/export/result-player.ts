import { element } from '../element.ts';
import { clockText } from '../format.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { MixPainter } from './mix-painter.ts';
import { CEILING_DB, Overview } from './overview.ts';
import { openWav } from './wav.ts';

/** Arrow keys on the waveform, and Page Up and Down. */
const STEP_SECONDS = 1;
const PAGE_SECONDS = 10;

/** Plays the mix from its file, and shows it: a click on the picture goes there. */
export class ResultPlayer {
  readonly root: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly #audio = new Audio();
  readonly #canvas = element('canvas', { 'aria-hidden': 'true' });
  readonly #seek = element('input', {
    type: 'range',
    min: 0,
    step: 'any',
    value: 0,
    'aria-label': 'Position in the mix',
  });
  readonly #clock = element('span', { class: 'clock' });
  readonly #over = element('span', { class: 'over' });
  readonly #problem = element('p', { class: 'play-problem', role: 'alert' });
  readonly #painter: MixPainter;
  #overview: Overview | null = null;
  #reading = new AbortController();

  /** `onPlay` is called when it begins. */
  constructor(frames: FrameLoop, onPlay: () => void) {
    this.#painter = new MixPainter(this.#canvas, () => this.#place);
    frames.add(this.#painter);
    frames.onFrame(() => this.#follow());
    this.button = element('button', { type: 'button', class: 'play', 'aria-keyshortcuts': 'Space' });
    this.button.addEventListener('click', () => this.toggle());
    const wave = element('div', { class: 'mix-wave slider' }, this.#canvas, this.#seek);
    wave.addEventListener('pointerdown', (event) => this.#onPointer(event, wave));
    wave.addEventListener('pointermove', (event) => {
      if (wave.hasPointerCapture(event.pointerId)) this.#goTo(event, wave);
    });
    this.#seek.addEventListener('input', () => {
      this.#audio.currentTime = this.#seek.valueAsNumber;
    });
    this.#seek.addEventListener('keydown', (event) => this.#onKey(event));
    for (const type of ['play', 'pause', 'ended']) this.#audio.addEventListener(type, () => this.#show());
    this.#audio.addEventListener('play', onPlay);
    this.root = element(
      'div',
      { class: 'result-player' },
      wave,
      element('div', { class: 'result-transport' }, this.button, this.#clock, this.#over),
      this.#problem,
    );
    this.#show();
  }

  /** Shows and plays this file from now on. */
  async load(file: Blob, url: string): Promise<void> {
    this.unload();
    const reading = new AbortController();
    this.#reading = reading;
    this.#audio.src = url;
    try {
      const wav = await openWav(file);
      if (reading.signal.aborted) return;
      this.#overview = Overview.of(wav);
      this.#seek.max = String(this.#overview.seconds);
      this.#painter.show(this.#overview);
      await this.#overview.read(wav, () => this.#grow(), reading.signal);
    } catch {
      // The browser keeps files where it sees fit, and may lose one.
      if (!reading.signal.aborted) this.#over.textContent = 'The browser can no longer read this file: export it again';
    }
  }

  unload(): void {
    this.#reading.abort();
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    // Without it the element keeps the file that it had.
    this.#audio.load();
    this.#problem.textContent = '';
    this.#overview = null;
    this.#over.textContent = '';
    this.#painter.show(null);
  }

  pause(): void {
    this.#audio.pause();
  }

  toggle(): void {
    if (this.#audio.paused) void this.#play();
    else this.#audio.pause();
  }

  async #play(): Promise<void> {
    this.#problem.textContent = '';
    try {
      await this.#audio.play();
    } catch (error) {
      // It was paused, or another file came, before it began.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#audio.pause();
      this.#problem.textContent = 'This browser does not play the file: download it, or export it in another format.';
    }
  }

  get #place(): number {
    return this.#overview === null ? 0 : Math.min(1, this.#audio.currentTime / this.#overview.seconds);
  }

  #grow(): void {
    const { channels, seconds, columns } = this.#overview!;
    this.#painter.grow();
    const over = channels[0].over.map((hot, i) => hot | channels[1].over[i]!);
    const first = over.indexOf(1);
    const places = over.filter((hot, i) => hot === 1 && over[i - 1] !== 1).length;
    const text = places === 0 ? '' : `${places} ${places === 1 ? 'place' : 'places'} above ${CEILING_DB} dBTP`;
    const from = places === 0 ? '' : `, from ${clockText((first / columns) * seconds)}`;
    this.#over.textContent = `${text}${from}`.replace('-', '−');
  }

  #follow(): void {
    if (this.#overview === null || !this.#canvas.isConnected) return;
    const { currentTime } = this.#audio;
    const text = `${clockText(currentTime)} / ${clockText(this.#overview.seconds)}`;
    if (text === this.#clock.textContent) return;
    this.#clock.textContent = text;
    this.#seek.value = String(currentTime);
    this.#seek.setAttribute('aria-valuetext', text.replace('/', 'of'));
  }

  #show(): void {
    const playing = !this.#audio.paused;
    this.button.classList.toggle('playing', playing);
    this.button.setAttribute('aria-label', playing ? 'Pause the mix' : 'Play the mix');
    this.button.title = playing ? 'Pause (space bar)' : 'Play (space bar)';
  }

  #onPointer(event: PointerEvent, wave: HTMLElement): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#seek.focus({ preventScroll: true });
    wave.setPointerCapture(event.pointerId);
    this.#goTo(event, wave);
  }

  #goTo({ clientX }: PointerEvent, wave: HTMLElement): void {
    if (this.#overview === null) return;
    const { left, width } = wave.getBoundingClientRect();
    this.#audio.currentTime = Math.min(1, Math.max(0, (clientX - left) / width)) * this.#overview.seconds;
  }

  #onKey(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -STEP_SECONDS,
      ArrowDown: -STEP_SECONDS,
      ArrowRight: STEP_SECONDS,
      ArrowUp: STEP_SECONDS,
      PageDown: -PAGE_SECONDS,
      PageUp: PAGE_SECONDS,
    };
    const step = steps[event.key];
    if (step === undefined || this.#overview === null) return;
    event.preventDefault();
    this.#audio.currentTime = Math.min(this.#overview.seconds, Math.max(0, this.#audio.currentTime + step));
  }
}
