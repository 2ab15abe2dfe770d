import type { bounce } from 'megamixer/bounce';

/** Comes with its engine inside: only who exports needs it. */
export async function loadBounce(): Promise<typeof bounce> {
  return (await import('megamixer/bounce')).bounce;
}
