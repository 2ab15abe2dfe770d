import { createMixer, MixerError, type MixerOptions } from 'megamixer';
import { createTestMixer, type TestMixer } from 'megamixer/testing';
import { beforeEach, expect, test, vi } from 'vitest';
import { start } from './start.js';

// The app imports createMixer itself: it gets one that makes mixers for tests.
vi.mock('megamixer', async (importOriginal) => ({
  ...(await importOriginal<typeof import('megamixer')>()),
  createMixer: vi.fn(async (_context: BaseAudioContext, options?: MixerOptions) => createTestMixer(options)),
}));

/** happy-dom has no Web Audio, and this app asks nothing of its context. */
const context = {} as BaseAudioContext;

beforeEach(() => {
  document.body.replaceChildren();
});

test('the app makes a mixer of four strips, and has it heard', async () => {
  const mixer = (await start(document.body, context)) as TestMixer;
  expect(createMixer).toHaveBeenCalledWith(context, { strips: 4, buses: 0 });
  expect(mixer.strips).toHaveLength(4);
  expect(document.querySelectorAll('fieldset')).toHaveLength(4);
  expect(mixer.node.connections).toEqual([{ destination: mixer.context.destination, output: 0, input: 0 }]);
  mixer.dispose();
});

test('the app says what to do where the page is not secure', async () => {
  vi.mocked(createMixer).mockRejectedValueOnce(new MixerError('insecure-context', 'No AudioWorklet here.'));
  expect(await start(document.body, context)).toBeUndefined();
  expect(document.body.textContent).toContain('https');
});
