/** What the page tells the worker of a bounce, first of all. */
export interface Start {
  readonly kind: 'bounce';
  readonly module: WebAssembly.Module;
  readonly shared: boolean;
  readonly session: string;
  /** Of the request, but for how many threads there are. */
  readonly request: object;
  /** Null: as many as the machine has. */
  readonly threads: number | null;
  readonly sounds: readonly (readonly Float32Array[])[];
}

/** Ways to the workers of the pool, or null where they are not to be had. */
export interface Pooled {
  readonly kind: 'pooled';
  readonly ports: readonly MessagePort[] | null;
}

/** What the page tells it when nobody waits for it any more. */
export interface Stop {
  readonly kind: 'stop';
}

/** What the page tells a worker of the pool: the way to the worker of the bounce. */
export interface Meet {
  readonly kind: 'meet';
  readonly port: MessagePort;
}

/**
 * What the worker of the bounce tells a worker of its pool. The page never sees the memory, since some browsers keep it for as long as anything
 * there was that has seen it.
 */
export interface Join extends Pick<Start, 'module' | 'sounds'> {
  readonly memory: WebAssembly.Memory;
  /** Where wasm-bindgen-rayon hands out the threads. */
  readonly receiver: number;
}

/** What the page hears: a word, what it is about, and bytes of files. Texts are JSON. */
export type Told =
  /** The script runs. */
  | readonly ['ready', null]
  /** So many workers are asked for. The page starts them, since Firefox hangs now and then when a worker does. */
  | readonly ['pool', number]
  /** So many threads mix. */
  | readonly ['threads', number]
  | readonly ['progress', string]
  /** Of the output of this number; 0 is the mix. */
  | readonly ['piece', number, ArrayBuffer]
  /** The report, and what the files begin with: the mix's, and those of stems. */
  | readonly ['done', string, ArrayBuffer, ArrayBuffer]
  /** The session or the request cannot be bounced: where, and why. */
  | readonly ['refused', string]
  /** There is no memory, which the browser says in these words. */
  | readonly ['no memory', string]
  /** There is no room for what it puts away, which the browser says in these words. */
  | readonly ['no room', string]
  /** It trapped. */
  | readonly ['trapped', string];

/** What is used here of a DedicatedWorkerGlobalScope: its types and those of a page do not go into one program. */
interface WorkerScope {
  close(): void;
  postMessage(message: Told): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

export const scope = globalThis as unknown as WorkerScope;

export const tell = (...message: Told): void => scope.postMessage(message);
