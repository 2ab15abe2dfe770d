/** A note in the room that it is played in. */
export interface Played {
  readonly context: BaseAudioContext;
  /** Where it is heard. */
  readonly out: AudioNode;
  /** Seconds, of the context. */
  readonly at: number;
  /** 0 to 1. */
  readonly loudness: number;
}

/** The frequency of a key, 69 being the A of 440 Hz. */
export const hertz = (key: number): number => 440 * 2 ** ((key - 69) / 12);

/** A gain that opens in `attack` seconds and falls by two thirds in every `decay` of them. */
export function envelope({ context, out, at, loudness }: Played, attack: number, decay: number): GainNode {
  const envelope = new GainNode(context, { gain: 0 });
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(loudness, at + attack);
  envelope.gain.setTargetAtTime(0, at + attack, decay);
  envelope.connect(out);
  return envelope;
}

/** An oscillator that is heard through `into` for so many seconds. */
export function oscillator(
  { context, at }: Played,
  into: AudioNode,
  seconds: number,
  options: OscillatorOptions,
): OscillatorNode {
  const source = new OscillatorNode(context, options);
  source.connect(into);
  source.start(at);
  source.stop(at + seconds);
  return source;
}

/** White noise that is heard through `into` for so many seconds. */
export function noise({ context, at }: Played, into: AudioNode, seconds: number): void {
  const source = new AudioBufferSourceNode(context, { buffer: whiteNoise(context), loop: true });
  source.connect(into);
  source.start(at, (at * 7.31) % 1);
  source.stop(at + seconds);
}

/** A filter in front of `into`. */
export function filter({ context }: Played, into: AudioNode, options: BiquadFilterOptions): BiquadFilterNode {
  const node = new BiquadFilterNode(context, options);
  node.connect(into);
  return node;
}

const noises = new WeakMap<BaseAudioContext, AudioBuffer>();

/** A second of it, the same whenever the page is opened. */
function whiteNoise(context: BaseAudioContext): AudioBuffer {
  let buffer = noises.get(context);
  if (buffer === undefined) {
    buffer = new AudioBuffer({ length: context.sampleRate, sampleRate: context.sampleRate });
    const samples = buffer.getChannelData(0);
    let seed = 22_222;
    for (let frame = 0; frame < samples.length; frame += 1) {
      seed = (Math.imul(seed, 196_314_165) + 907_633_515) | 0;
      samples[frame] = seed / 2 ** 31;
    }
    noises.set(context, buffer);
  }
  return buffer;
}
