import type { RestoreOptions } from '../src/api/snapshot.js';
import { restoreSnapshot } from '../src/snapshot/restore.js';
import { takeSnapshot } from '../src/snapshot/take.js';
import { newDesk } from './desk.js';

export const FULL = { strips: 3, buses: 3, effects: 3, maxDelay: 0.1 };

/** A desk whose snapshots can be taken and restored. */
export function newConsole(asked: Parameters<typeof newDesk>[0] = FULL) {
  const parts = newDesk(asked);
  const { mixer, mirror } = parts;
  return {
    ...parts,
    take: () => takeSnapshot(mixer, mirror),
    restore: (snapshot: unknown, options?: RestoreOptions) => restoreSnapshot(mixer, mirror, snapshot, options),
    /** Everything that the page can say, without versions and the header. */
    words: () => [...mirror.words.subarray(mirror.layout.mixer, mirror.layout.pageEnd)],
  };
}
