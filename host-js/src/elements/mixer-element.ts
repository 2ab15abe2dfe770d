import { LitElement, type PropertyDeclarations } from 'lit';
import type * as api from './api.js';
import { theme } from './theme.js';

/** What all elements have in common. */
export abstract class MixerElement extends LitElement implements api.MixerElement {
  static override styles = [theme];
  static override properties: PropertyDeclarations = { label: {} };

  declare label: string;

  constructor() {
    super();
    this.label = '';
  }
}
