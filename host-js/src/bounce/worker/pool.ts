import { hold_sounds, initSync, initThreadPool, leaving, wbg_rayon_start_worker } from './glue.gen.js';
import { type Join, type Meet, type Pooled, scope, tell } from './protocol.js';

/** wasm-bindgen-rayon's side of a pool. */
interface PoolBuilder {
  numThreads(): number;
  receiver(): number;
  build(): void;
}

/** How often a memory may be lost on its way. */
const TRIES = 20;

/** What every worker of the pool is given. */
let given: Pick<Join, 'module' | 'sounds'>;
let answered: (ports: Pooled['ports']) => void;

/** Asks the page for the workers of a pool. Whether there is one: where the browser gives no more workers, one thread does it all, to the same end. */
export async function startPool(threads: number, { module, sounds }: typeof given): Promise<boolean> {
  given = { module, sounds };
  try {
    await initThreadPool(threads);
    return true;
  } catch {
    return false;
  }
}

/** The page has answered. */
export function pooled({ ports }: Pooled): void {
  answered(ports);
}

/** Called by wasm-bindgen-rayon, with `builder` waiting for the workers to hand them their threads. */
export async function startWorkers(
  _: WebAssembly.Module,
  memory: WebAssembly.Memory,
  builder: PoolBuilder,
): Promise<void> {
  const answer = new Promise<Pooled['ports']>((resolve) => {
    answered = resolve;
  });
  tell('pool', builder.numThreads());
  const ports = await answer;
  if (ports === null) throw new Error('the page has no workers for the pool');
  const message: Join = { ...given, memory, receiver: builder.receiver() };
  await Promise.all(ports.map((port) => joined(port, message)));
  builder.build();
}

/** Tells who is at the other end what it is there for, whenever it says that it is there, until it has joined. */
function joined(port: MessagePort, message: Join): Promise<void> {
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => {
      if (data === 'joined') resolve();
      else port.postMessage(message);
    };
  });
}

/** Becomes a thread of the pool that is at the other end, until that ends. */
export function meet({ port }: Meet): void {
  port.onmessage = ({ data }) => {
    const { module, memory, sounds, receiver } = data as Join;
    try {
      initSync({ module, memory });
      hold_sounds(sounds);
      port.postMessage('joined');
      wbg_rayon_start_worker(receiver);
    } catch (error) {
      // Whoever waits for this thread hears nothing; the page does.
      if (!leaving()) tell('trapped', String(error));
    }
    scope.close();
  };
  // Firefox loses a memory now and then on its way through a port, most often while one end is not where it goes. Then it is asked for again.
  let lost = 0;
  port.onmessageerror = () => {
    lost += 1;
    if (lost <= TRIES) port.postMessage('there');
    else tell('trapped', 'the memory was lost on its way to a worker');
  };
  port.postMessage('there');
}
