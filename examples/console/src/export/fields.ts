import { element } from '../element.ts';

export interface Segment<T> {
  readonly value: T;
  readonly face: string;
  /** In small print below. */
  readonly note?: string;
}

/** Radio buttons that look like the switch of a device: one of few. */
export class Segments<T> {
  readonly root: HTMLFieldSetElement;
  readonly #segments: readonly Segment<T>[];
  readonly #inputs: readonly HTMLInputElement[];

  constructor(options: {
    readonly name: string;
    readonly legend: string;
    readonly segments: readonly Segment<T>[];
    readonly chosen: T;
    readonly onChange: () => void;
    /** What belongs to the choice. */
    readonly below?: readonly HTMLElement[];
  }) {
    const { name, legend, segments, chosen, onChange, below = [] } = options;
    this.#segments = segments;
    this.#inputs = segments.map(({ value }, i) =>
      element('input', { type: 'radio', name: `export-${name}`, value: i, checked: value === chosen }),
    );
    for (const input of this.#inputs) input.addEventListener('change', onChange);
    const labels = segments.map(({ face, note }, i) =>
      element(
        'label',
        { class: 'segment' },
        this.#inputs[i]!,
        element('span', { class: 'face' }, face),
        ...(note === undefined ? [] : [element('small', {}, note)]),
      ),
    );
    this.root = element(
      'fieldset',
      { class: `field ${name}` },
      element('legend', {}, legend),
      element('div', { class: 'segments' }, ...labels),
      ...below,
    );
  }

  get value(): T {
    return this.#segments[this.#inputs.findIndex((input) => input.checked)]!.value;
  }

  set value(value: T) {
    this.#inputs[this.#segments.findIndex((segment) => segment.value === value)]!.checked = true;
  }
}

/** A number with its unit, to a thousandth unless somebody types more. Where it does not matter it is not there, and not checked. */
export class NumberField {
  readonly root: HTMLLabelElement;
  readonly input: HTMLInputElement;
  /** It stays what it is for as long as nobody types another. */
  #exact: number;

  constructor(options: {
    readonly label: string;
    readonly unit: string;
    readonly value: number;
    readonly min: number;
    readonly max: number;
    readonly step?: number | 'any';
    readonly onChange: () => void;
  }) {
    const { label, unit, value, min, max, step = 'any', onChange } = options;
    this.input = element('input', {
      ...{
        type: 'number',
        value: thousandths(value),
        min,
        max,
        step,
        required: true,
        inputmode: 'decimal',
        'aria-label': `${label}, ${unit}`,
      },
    });
    this.#exact = value;
    this.input.addEventListener('input', onChange);
    this.root = element(
      'label',
      { class: 'number-field' },
      element('span', { class: 'caption' }, label),
      this.input,
      element('span', { class: 'unit', 'aria-hidden': 'true' }, unit),
    );
  }

  get value(): number {
    const typed = this.input.valueAsNumber;
    return typed === thousandths(this.#exact) ? this.#exact : typed;
  }

  set value(value: number) {
    this.#exact = value;
    this.input.valueAsNumber = thousandths(value);
  }

  set shown(shown: boolean) {
    this.root.hidden = this.input.disabled = !shown;
  }
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;
