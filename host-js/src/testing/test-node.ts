import type { NodeConnection, TestNode } from './api.js';

/** A stand-in for an AudioNode, which remembers where it was connected to. */
export class SilentNode extends EventTarget implements TestNode {
  readonly context: BaseAudioContext;
  readonly numberOfInputs: number;
  readonly numberOfOutputs: number;
  channelCount = 2;
  channelCountMode: ChannelCountMode = 'max';
  channelInterpretation: ChannelInterpretation = 'speakers';
  #connections: NodeConnection[] = [];
  /** The stand-ins that were ever connected to this one. */
  readonly #sources = new Set<SilentNode>();

  constructor(context: BaseAudioContext, numberOfInputs: number, numberOfOutputs: number) {
    super();
    this.context = context;
    this.numberOfInputs = numberOfInputs;
    this.numberOfOutputs = numberOfOutputs;
  }

  get connections(): readonly NodeConnection[] {
    return [...this.#connections];
  }

  connect(destination: AudioNode, output?: number, input?: number): AudioNode;
  connect(destination: AudioParam, output?: number): void;
  connect(destination: AudioNode | AudioParam, output = 0, input = 0): AudioNode | undefined {
    assertIndex('output', output, this.numberOfOutputs);
    const node = 'connect' in destination ? destination : undefined;
    // What else somebody calls a node has perhaps no inputs to speak of.
    if (node instanceof SilentNode) {
      assertIndex('input', input, node.numberOfInputs);
      node.#sources.add(this);
    }
    const made = this.#connections.some(matching(destination, output, input));
    if (!made) this.#connections.push({ destination, output, input });
    return node;
  }

  /** Whether another stand-in leads to that input. */
  hears(input: number): boolean {
    return [...this.#sources].some((source) => source.#connections.some(matching(this, undefined, input)));
  }

  /** By what it leads to, by its output, by both, or all of it. */
  disconnect(from?: AudioNode | AudioParam | number, output?: number, input?: number): void {
    const matches = typeof from === 'number' ? matching(undefined, from, undefined) : matching(from, output, input);
    const kept = this.#connections.filter((connection) => !matches(connection));
    if (typeof from === 'object' && kept.length === this.#connections.length) {
      throw new DOMException('The node is not connected to that.', 'InvalidAccessError');
    }
    this.#connections = kept;
  }
}

/** The stand-in for the mixer's own. */
export class SilentMixerNode extends SilentNode implements AudioWorkletNode {
  readonly parameters: AudioParamMap = new Map<string, AudioParam>();
  readonly port: MessagePort = new SilentPort();
  onprocessorerror: AudioWorkletNode['onprocessorerror'] = null;

  constructor(context: BaseAudioContext, strips: number, outputs: number) {
    super(context, strips, outputs);
    this.channelCountMode = 'explicit';
  }
}

/** Nobody is at its other end. */
class SilentPort extends EventTarget implements MessagePort {
  onmessage: MessagePort['onmessage'] = null;
  onmessageerror: MessagePort['onmessageerror'] = null;

  postMessage(): void {}

  start(): void {}

  close(): void {}
}

function matching(destination: unknown, output: number | undefined, input: number | undefined) {
  return (connection: NodeConnection): boolean =>
    (destination === undefined || connection.destination === destination) &&
    (output === undefined || connection.output === output) &&
    (input === undefined || connection.input === input);
}

/** As Web Audio refuses it. */
function assertIndex(what: 'input' | 'output', index: number, count: number): void {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw new DOMException(`There is no ${what} ${index}: the node has ${count}.`, 'IndexSizeError');
}
