import type { Strip } from 'megamixer';

/** Puts a strip on the page: its fader, a mute button, a meter and a clip lamp. Returns what takes it down. */
export function mountChannel(root: HTMLElement, strip: Strip, name: string): () => void {
  const channel = document.createElement('fieldset');
  channel.innerHTML = `
    <legend></legend>
    <input type="range" min="0" max="1" step="any" aria-label="Level">
    <button type="button" class="mute">Mute</button>
    <meter max="1"></meter>
    <button type="button" class="clip" aria-label="Clear clip" hidden></button>`;
  const part = <E extends HTMLElement>(selector: string) => channel.querySelector(selector) as E;
  const fader = part<HTMLInputElement>('input');
  const mute = part<HTMLButtonElement>('.mute');
  const meter = part<HTMLMeterElement>('meter');
  const clip = part<HTMLButtonElement>('.clip');
  part('legend').textContent = name;

  fader.oninput = () => {
    strip.gain.position = fader.valueAsNumber;
  };
  mute.onclick = () => {
    strip.mute.value = !strip.mute.value;
  };
  clip.onclick = () => strip.meter.clearClip();

  // Whoever sets them: this page, a snapshot, another part of the app.
  const showLevel = () => {
    fader.value = String(strip.gain.position);
  };
  const showMute = () => mute.setAttribute('aria-pressed', String(strip.mute.value));
  showLevel();
  showMute();
  const stops = [strip.gain.subscribe(showLevel), strip.mute.subscribe(showMute)];

  let frame = requestAnimationFrame(function draw() {
    meter.value = strip.meter.peak;
    clip.hidden = !strip.meter.clip;
    frame = requestAnimationFrame(draw);
  });
  root.append(channel);
  return () => {
    cancelAnimationFrame(frame);
    for (const stop of stops) stop();
    channel.remove();
  };
}
