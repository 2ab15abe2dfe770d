import type { StripEventDetail } from './api.js';
import { MmConsole, MmDynamics, MmEq, MmFader, MmKnob, MmLoudness, MmMeter, MmStrip, MmToggle } from './index.js';

const elements = {
  'mm-console': MmConsole,
  'mm-dynamics': MmDynamics,
  'mm-eq': MmEq,
  'mm-fader': MmFader,
  'mm-knob': MmKnob,
  'mm-loudness': MmLoudness,
  'mm-meter': MmMeter,
  'mm-strip': MmStrip,
  'mm-toggle': MmToggle,
};

// On a server there is no registry; a page may have another copy, or classes of its own under these names.
const registry = (globalThis as Partial<typeof globalThis>).customElements;
for (const [name, element] of Object.entries(elements)) {
  if (registry && !registry.get(name)) define(registry, name, element);
}

/** A class has one name. Where the page has given it another already, this one gets a class of its own, which is the same. */
function define(registry: CustomElementRegistry, name: string, element: CustomElementConstructor): void {
  try {
    registry.define(name, element);
  } catch {
    registry.define(name, class extends element {});
  }
}

declare global {
  interface HTMLElementEventMap {
    'mm-select': CustomEvent<StripEventDetail>;
    'mm-rename': CustomEvent<StripEventDetail>;
  }

  interface HTMLElementTagNameMap {
    'mm-console': MmConsole;
    'mm-dynamics': MmDynamics;
    'mm-eq': MmEq;
    'mm-fader': MmFader;
    'mm-knob': MmKnob;
    'mm-loudness': MmLoudness;
    'mm-meter': MmMeter;
    'mm-strip': MmStrip;
    'mm-toggle': MmToggle;
  }
}
