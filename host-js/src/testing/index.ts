export type {
  LoudnessFigures,
  NodeConnection,
  StatsFigures,
  StripConnection,
  TestContext,
  TestMixer,
  TestMixerOptions,
  TestNode,
} from './api.js';
export { createTestContext, createTestMixer, createTestSource } from './create-test-mixer.js';
