/** Reads WAV files as the format is described, and not as the library writes them. Source: RFC 2361, and Microsoft's "Multiple Channel Audio Data and WAVE Files". */
export interface Wav {
  readonly float: boolean;
  readonly bits: number;
  readonly sampleRate: number;
  /** Whether every size that the file says is that of what is there. */
  readonly sized: boolean;
  readonly channels: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
}

const FLOAT = 3;
const EXTENSIBLE = 0xfffe;

export async function readWav(blob: Blob): Promise<Wav> {
  const view = new DataView(await blob.arrayBuffer());
  const word = (at: number) => String.fromCharCode(...new Uint8Array(view.buffer, at, 4));
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE') throw new Error(`${word(0)} ${word(8)}`);
  let sized = view.getUint32(4, true) === view.byteLength - 8;
  let format: { tag: number; channels: number; sampleRate: number; frameBytes: number; bits: number } | undefined;
  for (let at = 12; ; ) {
    const [name, size, start] = [word(at), view.getUint32(at + 4, true), at + 8];
    if (name === 'fmt ') {
      const tag = view.getUint16(start, true);
      format = {
        tag: tag === EXTENSIBLE ? view.getUint16(start + 24, true) : tag,
        channels: view.getUint16(start + 2, true),
        sampleRate: view.getUint32(start + 4, true),
        frameBytes: view.getUint16(start + 12, true),
        bits: view.getUint16(start + 14, true),
      };
    }
    if (name === 'data') {
      if (format?.channels !== 2) throw new Error(`${format?.channels} channels`);
      const { tag, sampleRate, frameBytes, bits } = format;
      sized &&= start + size === view.byteLength && frameBytes * 4 === bits;
      const float = tag === FLOAT;
      const frames = size / frameBytes;
      const channel = (first: number) =>
        Float32Array.from({ length: frames }, (_, frame) =>
          sample(view, start + frame * frameBytes + first, bits, float),
        );
      return { float, bits, sampleRate, sized, channels: [channel(0), channel(bits / 8)] };
    }
    at = start + size + (size % 2);
  }
}

function sample(view: DataView, at: number, bits: number, float: boolean): number {
  if (float) return view.getFloat32(at, true);
  if (bits === 16) return view.getInt16(at, true) / 2 ** 15;
  return (view.getUint16(at, true) + view.getInt8(at + 2) * 2 ** 16) / 2 ** 23;
}
