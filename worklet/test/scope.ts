import { readFileSync } from 'node:fs';
import { MEMORY_INITIAL_PAGES } from '../src/build.gen.js';
import {
  LAYOUT_HASH,
  layout,
  memoryBytes,
  PARAMS,
  PARTS,
  type ParamSpec,
  type RecordName,
  WASM_PAGE_BYTES,
} from '../src/layout.gen.js';
import type { EngineShape, PageMessage, ProcessorOptions, WorkletMessage } from '../src/protocol.js';

/** As much of an AudioWorkletGlobalScope as the processor uses: sampleRate, currentFrame, and what it registers. */
const scope = globalThis as unknown as {
  sampleRate: number;
  currentFrame: number;
  AudioWorkletProcessor: unknown;
  registerProcessor: unknown;
};

export class FakePort {
  readonly said: WorkletMessage[] = [];
  onmessage: ((event: { data: PageMessage }) => void) | null = null;
  closed = false;

  postMessage(message: WorkletMessage): void {
    this.said.push(message);
  }

  close(): void {
    this.closed = true;
  }

  /** What it said of a type, oldest first. */
  of<T extends WorkletMessage['type']>(type: T): Extract<WorkletMessage, { type: T }>[] {
    return this.said.filter((message) => message.type === type) as Extract<WorkletMessage, { type: T }>[];
  }
}

export interface Processor {
  readonly port: FakePort;
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

type ProcessorClass = new (init: { processorOptions: ProcessorOptions }) => Processor;

export let registered: { name: string; Processor: ProcessorClass };

scope.sampleRate = 48_000;
scope.currentFrame = 0;
scope.AudioWorkletProcessor = class {
  readonly port = new FakePort();
};
scope.registerProcessor = (name: string, Processor: ProcessorClass) => {
  registered = { name, Processor };
};
await import('../src/processor-wasm.js');

const module = new WebAssembly.Module(readFileSync(new URL('../../dist/assets/megamixer.wasm', import.meta.url)));

export const LAYOUT = layout(2, 1);
export const SHAPE: EngineShape = {
  strips: LAYOUT.strips,
  buses: LAYOUT.buses,
  effects: 1,
  maxDelay: 0,
  outputs: 1,
  capacityFrames: 128,
};
export const pages = {
  initial: MEMORY_INITIAL_PAGES,
  maximum: memoryBytes({ ...SHAPE, sampleRate: scope.sampleRate }) / WASM_PAGE_BYTES,
};

/** Node takes the module as it is built, for shared memory; the worklet's own memory is the browsers' to test. */
export const sharedMemory = () => new WebAssembly.Memory({ ...pages, shared: true });

const scratch = new Float32Array(1);
export const bits = (value: number): number => {
  scratch[0] = value;
  return new Int32Array(scratch.buffer)[0]!;
};

/** Every control at its default, as the page sends it. */
export function defaults(): Int32Array {
  const words = new Int32Array(LAYOUT.pageEnd);
  const fill = (first: number, record: RecordName) => {
    const params: Record<string, ParamSpec> = PARAMS[record];
    for (const { kind, offset, default: value } of Object.values(params)) {
      words[first + offset] = ['gain', 'number', 'setting'].includes(kind) ? bits(value) : value;
    }
    const parts: Partial<Record<string, Record<string, number>>> = PARTS;
    for (const [part, offset] of Object.entries(parts[record] ?? {})) fill(first + offset, part as RecordName);
  };
  fill(LAYOUT.mixer, 'mixer');
  fill(LAYOUT.master, 'master');
  fill(LAYOUT.bus(0), 'bus');
  for (const strip of [0, 1]) {
    fill(LAYOUT.strip(strip), 'strip');
    fill(LAYOUT.send(strip, 0), 'send');
  }
  return words.slice(LAYOUT.pageStart, LAYOUT.pageEnd);
}

/** A processor at frame 0 of its context. */
export function newProcessor(options: Partial<ProcessorOptions> = {}): Processor {
  scope.currentFrame = 0;
  return new registered.Processor({
    processorOptions: {
      ...SHAPE,
      module,
      memory: sharedMemory(),
      pages,
      layoutHash: LAYOUT_HASH,
      words: defaults(),
      lastFrame: Number.POSITIVE_INFINITY,
      script: [],
      ...options,
    },
  });
}

/**
 * Renders one quantum and lets the context's time pass. Returns left and right of the mix, the channels of the
 * monitor output, and what `process` returned.
 */
export function quantum(processor: Processor, inputs: Float32Array[][], frames = 128, outputs = 1) {
  const channels = Array.from({ length: outputs }, () => [new Float32Array(frames), new Float32Array(frames)]);
  const alive = processor.process(inputs, channels);
  scope.currentFrame += frames;
  const [left, right] = channels[0]!;
  return { left: left!, right: right!, monitor: channels[1], alive };
}

/** Tells a processor something, as its port would. */
export function tell(processor: Processor, data: PageMessage): void {
  processor.port.onmessage?.({ data });
}

/** A stereo input of one value, or of a ramp of samples from it. */
export function input(frames: number, from: number, step = 0): Float32Array[] {
  const samples = Float32Array.from({ length: frames }, (_, frame) => from + frame * step);
  return [samples, samples.map((sample) => -sample)];
}
