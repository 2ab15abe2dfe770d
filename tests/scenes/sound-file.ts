import { Random } from './random.ts';

/** A sound that is the same in the page and in a file: bursts of noise, with rests between them. */
export interface SoundFile {
  readonly name: string;
  readonly seed: number;
  readonly channels: 1 | 2;
  readonly frames: number;
  readonly sampleRate: number;
}

export function samplesOf({ seed, channels, frames, sampleRate }: SoundFile): Float32Array<ArrayBuffer>[] {
  return Array.from({ length: channels }, (_, channel) => {
    const random = new Random(2 * seed + channel);
    const burst = (frame: number) => 1 - (((4 * frame) / sampleRate) % 1);
    return Float32Array.from({ length: frames }, (_, frame) => random.between(-1, 1) * burst(frame) ** 2);
  });
}

/** As a WAV file of floats. Source: Microsoft, "Multiple Channel Audio Data and WAVE Files". */
export function wavOf(sound: SoundFile): Uint8Array {
  const samples = samplesOf(sound);
  const [frameBytes, head] = [4 * sound.channels, 44];
  const file = new DataView(new ArrayBuffer(head + frameBytes * sound.frames));
  const word = (at: number, text: string) => {
    for (const [index, letter] of [...text].entries()) file.setUint8(at + index, letter.charCodeAt(0));
  };
  word(0, 'RIFF');
  file.setUint32(4, file.byteLength - 8, true);
  word(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 3, true);
  file.setUint16(22, sound.channels, true);
  file.setUint32(24, sound.sampleRate, true);
  file.setUint32(28, frameBytes * sound.sampleRate, true);
  file.setUint16(32, frameBytes, true);
  file.setUint16(34, 32, true);
  word(36, 'data');
  file.setUint32(40, frameBytes * sound.frames, true);
  for (const [channel, from] of samples.entries())
    for (const [frame, sample] of from.entries())
      file.setFloat32(head + frame * frameBytes + 4 * channel, sample, true);
  return new Uint8Array(file.buffer);
}
