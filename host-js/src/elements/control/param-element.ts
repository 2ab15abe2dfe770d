import type { PropertyDeclarations, PropertyValues } from 'lit';
import type { Param } from '../../api/param.js';
import { unlessDisposed } from '../../views/unless-disposed.js';
import type * as api from '../api.js';
import { MixerElement } from '../mixer-element.js';
import { Gesture } from './gesture.js';

/** An element that shows a control, whoever sets it, and sets it. */
// biome-ignore lint/suspicious/noExplicitAny: of whatever type its value is.
export abstract class ParamElement<P extends Param<any>> extends MixerElement implements api.ControlElement<P> {
  static override properties: PropertyDeclarations = {
    param: { attribute: false },
    disabled: { type: Boolean, reflect: true },
  };

  declare disabled: boolean;
  #param: P | null = null;
  #unsubscribe: (() => void) | undefined;
  /** What a hand does with the control, from its first touch until it lets go. */
  protected readonly gesture = new Gesture(() => this.#tell('change'));

  constructor() {
    super();
    this.disabled = false;
  }

  get param(): P | null {
    return this.#param;
  }

  set param(param: P | null) {
    if (param && !this.takes(param)) {
      throw new TypeError(`${this.localName}.param takes ${this.wanted}, or null; this is none.`);
    }
    const bound = param ?? null;
    // Whoever gives it what it has, as apps do that render again while a hand holds it, takes nothing away.
    if (bound === this.#param) return;
    this.gesture.end();
    this.#param = bound;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
    // It may have changed while nobody listened.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.gesture.end();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('param')) this.#follow();
    if (changed.has('disabled') && this.disabled) this.gesture.end();
  }

  /** Whether it can be a control of this element, and in words which those are. */
  protected takes(param: unknown): boolean {
    return typeof (param as P).subscribe === 'function';
  }
  protected abstract readonly wanted: string;

  /** The control, where its user may turn it. */
  protected get turned(): P | null {
    return this.disabled ? null : this.#param;
  }

  /** Sets the control as its user wants, where there is a mixer left. */
  protected change(set: (param: P) => void): void {
    const param = this.turned;
    if (param === null) return;
    const before = param.value;
    unlessDisposed(() => set(param));
    if (Object.is(param.value, before)) return;
    this.gesture.changed = true;
    this.#tell('input');
    if (!this.gesture.isHeld) this.gesture.end();
  }

  /** What it is called. */
  protected get name(): string {
    return this.label || (this.#param?.label ?? '');
  }

  #follow(): void {
    this.#unsubscribe?.();
    const param = this.#param;
    const listen = () => param!.subscribe(() => this.requestUpdate());
    this.#unsubscribe = this.isConnected && param ? unlessDisposed(listen) : undefined;
  }

  #tell(type: 'input' | 'change'): void {
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
}
