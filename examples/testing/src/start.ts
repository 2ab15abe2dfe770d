import { createMixer, type Mixer, MixerError } from 'megamixer';
import { mountDesk } from './desk.js';

/** Makes a mixer of four strips and puts it on the page; undefined where the page may have none, which it then says. */
export async function start(root: HTMLElement, context: BaseAudioContext): Promise<Mixer | undefined> {
  try {
    const mixer = await createMixer(context, { strips: 4, buses: 0 });
    mixer.node.connect(mixer.context.destination);
    mountDesk(root, mixer);
    return mixer;
  } catch (error) {
    if (!(error instanceof MixerError && error.code === 'insecure-context')) throw error;
    root.textContent = 'Open this page over https to hear it.';
    return undefined;
  }
}
