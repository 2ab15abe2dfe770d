import { MixerError } from 'megamixer';
import { createTestMixer, createTestSource, type TestMixer } from 'megamixer/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mountDesk } from './desk.js';

let mixer: TestMixer;
let unmount: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  mixer = createTestMixer({ strips: 2, buses: 1 });
  unmount = mountDesk(document.body, mixer);
});

afterEach(() => {
  unmount();
  mixer.dispose();
  vi.useRealTimers();
});

/** Of the first strip. */
const part = <E extends HTMLElement>(selector: string) => document.querySelector(selector) as E;
const strip = () => mixer.strips[0]!;

describe('a channel', () => {
  test('sets the level that its fader is pulled to', () => {
    const fader = part<HTMLInputElement>('input');
    expect(fader.valueAsNumber).toBeCloseTo(strip().gain.position);
    fader.value = '0';
    fader.dispatchEvent(new Event('input'));
    expect(strip().gain.value).toBe(0);
    expect(strip().gain.db).toBe(-Infinity);
  });

  test('follows a level that somebody else sets', () => {
    mixer.restore({ version: 1, strips: [{ gain: 0.25 }] });
    expect(part<HTMLInputElement>('input').valueAsNumber).toBeCloseTo(strip().gain.position);
    strip().gain.value = 1000;
    expect(strip().gain.value).toBe(4);
    expect(part<HTMLInputElement>('input').valueAsNumber).toBe(1);
  });

  test('mutes and says so', () => {
    const mute = part<HTMLButtonElement>('.mute');
    expect(mute.getAttribute('aria-pressed')).toBe('false');
    mute.click();
    expect(strip().mute.value).toBe(true);
    expect(mute.getAttribute('aria-pressed')).toBe('true');
  });

  test('shows what the strip measures, frame by frame', () => {
    mixer.setMeter(strip().meter, { peak: 0.5 });
    vi.advanceTimersToNextFrame();
    expect(part<HTMLMeterElement>('meter').value).toBe(0.5);
  });

  test('has a lamp for clipping, which a click puts out', () => {
    const lamp = part<HTMLButtonElement>('.clip');
    mixer.setMeter(strip().meter.left, { clip: true });
    vi.advanceTimersToNextFrame();
    expect(lamp.hidden).toBe(false);
    lamp.click();
    vi.advanceTimersToNextFrame();
    expect(lamp.hidden).toBe(true);
  });
});

describe('the desk', () => {
  test('shows the loudness of the mix', () => {
    mixer.setMeter(mixer.master.loudness, { integrated: -23 });
    vi.advanceTimersByTime(500);
    expect(part<HTMLOutputElement>('output').value).toBe('-23.0 LUFS');
    mixer.setMeter(mixer.master.loudness, { integrated: null });
    vi.advanceTimersByTime(500);
    expect(part<HTMLOutputElement>('output').value).toBe('');
  });

  test('says that there is no sound, until there is', async () => {
    const alarm = part('[role=alert]');
    mixer.fault({ message: 'unreachable' });
    expect(alarm.hidden).toBe(false);
    expect(alarm.textContent).toContain('unreachable');
    await mixer.rebuild();
    expect(alarm.hidden).toBe(true);
  });

  test('leaves nothing behind', () => {
    expect(mixer.isSubscribed(mixer.master.loudness)).toBe(true);
    unmount();
    expect(mixer.isSubscribed(mixer.master.loudness)).toBe(false);
    expect(document.body.children).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('what is connected can be looked at', () => {
  const drums = createTestSource(mixer.context);
  const disconnect = strip().connect(drums);
  expect(mixer.connections).toEqual([{ source: drums, output: 0, strip: 0 }]);
  disconnect();
  expect(mixer.connections).toEqual([]);
});

test('errors are those of the library', () => {
  const [bus] = mixer.buses;
  expect(() => {
    bus!.output.value = bus!;
  }).toThrow(MixerError);
  mixer.dispose();
  expect(() => strip().gain.rampTo(0, 1)).toThrow(expect.objectContaining({ code: 'disposed' }));
});
