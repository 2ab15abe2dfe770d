import { element } from '../element.ts';

const COLUMNS = 70;
const ROWS = 26;
const SCALE = 2;

/** The loop's shape, drawn once, and a line that runs over it without any script while it plays. */
export class WaveformView {
  readonly root: HTMLElement;
  readonly #playhead: HTMLElement;
  readonly #milliseconds: number;
  #running: Animation | null = null;

  constructor(recording: AudioBuffer, colour: string) {
    this.#milliseconds = recording.duration * 1000;
    this.#playhead = element('div', { class: 'playhead' });
    const canvas = element('canvas', { width: COLUMNS * SCALE, height: ROWS * SCALE });
    this.root = element('div', { class: 'waveform', 'aria-hidden': 'true' }, canvas, this.#playhead);
    draw(canvas, recording, colour);
  }

  /** Runs from so many seconds into the song. */
  play(seconds: number): void {
    this.#running ??= this.#playhead.animate([{ transform: 'translateX(0)' }, { transform: 'translateX(100%)' }], {
      duration: this.#milliseconds,
      iterations: Number.POSITIVE_INFINITY,
    });
    this.#running.currentTime = seconds * 1000;
    this.root.classList.add('playing');
  }

  stop(): void {
    this.#running?.cancel();
    this.#running = null;
    this.root.classList.remove('playing');
  }
}

function draw(canvas: HTMLCanvasElement, recording: AudioBuffer, colour: string): void {
  const context = canvas.getContext('2d')!;
  const left = recording.getChannelData(0);
  const right = recording.getChannelData(recording.numberOfChannels - 1);
  const perColumn = left.length / COLUMNS;
  const heights = Array.from({ length: COLUMNS }, (_, column) => {
    let peak = 0;
    const end = Math.floor((column + 1) * perColumn);
    // One frame in eight shows the same shape at this size.
    for (let frame = Math.floor(column * perColumn); frame < end; frame += 8) {
      peak = Math.max(peak, Math.abs(left[frame]!), Math.abs(right[frame]!));
    }
    return peak;
  });
  const loudest = Math.max(...heights);
  context.fillStyle = colour;
  for (const [column, height] of heights.entries()) {
    const rows = Math.max(1, (height / loudest) ** 0.7 * ROWS);
    context.fillRect(column * SCALE, ((ROWS - rows) / 2) * SCALE, SCALE * 0.75, rows * SCALE);
  }
}
