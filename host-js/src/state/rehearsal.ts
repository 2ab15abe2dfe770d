import type { Mixer } from '../api/mixer.js';
import type { Mirror } from '../mirror/mirror.js';
import { restoreSnapshot } from '../snapshot/restore.js';

/** How a rehearsal ends: nothing of it is published. */
const OVER = Symbol('over');

/**
 * Throws what `mixer.restore` would throw, and changes nothing: an edit that is taken back.
 *
 * @throws MixerError `snapshot-counts`, `snapshot-invalid`, `snapshot-version`, `cycle`, `no-effect-slot`, `disposed`
 */
export function rehearse(mixer: Mixer, mirror: Mirror, snapshot: unknown): void {
  const { pageStart, pageEnd } = mirror.layout;
  const words = Int32Array.from({ length: pageEnd - pageStart }, (_, index) => pageStart + index);
  try {
    mirror.edit(() => {
      restoreSnapshot(mixer, mirror, snapshot);
      // It is asked at the end of edits, which this one does not reach.
      mirror.guard?.check(words, words.length);
      throw OVER;
    });
  } catch (error) {
    if (error !== OVER) throw error;
  }
}
