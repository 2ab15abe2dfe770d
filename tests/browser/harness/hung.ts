import type { Engine } from '../drivers/driver.ts';

/** More than that is no accident. */
const MOST = 2;
let times = 0;

/**
 * Whether a call into a page failed by WebKitGTK itself. On a busy machine it hangs now and then: as a whole, so that its
 * driver gets no answer, or with a context that says `running` while its clock stands. What hangs has shown nothing, and is tried once more; not what is
 * wrong, and not more than twice in all of its tests. Each is said in the output.
 */
export function hung(engine: Engine, error: unknown): boolean {
  if (engine !== 'webkit' || times === MOST || !(error instanceof Error)) return false;
  const itself = error.name === 'TimeoutError' || /the clock of the context stands, running/.test(error.message);
  if (!itself) return false;
  times += 1;
  console.log(
    `WebKit hung, and the test is run again in a new one (${times} of ${MOST}): ${error.message.split('\n')[0]}`,
  );
  return true;
}
