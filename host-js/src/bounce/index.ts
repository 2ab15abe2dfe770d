export type {
  BounceOptions,
  BounceProgress,
  BounceReport,
  BounceResult,
  MixLoudness,
  SampleFormat,
  Session,
  SessionSource,
  Sound,
  Stem,
} from './api.js';
export { bounce } from './bounce.js';
