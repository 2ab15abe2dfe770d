export type {
  LoudnessFigures,
  NodeConnection,
  StatsFigures,
  StripConnection,
  TestMixer,
  TestMixerOptions,
  TestNode,
} from './api.js';
export { createTestMixer, createTestSource } from './create-test-mixer.js';
