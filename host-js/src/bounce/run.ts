import { MixerError } from '../errors.js';
import type { BounceOptions, BounceResult } from './api.js';
import { workerRefused, workerScript } from './code.js';
import { Files } from './files.js';
import type { Meet, Pooled, Start, Stop, Told } from './worker/protocol.js';

/** So long may a worker take to end by itself. */
const LEAVING_MS = 500;

/** Firefox collects workers that nobody holds, at work or not. */
const running = new Set<Run>();

/** A bounce under way: its workers, and what has come of it. */
export class Run {
  readonly result: Promise<BounceResult>;
  private readonly script;
  /** The bounce's own first, then those of its pool. */
  private readonly workers: Worker[] = [];
  private readonly files = new Files((cause) => this.fail(noRoom(cause)));
  private finish!: (result: BounceResult) => void;
  private fail!: (reason: MixerError) => void;
  private threads = 1;
  private ended = false;
  /** A worker trapped: others may wait for it for ever. */
  private broken = false;

  constructor(
    start: Start,
    private readonly folder: string | URL | undefined,
    private readonly onProgress: BounceOptions['onProgress'],
  ) {
    this.result = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
    running.add(this);
    this.script = workerScript(folder);
    this.startWorker(
      (worker) => {
        const { shared, sounds } = start;
        const copies = shared ? [] : sounds.flatMap((channels) => channels.map(({ buffer }) => buffer as ArrayBuffer));
        worker.postMessage(start, copies);
      },
      (cause) => this.fail(workerRefused(this.folder, cause)),
    );
  }

  /**
   * Gives everything back, whatever is under way. The workers are asked, since Chromium gives one that is ended two seconds to come back
   * from what it does. Those of a bounce that broke hear nothing any more, and are ended.
   */
  end(): void {
    this.ended = true;
    this.workers[0]?.postMessage({ kind: 'stop' } satisfies Stop);
    const gone = () => {
      for (const worker of this.workers) worker.terminate();
      this.script.revoke();
      running.delete(this);
    };
    if (this.broken) gone();
    else setTimeout(gone, LEAVING_MS);
  }

  /** Starts a worker that calls `ready` once its script runs, and `refused` where it never will. */
  private startWorker(ready: (worker: Worker) => void, refused: (cause: unknown) => void): void {
    let runs = false;
    try {
      const worker = new Worker(this.script.url, { type: 'module', name: 'megamixer-bounce' });
      this.workers.push(worker);
      worker.onerror = (event) => {
        event.preventDefault();
        if (runs) this.trapped(event.message);
        else refused(event.message);
      };
      worker.onmessage = ({ data }) => {
        if (data[0] !== 'ready') return this.hear(data);
        runs = true;
        ready(worker);
      };
    } catch (cause) {
      refused(cause);
    }
  }

  private hear(told: Told): void {
    const [word, about] = told;
    // A pool that is half there is filled even so: as a whole it can be asked to leave.
    if (word === 'pool') this.startPool(about);
    else if (this.ended) return;
    else if (word === 'threads') this.threads = about;
    else if (word === 'piece') this.files.add(about, told[2]);
    else if (word === 'progress') this.onProgress?.(JSON.parse(about));
    else if (word === 'done')
      this.files.result(told, this.threads).then(this.finish, (cause) => this.fail(noRoom(cause)));
    else if (word === 'refused') this.fail(refused(JSON.parse(about)));
    else if (word === 'no memory') this.fail(noMemory(about));
    else if (word === 'no room') this.fail(noRoom(about));
    else this.trapped(about);
  }

  /** Starts the workers of the pool, and has them meet the worker of the bounce. */
  private startPool(count: number): void {
    const ports: MessagePort[] = [];
    const answer = (ports: MessagePort[] | null) =>
      this.workers[0]?.postMessage({ kind: 'pooled', ports } satisfies Pooled, ports ?? []);
    const ready = (worker: Worker) => {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ kind: 'meet', port: port1 } satisfies Meet, [port1]);
      if (ports.push(port2) === count) answer(ports);
    };
    for (let index = 0; index < count; index += 1) this.startWorker(ready, () => answer(null));
  }

  private trapped(said: unknown): void {
    this.broken = true;
    this.fail(failed(said));
  }
}

function refused({ path, message }: { path: string | null; message: string }): MixerError {
  if (path === null) return new MixerError('bounce-failed', `The session could not be bounced: ${message}.`);
  return new MixerError('session-invalid', `The session cannot be bounced: ${message}.`);
}

function noMemory(cause: unknown): MixerError {
  return new MixerError(
    'out-of-memory',
    'The browser gave no memory for the bounce: let others end first, and dispose of mixers that are not needed.',
    cause,
  );
}

function noRoom(cause: unknown): MixerError {
  return new MixerError(
    'out-of-memory',
    'The browser has no room for the files of the bounce: bounce fewer stems, fewer bits, or a range at a time, or let go of files that are done with.',
    cause,
  );
}

function failed(cause: unknown): MixerError {
  return new MixerError(
    'bounce-failed',
    'The bounce broke off: it met an error of its own, or found no more memory. Fewer threads and fewer stems take less.',
    cause,
  );
}
