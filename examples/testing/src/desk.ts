import type { Mixer } from 'megamixer';
import { mountChannel } from './channel.js';

/** Puts the strips of a mixer on the page, with the loudness of the mix. Returns what takes them down. */
export function mountDesk(root: HTMLElement, mixer: Mixer): () => void {
  const stops = mixer.strips.map((strip) => mountChannel(root, strip, `Strip ${strip.index + 1}`));

  const alarm = document.createElement('p');
  alarm.setAttribute('role', 'alert');
  alarm.hidden = true;
  const onFault = (event: CustomEvent<{ message: string }>) => {
    alarm.textContent = `No sound for a moment: ${event.detail.message}`;
    alarm.hidden = false;
  };
  const onRestart = () => {
    alarm.hidden = true;
  };
  mixer.addEventListener('fault', onFault);
  mixer.addEventListener('restart', onRestart);

  const readout = document.createElement('output');
  const unsubscribe = mixer.master.loudness.subscribe();
  const timer = setInterval(() => {
    const { integrated } = mixer.master.loudness;
    readout.value = integrated === null ? '' : `${integrated.toFixed(1)} LUFS`;
  }, 500);

  root.append(alarm, readout);
  return () => {
    for (const stop of stops) stop();
    mixer.removeEventListener('fault', onFault as EventListener);
    mixer.removeEventListener('restart', onRestart);
    unsubscribe();
    clearInterval(timer);
    alarm.remove();
    readout.remove();
  };
}
