'use client';

export type { DrawMeter, Measured, MeterRef } from './use-meter.js';
export { useMeter } from './use-meter.js';
export type { MixerState, SetUpMixer, UseMixerContext, UseMixerOptions } from './use-mixer.js';
export { useMixer } from './use-mixer.js';
export type { ParamState, SetParam } from './use-param.js';
export { useParam } from './use-param.js';
