import type { SampleFormat } from 'megamixer/bounce';
import { element } from '../element.ts';
import { bytesText, clockText } from '../format.ts';
import { barFrames } from '../song/loop-renderer.ts';
import { NumberField, Segments } from './fields.ts';
import { bytesOf, type ExportSettings } from './job.ts';

const BARS = 16;
const SHORTEST_SECONDS = 0.1;
/** As the library has it: a day. */
const LONGEST_SECONDS = 86_400;

/** Besides that of the console. */
const SAMPLE_RATES = [44_100, 48_000, 96_000];

/** Loudness in LUFS, or how else it is said. */
type Target = number | 'as it is' | 'own';

export interface ExportFormOptions {
  readonly sampleRate: number;
  /** How many stems a mix has. */
  readonly stems: () => Readonly<Record<ExportSettings['stems'], number>>;
  readonly onExport: (settings: ExportSettings) => void;
  readonly onClose: () => void;
}

/** What is asked before an export. It stays as it was left. */
export class ExportForm {
  readonly root: HTMLFormElement;
  readonly #options: ExportFormOptions;
  readonly #summary = element('p', { class: 'summary', role: 'status' });
  readonly #error = element('p', { class: 'export-error', role: 'alert' });
  readonly #missing = element('p', { class: 'export-missing' });
  readonly #change = (): void => this.show();

  readonly #seconds: NumberField;
  readonly #bars = number('Loops end after', 'bars', BARS, [1, 1000], this.#change, 1);
  readonly #length: Segments<'seconds' | 'silent'>;
  readonly #from = number('From', 's', 0, [0, LONGEST_SECONDS], this.#change);
  readonly #to = number('To', 's', 10, [0, LONGEST_SECONDS], this.#change);
  readonly #range: Segments<boolean>;
  readonly #stems: Segments<ExportSettings['stems']>;
  readonly #format: Segments<SampleFormat>;
  readonly #sampleRate: Segments<number>;
  readonly #lufs = number('Target', 'LUFS', -14, [-50, -5], this.#change);
  readonly #truePeak = number('Ceiling', 'dBTP', -1, [-20, 0], this.#change);
  readonly #target: Segments<Target>;

