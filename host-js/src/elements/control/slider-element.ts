import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { kindOf, type Turned, type ValueKind } from '../values/kinds.js';
import { Drag, FINE } from './drag.js';
import { Entry } from './entry.js';
import { ParamElement } from './param-element.js';
import { sliderStyles } from './slider-styles.js';
import { Wheel } from './wheel.js';

/** A control that is turned: what faders and knobs have in common. */
export abstract class SliderElement extends ParamElement<Turned> {
  static override shadowRootOptions = { ...ParamElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [...ParamElement.styles, sliderStyles];

  protected readonly wanted = 'a control that is a number, such as strip.gain';
  readonly #drag = new Drag({
    grab: () => this.#grab(),
    stands: () => this.position,
    travel: () => this.travel,
    move: (position) => {
      this.change((param) => {
        param.position = position;
      });
    },
    letGo: () => {
      this.#hold(false);
      this.gesture.end();
    },
    doublePress: () => this.#reset(),
  });
  readonly #wheel = new Wheel();
  readonly #entry = new Entry(this, {
    commit: (text) => this.#enter(text),
    leave: () => this.#slider.focus({ preventScroll: true }),
  });
  #held = false;

  /** How many pixels of a drag are the whole travel. */
  protected abstract readonly travel: number;

  protected override takes(param: unknown): boolean {
    return super.takes(param) && typeof (param as Turned).value === 'number';
  }

  protected get kind(): ValueKind | null {
    return this.param && kindOf(this.param);
  }

  get #slider(): HTMLElement {
    return this.renderRoot.querySelector('.slider')!;
  }

  /** Where it stands, 0 to 1. */
  protected get position(): number {
    return this.param?.position ?? 0;
  }

  /** The part that has the focus and is dragged, with `face` in it. */
  protected surface(face: unknown, orientation: 'vertical' | 'horizontal' | null): TemplateResult {
    const { param, kind } = this;
    const [min, max] = kind?.range(param!) ?? [0, 0];
    return html`<div
      part="slider"
      class="slider ${this.#held ? 'held' : ''} ${this.param ? '' : 'inert'}"
      role="slider"
      tabindex=${this.disabled ? nothing : 0}
      aria-label=${this.name || this.localName}
      aria-orientation=${orientation ?? nothing}
      aria-disabled=${this.turned ? nothing : 'true'}
      aria-valuemin=${inShort(min)}
      aria-valuemax=${inShort(max)}
      aria-valuenow=${inShort(kind?.now(param!) ?? 0)}
      aria-valuetext=${kind?.words(param!) ?? 'not connected'}
      @keydown=${this.#onKey}
      @blur=${() => this.gesture.pass()}
      @pointerdown=${this.#drag.down}
      @pointermove=${this.#drag.move}
      @lostpointercapture=${this.#drag.end}
      @dblclick=${this.#drag.doubleClick}
      @wheel=${this.#onWheel}
    >${face}</div>`;
  }

  /** The value, which a double click lets be typed, and the field for that. */
  protected readout(text: string, isShown = true): TemplateResult {
    const entry = this.#entry.template(this.kind ? `${this.name}: ${this.kind.hint}` : '');
    return html`<div class="readout ${isShown ? '' : 'unseen'}">${
      isShown ? html`<span part="value" aria-hidden="true" @dblclick=${() => this.#edit()}>${text}</span>` : nothing
    }${entry}</div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Nobody hears of the pointer any more.
    this.#drag.cancel();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // Not as an attribute, which a strict policy for styles would forbid.
    this.#slider.style.setProperty('--_position', this.position.toFixed(4));
    this.#entry.updated();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('param') && !(changed.has('disabled') && this.disabled)) return;
    // What a hand does was meant for the control before.
    this.#drag.cancel();
    this.#entry.cancel();
  }

  #grab(): boolean {
    const param = this.turned;
    if (param === null) return false;
    this.#hold(true);
    this.gesture.begin(param);
    return true;
  }

  #hold(held: boolean): void {
    this.#held = held;
    this.requestUpdate();
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#takesKey(event)) event.preventDefault();
    else this.gesture.pass(event);
  }

  #takesKey(event: KeyboardEvent): boolean {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || this.turned === null) return false;
    if (key === 'Enter') this.#edit();
    else if (key.length === 1 && this.kind!.begins.test(key)) this.#edit(key);
    else return this.#move(event);
    return true;
  }

  #move(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    const kind = this.kind!;
    const steps = shiftKey ? FINE : 1;
    const moves: Record<string, (param: Turned) => void> = {
      ArrowUp: (param) => kind.nudge(param, steps),
      ArrowRight: (param) => kind.nudge(param, steps),
      ArrowDown: (param) => kind.nudge(param, -steps),
      ArrowLeft: (param) => kind.nudge(param, -steps),
      PageUp: (param) => kind.nudge(param, kind.pageSteps * steps),
      PageDown: (param) => kind.nudge(param, -kind.pageSteps * steps),
      Home: (param) => {
        param.position = 0;
      },
      End: (param) => {
        param.position = 1;
      },
      Delete: (param) => param.reset(),
      Backspace: (param) => param.reset(),
    };
    const move = moves[key];
    if (move === undefined) return false;
    this.gesture.goOn(this.param!, event);
    this.change(move);
    return true;
  }

  #onWheel(event: WheelEvent): void {
    if (this.turned === null) return;
    const steps = this.#wheel.stepsOf(event);
    if (steps === null) return;
    event.preventDefault();
    if (steps === 0) return;
    this.gesture.goOn(this.param!, event);
    this.change((param) => this.kind!.nudge(param, steps * (event.shiftKey ? FINE : 1)));
  }

  #reset(): void {
    if (this.turned === null) return;
    this.gesture.begin(this.param!);
    this.change((param) => param.reset());
    this.gesture.end();
  }

  #edit(begun?: string): void {
    if (this.turned === null) return;
    this.#entry.open(begun ?? this.kind!.text(this.param!).replace('−∞', 'off').replace('−', '-'), begun === undefined);
  }

  /** Sets what was typed, or returns what is wrong with it. */
  #enter(text: string): string | null {
    const { param, kind } = this;
    if (param === null || kind === null) return null;
    const figure = kind.parse(text, param);
    if (figure === null) return `Type ${kind.hint}.`;
    this.gesture.begin(param);
    this.change(() => kind.set(param, figure));
    this.gesture.end();
    return null;
  }
}

/** A figure as an attribute has it. */
function inShort(figure: number): string {
  return String(Math.round(figure * 1000) / 1000);
}
