const processor = `
registerProcessor('megamixer-test-recorder', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.quanta = [];
    this.port.onmessage = () => this.port.postMessage(this.quanta.splice(0));
  }
  process([[left]]) {
    this.quanta.push(left ? left.slice() : new Float32Array(128));
    return true;
  }
});`;

/** Keeps every sample of the left channel of a node, in a context that plays. */
export class Recorder {
  private constructor(readonly node: AudioWorkletNode) {}

  static async listen(to: AudioNode): Promise<Recorder> {
    const { context } = to;
    const module = URL.createObjectURL(new Blob([processor], { type: 'text/javascript' }));
    await context.audioWorklet.addModule(module);
    URL.revokeObjectURL(module);
    const node = new AudioWorkletNode(context, 'megamixer-test-recorder', {
      channelCount: 2,
      channelCountMode: 'explicit',
    });
    to.connect(node).connect(context.destination);
    return new Recorder(node);
  }

  /** What was heard since it was last asked. */
  async take(): Promise<Float32Array> {
    const quanta = await new Promise<Float32Array[]>((resolve) => {
      this.node.port.onmessage = ({ data }: MessageEvent<Float32Array[]>) => resolve(data);
      this.node.port.postMessage(null);
    });
    const samples = new Float32Array(quanta.reduce((frames, quantum) => frames + quantum.length, 0));
    let at = 0;
    for (const quantum of quanta) {
      samples.set(quantum, at);
      at += quantum.length;
    }
    return samples;
  }

  close(): void {
    this.node.disconnect();
    this.node.port.close();
  }
}
