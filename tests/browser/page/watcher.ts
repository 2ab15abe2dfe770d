/** What a watcher has heard since it was made. */
export interface Heard {
  frames: number;
  /** The largest sample, up or down. */
  peak: number;
  /** Stretches of exact silence between sounds, in frames of the context, oldest first; at most 100. */
  silences: { from: number; to: number }[];
  /** The last samples, left and right. */
  last: [number, number];
}

const processor = `
registerProcessor('megamixer-test-watcher', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.heard = { frames: 0, peak: 0, silences: [], last: [0, 0] };
    this.silentFrom = -1;
    this.sounded = false;
    this.port.onmessage = ({ data }) => {
      if (data === 'end') this.port.close();
      else this.port.postMessage(this.heard);
    };
  }
  process([[left, right]]) {
    const { heard } = this;
    const frames = left ? left.length : 128;
    for (let frame = 0; frame < frames; frame += 1) {
      const x = left ? Math.max(Math.abs(left[frame]), Math.abs(right[frame])) : 0;
      if (!(x <= heard.peak)) heard.peak = x;
      if (x === 0) {
        if (this.sounded && this.silentFrom < 0) this.silentFrom = currentFrame + frame;
      } else {
        if (this.silentFrom >= 0 && heard.silences.length < 100) {
          heard.silences.push({ from: this.silentFrom, to: currentFrame + frame });
        }
        this.silentFrom = -1;
        this.sounded = true;
      }
    }
    heard.frames += frames;
    heard.last = left ? [left[frames - 1], right[frames - 1]] : [0, 0];
    return true;
  }
});`;

const watchers = new WeakMap<BaseAudioContext, Watcher[]>();

/** Has all that listen in a context close their ports, which it takes them a moment to hear of. */
export function endWatchers(context: BaseAudioContext): void {
  for (const { node } of watchers.get(context) ?? []) node.port.postMessage('end');
  watchers.delete(context);
}

/** Listens to a node sample by sample and says nothing until it is asked. */
export class Watcher {
  private constructor(readonly node: AudioWorkletNode) {}

  static async listen(to: AudioNode): Promise<Watcher> {
    const { context } = to;
    const module = URL.createObjectURL(new Blob([processor], { type: 'text/javascript' }));
    await context.audioWorklet.addModule(module);
    URL.revokeObjectURL(module);
    const node = new AudioWorkletNode(context, 'megamixer-test-watcher', {
      channelCount: 2,
      channelCountMode: 'explicit',
    });
    to.connect(node).connect(context.destination);
    const watcher = new Watcher(node);
    watchers.set(context, [...(watchers.get(context) ?? []), watcher]);
    return watcher;
  }

  heard(): Promise<Heard> {
    return new Promise((resolve) => {
      this.node.port.onmessage = ({ data }: MessageEvent<Heard>) => resolve(data);
      this.node.port.postMessage(null);
    });
  }
}
