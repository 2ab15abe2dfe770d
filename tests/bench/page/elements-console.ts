/** A console of elements with meters that all move. */
import type { Mixer } from 'megamixer';
import '/dist/elements/define.js';
import { createMixer } from '/dist/megamixer.js';

const NAMES = [
  ...['Kick', 'Snare', 'Snare btm', 'Hat', 'Tom hi', 'Tom lo', 'OH L', 'OH R', 'Room', 'Shaker', 'Congas'],
  ...['Bass DI', 'Bass amp', 'Sub', 'E-piano', 'Organ', 'Pad', 'Strings', 'Arp', 'Gtr L', 'Gtr R', 'Lead gtr'],
  ...['Acoustic', 'Brass', 'Sax', 'Lead vox', 'Double', 'Choir 1', 'Choir 2', 'FX', 'Click', 'Talk'],
];
const HUES = [
  12, 12, 12, 12, 12, 12, 12, 12, 12, 40, 40, 265, 265, 265, 200, 200, 200, 200, 200, 95, 95, 95, 95, 320, 320,
];

let context: AudioContext | undefined;
export let mixer: Mixer;

/** A pulse of its own for each strip, at a loudness of its own: no two meters move alike. */
export async function begin(strips = 32): Promise<void> {
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = 'light dark';
  document.body.style.cssText = 'margin: 8px; background: light-dark(#e7eaee, #101317)';
  context = new AudioContext({ sampleRate: 48_000 });
  mixer = await createMixer(context, { strips, buses: 4 });
  mixer.node.connect(context.destination);
  for (const strip of mixer.strips) {
    const tone = new OscillatorNode(context, { frequency: 80 * 1.13 ** strip.index, type: 'triangle' });
    const pulse = new GainNode(context, { gain: 0.35 });
    const motion = new OscillatorNode(context, { frequency: 0.7 + 0.19 * strip.index });
    const depth = new GainNode(context, { gain: 0.32 });
    motion.connect(depth).connect(pulse.gain);
    tone.connect(pulse);
    strip.connect(pulse);
    tone.start();
    motion.start();
    mixer.edit(() => {
      strip.gain.db = -4 - ((strip.index * 7) % 17);
      strip.pan.value = ((strip.index * 5) % 11) / 10 - 0.5;
      strip.sends[strip.index % 4]!.level.db = -12;
    });
  }
  await context.resume();
  const desk = document.createElement('mm-console');
  const colour = (i: number) => `oklch(0.72 0.13 ${HUES[i] ?? 60})`;
  desk.names = { strips: NAMES, buses: ['Drums', 'Band', 'Reverb', 'Delay'], master: 'Master' };
  desk.colors = {
    strips: NAMES.map((_, i) => colour(i)),
    buses: ['oklch(0.75 0.02 250)', 'oklch(0.75 0.02 250)', 'oklch(0.75 0.1 170)', 'oklch(0.75 0.1 170)'],
    master: '#d9a441',
  };
  desk.mixer = mixer;
  document.body.replaceChildren(desk);
  await desk.updateComplete;
}

/** The other elements, on controls that do something, in the place of the console. */
export async function detail(): Promise<void> {
  const strip = mixer.strips[0]!;
  mixer.edit(() => {
    strip.gain.db = 6;
    strip.trim.db = 9;
    strip.eq.highpass.on.value = true;
    for (const [i, gain] of [3, -5, 4.5, 2].entries()) strip.eq.bands[i]!.gain.value = gain;
    strip.eq.bands[1]!.Q.value = 1.8;
    strip.compressor.on.value = true;
    strip.compressor.threshold.value = -22;
    strip.gate.on.value = true;
    strip.gate.threshold.value = -12;
  });
  const grid = document.createElement('div');
  grid.style.cssText =
    'display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 20px; align-items: start;';
  grid.append(
    Object.assign(document.createElement('mm-eq'), { eq: strip.eq, label: 'Kick equaliser' }),
    Object.assign(document.createElement('mm-dynamics'), { dynamics: strip.compressor }),
    Object.assign(document.createElement('mm-dynamics'), { dynamics: strip.gate }),
    Object.assign(document.createElement('mm-loudness'), {
      ...{ loudness: mixer.master.loudness, truePeak: mixer.master.truePeak, target: -14 },
    }),
  );
  document.body.replaceChildren(grid);
  await Promise.all([...grid.children].map((each) => (each as HTMLElementTagNameMap['mm-eq']).updateComplete));
}
