import type { Mixer } from '../api/mixer.js';
import { pageRegistry } from './page-registry.js';

/** Keeps in mind that there is a mixer, for whoever looks into the page. One that the page forgets is forgotten here too. */
export function remember(mixer: Mixer): void {
  pageRegistry().mixers = [...liveMixers(), mixer].map((each) => new WeakRef(each));
}

/** The mixers of the page that nobody has disposed of, of every copy of the library, in the order in which they were made. */
export function liveMixers(): Mixer[] {
  return (pageRegistry().mixers ?? [])
    .map((each) => each.deref())
    .filter((mixer) => mixer !== undefined && !mixer.disposed) as Mixer[];
}
