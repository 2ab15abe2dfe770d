export type { LevelMeter, Meter } from './api/meter.js';
export type {
  Mixer,
  MixerCounters,
  MixerEventMap,
  MixerOptions,
  ScriptedEdit,
  TransportKind,
} from './api/mixer.js';
export type { ChoiceParam, GainParam, NumberParam, Param, SwitchParam } from './api/param.js';
export type { Bus, Master, Send, Strip } from './api/strip.js';
export { createMixer } from './create-mixer.js';
export { MixerError, type MixerErrorCode } from './errors.js';
export type { FaultDetail } from './events.js';
