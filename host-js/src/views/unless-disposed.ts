/**
 * What `work` returns, or undefined where the mixer is disposed of. React may put the effects of a component up once more
 * before it hears that its mixer has gone, and a hand may hold an element of it; that is nothing to bring a page down for.
 */
export function unlessDisposed<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    // By its code: the mixer may be of another copy of the library than this one, and its MixerError with it.
    if ((error as { code?: unknown }).code === 'disposed') return undefined;
    throw error;
  }
}
