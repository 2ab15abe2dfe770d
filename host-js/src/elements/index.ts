import type * as api from './api.js';
import { ConsoleElement } from './console/console.js';
import { DynamicsElement } from './dynamics/dynamics.js';
import { EqElement } from './eq/eq.js';
import { FaderElement } from './fader.js';
import { KnobElement } from './knob.js';
import { LoudnessElement } from './loudness.js';
import { MeterElement } from './meter.js';
import { StripElement } from './strip/strip.js';
import { ToggleElement } from './toggle.js';

export type { ControlElement, ElementClass, MixerElement, PerStrip, StripEventDetail } from './api.js';

export type MmConsole = api.MmConsole;
/** The class of `<mm-console>`. */
export const MmConsole: api.ElementClass<MmConsole> = ConsoleElement;

export type MmDynamics = api.MmDynamics;
/** The class of `<mm-dynamics>`. */
export const MmDynamics: api.ElementClass<MmDynamics> = DynamicsElement;

export type MmEq = api.MmEq;
/** The class of `<mm-eq>`. */
export const MmEq: api.ElementClass<MmEq> = EqElement;

export type MmFader = api.MmFader;
/** The class of `<mm-fader>`. */
export const MmFader: api.ElementClass<MmFader> = FaderElement;

export type MmKnob = api.MmKnob;
/** The class of `<mm-knob>`. */
export const MmKnob: api.ElementClass<MmKnob> = KnobElement;

export type MmLoudness = api.MmLoudness;
/** The class of `<mm-loudness>`. */
export const MmLoudness: api.ElementClass<MmLoudness> = LoudnessElement;

export type MmMeter = api.MmMeter;
/** The class of `<mm-meter>`. */
export const MmMeter: api.ElementClass<MmMeter> = MeterElement;

export type MmStrip = api.MmStrip;
/** The class of `<mm-strip>`. */
export const MmStrip: api.ElementClass<MmStrip> = StripElement;

export type MmToggle = api.MmToggle;
/** The class of `<mm-toggle>`. */
export const MmToggle: api.ElementClass<MmToggle> = ToggleElement;
