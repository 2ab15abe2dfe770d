import type { BounceOptions, BounceReport, Session } from 'megamixer/bounce';
import { bounce } from '/dist/bounce.js';

/** Ten seconds that every strip has in a loop, at 48 kHz. */
const FRAMES = 480_000;

const noise = (seed: number) => {
  let state = seed;
  return Float32Array.from({ length: FRAMES }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / (1 << 23) - 1;
  });
};
const buffers = { noise: [noise(1), noise(2)] };

/** What a bounce says of itself, and a print of its file, if it is a short one. */
export async function run(session: Session, options: BounceOptions): Promise<BounceReport & { print: string | null }> {
  const { mix, report } = await bounce(session, buffers, options);
  return { ...report, print: mix.size < 2 ** 27 ? await printOf(mix) : null };
}

async function printOf(mix: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await mix.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
