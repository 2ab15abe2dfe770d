import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { CostlyMeter, Loudness, TruePeak } from '../api/master.js';
import { unlessDisposed } from '../views/unless-disposed.js';
import type * as api from './api.js';
import { CanvasController } from './draw/canvas-controller.js';
import { ColourProbe, probeStyles } from './draw/colours.js';
import {
  height,
  LOUDNESS_COLOURS,
  LOUDNESS_MARKS,
  type LoudnessFigures,
  LoudnessPainter,
} from './draw/loudness-painter.js';
import { loudnessStyles } from './loudness-styles.js';
import { MixerElement } from './mixer-element.js';
import { dbText, loudnessText } from './values/format.js';

/** Figures are read, so they change no faster than that. */
const PERIOD_MS = 200;
/** Within that of its target, a mix is on it: LU. */
const ON_TARGET = 1;

/** `<mm-loudness>`: see api.ts. */
export class LoudnessElement extends MixerElement implements api.MmLoudness {
  static override properties: PropertyDeclarations = {
    loudness: { attribute: false },
    truePeak: { attribute: false },
    target: { type: Number },
  };
  static override styles = [...MixerElement.styles, probeStyles(LOUDNESS_COLOURS), loudnessStyles];

  declare target: number | null;
  #loudness: Loudness | null = null;
  #truePeak: TruePeak | null = null;
  #isSeen = false;
  /** Ends what it has measured. */
  #stops: (() => void)[] = [];
  #written = 0;
  readonly #canvas: CanvasController<(typeof LOUDNESS_COLOURS)[number]>;
  readonly #probe = new ColourProbe(LOUDNESS_COLOURS);
  readonly #scale = globalThis.document ? scale() : null;

  constructor() {
    super();
    this.target = null;
    this.#canvas = new CanvasController(this, this.#probe, (canvas) => {
      return new LoudnessPainter(canvas, {
        isThere: () => this.#loudness !== null,
        figures: () => this.#figures(),
        seen: this.#onSeen,
      });
    });
  }

  get loudness(): Loudness | null {
    return this.#loudness;
  }

  set loudness(loudness: Loudness | null) {
    this.#check(loudness, 'loudness');
    this.#loudness = loudness ?? null;
  }

  get truePeak(): TruePeak | null {
    return this.#truePeak;
  }

  set truePeak(truePeak: TruePeak | null) {
    this.#check(truePeak, 'truePeak');
    this.#truePeak = truePeak ?? null;
  }

  reset(): void {
    unlessDisposed(() => {
      this.#loudness?.reset();
      this.#truePeak?.reset();
    });
    this.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#onSeen(false);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('loudness') || changed.has('truePeak')) this.#measure();
    if (changed.size > 0) this.#canvas.changed();
  }

  override render() {
    const loudness = this.#loudness;
    const { target } = this;
    return html`<div class="all" role="group" aria-label=${this.label || 'Loudness'}>
      <div class="bars" aria-hidden="true"><div class="well"><canvas part="canvas"></canvas></div>${this.#scale}<span>M</span><span>S</span></div>
      <dl part="figures">
        ${this.#figure('integrated', 'Integrated', 'LUFS', loudnessText(loudness?.integrated ?? null), this.#aim())}
        ${this.#figure('short-term', 'Short-term', 'LUFS', loudnessText(loudness?.shortTerm ?? null))}
        ${this.#figure('momentary', 'Momentary', 'LUFS', loudnessText(loudness?.momentary ?? null))}
        ${this.#figure('range', 'Range', 'LU', rangeText(loudness?.range ?? null))}
        ${
          this.#truePeak === null
            ? nothing
            : this.#figure('true-peak', 'True peak', 'dBTP', dbText(this.#truePeak.max).replace('+', ''))
        }
        ${target === null || Number.isNaN(target) ? nothing : this.#figure('target', 'Target', 'LUFS', loudnessText(target))}
      </dl>
      ${loudness?.available === false ? html`<p part="note">The sample rate is too low to measure loudness.</p>` : nothing}
      <button part="reset" type="button" ?disabled=${loudness === null} @click=${this.reset}>Reset</button>
    </div>${this.#probe.template}`;
  }

  #figure(part: string, caption: string, unit: string, text: string, state = '') {
    return html`<div part=${`figure ${part}`} class="figure ${part} ${state}">
      <dt>${caption}</dt><dd><span>${text}</span> <small>${unit}</small></dd>
    </div>`;
  }

  /** How the integrated loudness is to the target. */
  #aim(): string {
    const integrated = this.#loudness?.integrated ?? Number.NEGATIVE_INFINITY;
    if (this.target === null || integrated === Number.NEGATIVE_INFINITY) return '';
    const over = integrated - this.target;
    return over > ON_TARGET ? 'over' : over < -ON_TARGET ? '' : 'on';
  }

  #figures(): LoudnessFigures {
    const now = performance.now();
    if (now - this.#written >= PERIOD_MS) {
      this.#written = now;
      this.requestUpdate();
    }
    const loudness = this.#loudness;
    const silent = Number.NEGATIVE_INFINITY;
    return {
      bars: [
        { now: loudness?.momentary ?? silent, max: loudness?.momentaryMax ?? silent },
        { now: loudness?.shortTerm ?? silent, max: loudness?.shortTermMax ?? silent },
      ],
      target: Number.isNaN(this.target) ? null : this.target,
    };
  }

  readonly #onSeen = (isSeen: boolean): void => {
    this.#isSeen = isSeen;
    this.#measure();
  };

  /** Has what it shows measured, as long as anybody can see it. */
  #measure(): void {
    for (const stop of this.#stops.splice(0)) unlessDisposed(stop);
    if (!this.#isSeen) return;
    for (const meter of [this.#loudness, this.#truePeak]) {
      const stop = unlessDisposed(() => meter?.subscribe());
      if (stop) this.#stops.push(stop);
    }
  }

  #check(meter: CostlyMeter | null, name: string): void {
    if (!meter || typeof meter.subscribe === 'function') return;
    throw new TypeError(`${this.localName}.${name} takes mixer.master.${name}, or null; this is neither.`);
  }
}

function rangeText(lu: number | null): string {
  return lu === null || !Number.isFinite(lu) ? '–' : lu.toFixed(1);
}

function scale(): HTMLElement {
  const marks = document.createElement('div');
  marks.className = 'scale';
  for (const lufs of LOUDNESS_MARKS) {
    const mark = document.createElement('span');
    mark.textContent = String(Math.abs(lufs));
    mark.style.setProperty('--_at', height(lufs).toFixed(4));
    marks.append(mark);
  }
  return marks;
}
