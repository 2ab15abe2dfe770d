/** In frames: what is put in order at once. */
const PIECE = 1 << 17;
const FLOAT = 3;

/** A sound as a WAV file of 32-bit floats, which is exactly what is in it: piece by piece, since it may be long. */
export function* wavPieces(sound: AudioBuffer): Generator<Uint8Array<ArrayBuffer>> {
  const { numberOfChannels, length } = sound;
  yield head(sound);
  const channels = Array.from({ length: numberOfChannels }, (_, channel) => sound.getChannelData(channel));
  for (let from = 0; from < length; from += PIECE) {
    const frames = Math.min(PIECE, length - from);
    const samples = new Float32Array(frames * numberOfChannels);
    for (const [channel, all] of channels.entries()) {
      for (let i = 0; i < frames; i++) samples[i * numberOfChannels + channel] = all[from + i]!;
    }
    yield new Uint8Array(samples.buffer);
  }
}

/** Source: Microsoft, "Multiple Channel Audio Data and WAVE Files": floats take an empty extension, and a count of frames. */
function head({ numberOfChannels, length, sampleRate }: AudioBuffer): Uint8Array<ArrayBuffer> {
  const frameBytes = 4 * numberOfChannels;
  const view = new DataView(new ArrayBuffer(58));
  const word = (at: number, text: string): void => {
    for (let i = 0; i < 4; i++) view.setUint8(at + i, text.charCodeAt(i));
  };
  word(0, 'RIFF');
  view.setUint32(4, 50 + length * frameBytes, true);
  word(8, 'WAVE');
  word(12, 'fmt ');
  view.setUint32(16, 18, true);
  view.setUint16(20, FLOAT, true);
  view.setUint16(22, numberOfChannels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 32, true);
  word(38, 'fact');
  view.setUint32(42, 4, true);
  view.setUint32(46, length, true);
  word(50, 'data');
  view.setUint32(54, length * frameBytes, true);
  return new Uint8Array(view.buffer);
}