  constructor(options: ExportFormOptions) {
    this.#options = options;
    const { sampleRate, onExport, onClose } = options;
    const onChange = this.#change;
    const seconds = (BARS * barFrames(sampleRate)) / sampleRate;
    this.#seconds = number('Seconds', 's', seconds, [SHORTEST_SECONDS, LONGEST_SECONDS], onChange);
    this.#length = new Segments({
      ...{
        name: 'length',
        legend: 'Length',
        chosen: 'seconds',
        onChange,
        below: [this.#seconds.root, this.#bars.root],
      },
      segments: [
        { value: 'seconds', face: 'Fixed', note: 'cut at its end' },
        { value: 'silent', face: 'Until silent', note: 'tails ring out' },
      ],
    });
    this.#range = new Segments({
      ...{ name: 'range', legend: 'Range', chosen: false, onChange, below: [this.#from.root, this.#to.root] },
      segments: [
        { value: false, face: 'Everything' },
        { value: true, face: 'From – to' },
      ],
    });
    this.#stems = new Segments<ExportSettings['stems']>({
      ...{ name: 'stems', legend: 'Stems', chosen: 'none', onChange },
      segments: [
        { value: 'none', face: 'None' },
        { value: 'master', face: 'To the master', note: 'add up to the mix' },
        { value: 'strips', face: 'Every strip', note: 'after its fader' },
      ],
    });
    this.#format = new Segments<SampleFormat>({
      ...{ name: 'format', legend: 'Format', chosen: 'int24', onChange },
      segments: [
        { value: 'int16', face: '16 bit', note: 'with dither' },
        { value: 'int24', face: '24 bit', note: 'with dither' },
        { value: 'float32', face: '32 bit', note: 'floating point' },
      ],
    });
    const rates = [...new Set([...SAMPLE_RATES, sampleRate])].sort((a, b) => a - b);
    this.#sampleRate = new Segments({
      ...{ name: 'rate', legend: 'Sample rate', chosen: sampleRate, onChange },
      segments: rates.map((value) => ({ value, face: `${value / 1000} kHz` })),
    });
    this.#target = new Segments<Target>({
      ...{ name: 'loudness', legend: 'Loudness', chosen: 'as it is', onChange },
      below: [this.#lufs.root, this.#truePeak.root],
      segments: [
        { value: 'as it is', face: 'As it is' },
        { value: -14, face: '−14', note: 'streaming' },
        { value: -16, face: '−16', note: 'podcasts' },
        { value: -23, face: '−23', note: 'EBU R 128' },
        { value: 'own', face: 'Other' },
      ],
    });
    const close = element('button', { type: 'button', class: 'quiet' }, 'Close');
    close.addEventListener('click', onClose);
    this.root = element(
      'form',
      { class: 'export-form', method: 'dialog' },
      element(
        'div',
        { class: 'fields' },
        this.#length.root,
        this.#range.root,
        this.#target.root,
        this.#format.root,
        this.#sampleRate.root,
        this.#stems.root,
      ),
      this.#missing,
      this.#error,
      element('div', { class: 'row' }, this.#summary, close, element('button', { class: 'primary' }, 'Export')),
    );
    this.root.addEventListener('submit', (event) => {
      event.preventDefault();
      onExport(this.settings);
    });
    this.show();
  }

  get settings(): ExportSettings {
    const target = this.#target.value;
    const lufs = target === 'own' ? this.#lufs.value : target;
    return {
      length: this.#length.value === 'seconds' ? { seconds: this.#fixedSeconds } : { bars: this.#bars.value },
      range: this.#range.value ? { start: this.#from.value, end: this.#to.value } : null,
      stems: this.#stems.value,
      format: this.#format.value,
      sampleRate: this.#sampleRate.value,
      normalize: typeof lufs === 'number' ? { lufs, truePeak: this.#truePeak.value } : null,
    };
  }

  /** As long as another session is. */
  set length(length: number | 'until silent') {
    this.#length.value = length === 'until silent' ? 'silent' : 'seconds';
    if (length !== 'until silent') this.#seconds.value = length;
  }

  /** A bar is a whole number of frames at any rate, which is not everywhere as long: whole bars stay whole bars. */
  get #fixedSeconds(): number {
    const { sampleRate } = this.#options;
    const seconds = this.#seconds.value;
    const bars = Math.round((seconds * sampleRate) / barFrames(sampleRate));
    const whole = bars > 0 && Math.abs(bars * barFrames(sampleRate) - seconds * sampleRate) < 0.5;
    const rate = this.#sampleRate.value;
    return whole ? (bars * barFrames(rate)) / rate : seconds;
  }

  /** Why there was no export. */
  set error(text: string) {
    this.#error.textContent = text;
  }

  /** What will not be heard, since the page does not have it. */
  set missing(names: readonly string[]) {
    this.#missing.textContent = names.length === 0 ? '' : `Without ${names.join(', ')}: this page does not have it.`;
  }

  /** What goes with what is chosen, and what will come of it. */
  show(): void {
    const [fixed, part, target] = [this.#length.value === 'seconds', this.#range.value, this.#target.value];
    this.#seconds.shown = fixed;
    this.#bars.shown = !fixed;
    this.#from.shown = this.#to.shown = part;
    this.#lufs.shown = target === 'own';
    this.#truePeak.shown = target !== 'as it is';
    const backwards = part && this.#to.value <= this.#from.value;
    this.#to.input.setCustomValidity(backwards ? 'The range ends before it begins.' : '');
    const beyond = part && fixed && this.#from.value >= this.#seconds.value;
    this.#from.input.setCustomValidity(beyond ? 'The range begins after the end of the mix.' : '');
    this.#summary.textContent = this.root?.checkValidity() ? this.#forecast() : '';
  }

  #forecast(): string {
    const { settings } = this;
    const { sampleRate, length, range, stems } = settings;
    const whole = 'seconds' in length ? length.seconds : (length.bars * barFrames(sampleRate)) / sampleRate;
    const open = !('seconds' in length);
    // A tail may go on after the loops.
    const seconds = range === null ? whole : open ? range.end - range.start : Math.min(whole, range.end) - range.start;
    const bytes = bytesOf(settings, seconds);
    const count = this.#options.stems()[stems];
    const tail = open && range === null ? ' and its tail' : '';
    const files = count === 0 ? '' : ` + ${count} stems, ${bytesText(count * bytes.stem)}`;
    return `${clockText(seconds)}${tail}, ${bytesText(bytes.mix)}${files}`;
  }
}

function number(
  label: string,
  unit: string,
  value: number,
  [min, max]: readonly [number, number],
  onChange: () => void,
  step: number | 'any' = 'any',
): NumberField {
  return new NumberField({ label, unit, value, min, max, step, onChange });
}
