import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { HEADER, LAYOUT_HASH, layout, MAGIC } from 'megamixer-worklet/layout';
import type { EngineShape, PageMessage, ProcessorOptions, WorkletMessage } from 'megamixer-worklet/protocol';
import { EngineHost } from '../src/engine/engine-host.js';
import type { FaultDetail, NodeChangeDetail } from '../src/events.js';
import { Connections } from '../src/handles/connections.js';
import { Mirror } from '../src/mirror/mirror.js';
import { UNWATCHED } from '../src/stats/activity.js';
import { MessageTransport } from '../src/transports/message.js';
import { SharedTransport } from '../src/transports/shared.js';

export const LAYOUT = layout(2, 1);
export const PAGES = { initial: 4, maximum: 8 };
export const SHAPE = { strips: 2, buses: 1, effects: 1, maxDelay: 0, outputs: 1, capacityFrames: 128 } as const;
const BLOCK = 4096;

/** A node whose worklet the test plays. */
export class FakeNode extends EventTarget {
  static readonly made: FakeNode[] = [];
  /** How many were to have garbage collected: those are gone again at once. */
  static sweepers = 0;
  readonly posted: PageMessage[] = [];
  readonly context: FakeContext;
  readonly nodeOptions: AudioWorkletNodeOptions;
  readonly options: ProcessorOptions;
  closed = false;
  connected = true;
  readonly port = {
    onmessage: null as ((event: { data: WorkletMessage }) => void) | null,
    postMessage: (message: PageMessage) => this.posted.push(message),
    close: () => {
      this.closed = true;
    },
  };

  constructor(context: FakeContext, name: string, nodeOptions: AudioWorkletNodeOptions) {
    super();
    this.context = context;
    this.nodeOptions = nodeOptions;
    this.options = nodeOptions.processorOptions;
    if (name.endsWith('-sweeper')) {
      FakeNode.sweepers += 1;
      queueMicrotask(() => this.port.onmessage?.({ data: null as unknown as WorkletMessage }));
    } else {
      FakeNode.made.push(this);
    }
  }

  disconnect(): void {
    this.connected = false;
  }

  says(data: WorkletMessage): void {
    this.port.onmessage?.({ data });
  }

  /** Puts a block into the memory that the page last gave, and confirms it. Without shared memory it is the test's own. */
  confirms({ limiterLatencyFrames = 77 } = {}): Int32Array {
    const restarts = this.posted.filter((message) => message.type === 'restart');
    const { memory, words } = restarts.at(-1) ?? this.options;
    const block = memory === null ? new Int32Array(LAYOUT.words) : new Int32Array(memory.buffer, BLOCK, LAYOUT.words);
    block[HEADER.magic] = MAGIC;
    block[HEADER.layoutHash] = LAYOUT_HASH;
    block[HEADER.strips] = LAYOUT.strips;
    block[HEADER.buses] = LAYOUT.buses;
    block.set(words, LAYOUT.pageStart);
    this.says({ type: 'ready', block: BLOCK, bytes: 65536, limiterLatencyFrames });
    return block;
  }
}

export const last = () => FakeNode.made.at(-1)!;

/** To the host it is the browser's own. */
export class FakeContext extends EventTarget {
  state = 'running';
  readonly audioWorklet = {};
  readonly #sampleRate: number;
  readonly renderQuantumSize: number;

  constructor(sampleRate = 48_000, renderQuantumSize = 128) {
    super();
    this.#sampleRate = sampleRate;
    this.renderQuantumSize = renderQuantumSize;
  }

  get sampleRate(): number {
    return this.#sampleRate;
  }

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

export const asContext = (context: FakeContext) => context as unknown as BaseAudioContext;

/** Has the tests around it run in a page of such nodes and contexts. */
export function withFakeNodes(): void {
  const { AudioWorkletNode: node, BaseAudioContext: context } = globalThis;
  before(() => {
    globalThis.AudioWorkletNode = FakeNode as unknown as typeof AudioWorkletNode;
    globalThis.BaseAudioContext = FakeContext as unknown as typeof BaseAudioContext;
  });
  after(() => {
    globalThis.AudioWorkletNode = node;
    globalThis.BaseAudioContext = context;
  });
  beforeEach(() => {
    FakeNode.made.length = 0;
  });
}

export function hosted({ shape = SHAPE as EngineShape, backend = 'shared' } = {}) {
  const context = new FakeContext();
  const mirror = new Mirror(LAYOUT);
  const transport = backend === 'shared' ? new SharedTransport(LAYOUT) : new MessageTransport(LAYOUT);
  mirror.publisher = transport;
  const connections = new Connections();
  const faults: FaultDetail[] = [];
  const told = { restarts: 0, nodes: [] as NodeChangeDetail[] };
  const added: unknown[] = [];
  const host = new EngineHost(
    { context: asContext(context), pages: PAGES, shape },
    {
      mirror,
      transport,
      connections,
      activity: UNWATCHED,
      addProcessor: async (to) => {
        added.push(to);
      },
      fault: (detail) => faults.push(detail),
      restarted: () => (told.restarts += 1),
      nodeChanged: (detail) => told.nodes.push(detail),
    },
  );
  const start = (signal?: AbortSignal) => host.start({} as WebAssembly.Module, mirror.pageWords(), [], signal);
  return { context, mirror, transport, connections, host, start, faults, told, added };
}

export const restartsOf = (node: FakeNode) => node.posted.filter(({ type }) => type === 'restart').length;

/** Does that in a listener of the next fault. */
export function onFault(faults: FaultDetail[], listener: () => void): void {
  faults.push = (...details) => {
    listener();
    return Array.prototype.push.apply(faults, details);
  };
}

export async function started(asked?: Parameters<typeof hosted>[0]) {
  const parts = hosted(asked);
  const start = parts.start();
  const block = last().confirms();
  await start;
  return { ...parts, block, node: last() };
}

/** A source that knows where it is connected. */
export function fakeSource() {
  const to = new Set<unknown>();
  const source = { to, connect: (node: unknown) => to.add(node), disconnect: (node: unknown) => to.delete(node) };
  return source as typeof source & AudioNode;
}

/** Moves a host and lets its new node be made; `moved` is what `move` returned. */
export async function moving(
  host: ReturnType<typeof hosted>['host'],
  to = new FakeContext(44_100),
  signal?: AbortSignal,
) {
  const moved = host.move(asContext(to), signal);
  moved.catch(() => {});
  const before = FakeNode.made.length;
  await turn();
  assert.equal(FakeNode.made.length, before + 1);
  return { to, moved, next: last() };
}

export const isGone = (node: FakeNode) => [node.posted.at(-1)?.type, node.closed, node.connected];
export const GONE = ['dispose', true, false];
