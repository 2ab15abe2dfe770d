import type { Backend, Mixer } from 'megamixer';
import * as library from '/dist/megamixer.js';
import { pause, play, playing } from './realtime.ts';
import { Watcher } from './watcher.ts';

type Library = typeof import('megamixer');

/** What comes out of a mixer, once every glide is over. */
async function heard(mixer: Mixer): Promise<number> {
  const watcher = await Watcher.listen(mixer.node);
  await play(mixer.context, 0.3);
  return (await watcher.heard()).last[0];
}

/**
 * The page gets other code for the library while it plays, twice: its worklet is edited, then the edit is taken back. Each time
 * the mixer is made anew in the same context, with the old one's settings and the same source.
 */
export async function reload(backend: Backend, worklet: 'carried' | 'served'): Promise<number[]> {
  const options = (build: string) => ({ backend, ...(worklet === 'served' && { assetsUrl: `/${build}/assets/` }) });
  return playing(options('dist'), async (first, context) => {
    const source = new ConstantSourceNode(context);
    source.start();
    first.strips[6]!.gain.value = 0.5;
    first.strips[6]!.connect(source);
    const levels = [await heard(first)];

    let mixer = first;
    const edited = '/dist-edited/megamixer.js';
    for (const [build, code] of [
      ['dist-edited', (await import(edited)) as Library],
      ['dist', library],
    ] as const) {
      const settings = mixer.snapshot();
      mixer.dispose();
      await pause(30);
      mixer = await code.createMixer(context, options(build));
      mixer.restore(settings);
      mixer.strips[6]!.connect(source);
      levels.push(await heard(mixer));
    }
    mixer.dispose();
    return levels;
  });
}
