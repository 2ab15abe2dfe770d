/** A console of elements whose meters all move: what drawing it costs. */
import '/dist/elements/define.js';
import { createMixer } from '/dist/megamixer.js';

const STRIPS = 32;

/** Shows the strips of a mixer that plays: a pan knob, two buttons, a fader and a stereo meter each. */
export async function show(withMeters: boolean): Promise<number> {
  const context = new AudioContext();
  const mixer = await createMixer(context, { strips: STRIPS, buses: 0 });
  const noise = new AudioBufferSourceNode(context, { buffer: bursts(context), loop: true });
  const root = document.body.appendChild(document.createElement('div'));
  Object.assign(root.style, { display: 'grid', gridTemplateColumns: 'repeat(16, auto)', gap: '8px' });
  for (const strip of mixer.strips) {
    strip.gain.db = -strip.index;
    strip.connect(noise);
    const { pan, mute, solo, gain, meter } = strip;
    const element = (name: string, set: object) => Object.assign(document.createElement(name), set);
    const elements = [
      element('mm-knob', { param: pan }),
      element('mm-toggle', { param: mute, tone: 'mute' }),
      element('mm-toggle', { param: solo, tone: 'solo' }),
      element('mm-fader', { param: gain }),
    ];
    if (withMeters) elements.push(element('mm-meter', { meter }));
    const box = document.createElement('div');
    box.append(...elements);
    root.append(box);
  }
  await context.resume();
  noise.start();
  return STRIPS;
}

/** Noise that swells and fades several times a second, so that no bar stands still. */
function bursts(context: BaseAudioContext): AudioBuffer {
  const buffer = new AudioBuffer({
    length: context.sampleRate * 2,
    sampleRate: context.sampleRate,
    numberOfChannels: 2,
  });
  for (let channel = 0; channel < 2; channel += 1) {
    const data = buffer.getChannelData(channel);
    for (let i = 0; i < data.length; i += 1) {
      const swell = 0.5 - 0.5 * Math.cos((i / context.sampleRate) * 2 * Math.PI * (3 + channel));
      data[i] = (Math.random() * 2 - 1) * swell;
    }
  }
  return buffer;
}
