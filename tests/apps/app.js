import { createMixer } from 'megamixer';

/** The app of every test here, so that they differ by their tools alone: a tone in a strip, its fader and its meter. */
export function mount(element) {
  element.innerHTML = `
    <button id="start" type="button">Start</button>
    <label>Fader <input id="fader" type="range" min="-60" max="0" step="6" value="-6"> dB</label>
    <meter id="meter" max="1"></meter>`;
  element.querySelector('#start').onclick = () => start(element);
}

async function start(element) {
  const context = new AudioContext();
  const more = Object.fromEntries(new URLSearchParams(location.search));
  const mixer = await createMixer(context, { strips: 2, buses: 0, ...more });
  // Longer than the 40 periods that it takes to tell a level within a hundredth of a decibel.
  const analyser = new AnalyserNode(context, { fftSize: 16384 });
  mixer.node.connect(analyser).connect(context.destination);

  const strip = mixer.strips[0];
  const tone = new OscillatorNode(context, { frequency: 1000 });
  strip.connect(tone);
  strip.input.value = 'mono';
  const fader = element.querySelector('#fader');
  strip.gain.db = fader.valueAsNumber;
  fader.oninput = () => {
    strip.gain.db = fader.valueAsNumber;
  };
  const meter = element.querySelector('#meter');
  requestAnimationFrame(function draw() {
    meter.value = strip.meter.peak;
    requestAnimationFrame(draw);
  });
  await mixer.settled();
  tone.start();

  const samples = new Float32Array(analyser.fftSize);
  globalThis.app = {
    backend: mixer.backend.kind,
    /** What is heard, RMS in dBFS. */
    level() {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return 10 * Math.log10(power);
    },
    meter: () => meter.value,
  };
}
