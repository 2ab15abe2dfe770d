import { LIMITS } from 'megamixer-worklet/layout';
import type { TestContext, TestMixer, TestMixerOptions, TestNode } from './api.js';
import { assemble } from './assemble.js';
import { SilentContext } from './test-context.js';
import { SilentNode } from './test-node.js';

/**
 * Makes a mixer for the tests of an app: no sound, no engine, nothing of a browser, so it works wherever JavaScript does.
 * Its handles, edits, events and snapshots are those of `createMixer`; only what the engine would measure is said by the
 * test. It is there at once, and an app that awaits it as it awaits a real one is served as well.
 *
 * @throws MixerError `aborted`, `counts-out-of-range`, `memory-limit`, `closed-context`, as `createMixer`;
 * `engine-refused` for a sample rate that no engine takes
 * @throws TypeError for an option of another type
 */
export function createTestMixer(options: TestMixerOptions = {}): TestMixer {
  return assemble(options).mixer;
}

/** Another context for the tests of an app, at a sample rate of 3000 to 768000 Hz, 48000 if nothing is said. */
export function createTestContext(sampleRate: number = LIMITS.sampleRate.default): TestContext {
  return new SilentContext(sampleRate).asContext();
}

/** A source for the tests of what connects to strips: a node with one output, of `mixer.context` where that is given. */
export function createTestSource(context?: BaseAudioContext): TestNode {
  return new SilentNode(context ?? createTestContext(), 0, 1);
}
