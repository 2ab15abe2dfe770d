export type { BackendBenchmark, BackendBenchmarkOptions, Benchmark, BenchmarkOptions } from './api/benchmark.js';
export type { Bus } from './api/bus.js';
export type { Capabilities } from './api/capabilities.js';
export type { Compressor, Gate, KeyHighpass } from './api/dynamics.js';
export type { Delay, Effect, EffectType, Reverb } from './api/effect.js';
export type { Band, BandType, Cut, Eq, FrequencyResponse } from './api/eq.js';
export type { Correlation, CostlyMeter, Limiter, Loudness, Master, Scope, TruePeak } from './api/master.js';
export type { LevelMeter, Meter } from './api/meter.js';
export type {
  Backend,
  Diagnostic,
  LogLevel,
  Mixer,
  MixerEventMap,
  MixerOptions,
  Monitor,
  MoveOptions,
  ScriptedEdit,
} from './api/mixer.js';
export type {
  ChoiceParam,
  GainParam,
  KeyParam,
  NumberParam,
  Param,
  RouteParam,
  SwitchParam,
  VcaParam,
} from './api/param.js';
export type { Listened, Path } from './api/path.js';
export type { MixerSnapshot, RestoreOptions, RestoreResult, SnapshotFields } from './api/snapshot.js';
export type { MixerReport, MixerStats, Underruns } from './api/stats.js';
export type { PanLaw, Send, Stereo, Strip } from './api/strip.js';
export type { Vca } from './api/vca.js';
export { detectCapabilities } from './capabilities/detect.js';
export { createMixer } from './create-mixer.js';
export { MixerError, type MixerErrorCode } from './errors.js';
export type { FaultDetail, NodeChangeDetail } from './events.js';
export { type NoteDivision, tempoDelay } from './handles/tempo-delay.js';
export { benchmarkBackends } from './stats/benchmark-backends.js';
