/** What runs in the worker of a bounce, and in those of its pool. The first message says which it is. */
import { INITIAL_PAGES, MAXIMUM_PAGES } from '../facts.gen.js';
import { advance, begin, hold_sounds, initSync, leave, threads } from './glue.gen.js';
import { meet, pooled, startPool } from './pool.js';
import { type Meet, type Pooled, type Start, type Stop, scope, tell } from './protocol.js';

let started = false;
let stopped = false;

scope.addEventListener('message', ({ data }) => {
  const message = data as Start | Stop | Pooled | Meet;
  if (message.kind === 'meet') meet(message);
  else if (message.kind === 'pooled') pooled(message);
  else if (message.kind === 'stop') stop();
  else if (message.kind === 'bounce') start(message);
});
tell('ready', null);

/** Who is at work ends with the stretch that is under way. */
function stop(): void {
  stopped = true;
  if (!started) scope.close();
}

async function start(message: Start): Promise<void> {
  started = true;
  const { shared } = message;
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES, shared });
  } catch (error) {
    return tell('no memory', String(error));
  }
  try {
    await bounce(message, memory);
  } catch (error) {
    tell('trapped', String(error));
  }
}

async function bounce(message: Start, memory: WebAssembly.Memory): Promise<void> {
  const { module, shared, session, request, sounds } = message;
  initSync({ module, memory });
  hold_sounds(sounds);
  const wanted = shared ? (message.threads ?? threads()) : 1;
  const hasPool = wanted > 1 && (await startPool(wanted, message));
  const count = hasPool ? wanted : 1;
  tell('threads', count);
  let more = !stopped && begin(session, JSON.stringify({ ...request, threads: count }));
  while (more && !stopped) {
    more = advance();
    await turn();
  }
  // A browser that is to end a thread which waits, as those of a pool do when there is nothing to do, gives it seconds to come back first.
  if (hasPool) leave();
  scope.close();
}

const { port1, port2 } = new MessageChannel();

/** Lets the page be heard. A timer would take four milliseconds. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}
