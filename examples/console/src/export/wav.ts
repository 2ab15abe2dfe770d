/** What is in a WAV file, as far as this page reads those that it was given: two channels, read piece by piece. */
export interface Wav {
  readonly sampleRate: number;
  readonly frames: number;
  /** Pieces of both channels, in order. */
  pieces(): AsyncGenerator<readonly [Float32Array, Float32Array]>;
}

/** In frames: a piece is read and looked at in some milliseconds, even by code that no engine has compiled yet. */
const PIECE = 1 << 14;

/** Makes numbers of the bytes of a piece, which are little-endian as is every machine that has a browser. */
type Decoder = (bytes: ArrayBuffer) => ArrayLike<number>;

/** How samples may be written: a tag of the format, and bits. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  '1/16': (bytes) => new Float32Array(new Int16Array(bytes)).map((sample) => sample / 0x8000),
  '1/24': (bytes) => {
    const from = new Uint8Array(bytes);
    const samples = new Float32Array(from.length / 3);
    for (let i = 0, at = 0; i < samples.length; i++, at += 3) {
      // The uppermost byte at the top, so that its sign is that of the number.
      samples[i] = ((from[at]! << 8) | (from[at + 1]! << 16) | (from[at + 2]! << 24)) / 0x80000000;
    }
    return samples;
  },
  '3/32': (bytes) => new Float32Array(bytes),
};

/** Of WAVE_FORMAT_EXTENSIBLE, which says further on what it is. */
const EXTENSIBLE = 0xfffe;

export async function openWav(file: Blob): Promise<Wav> {
  let format: { tag: number; channels: number; sampleRate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= file.size; ) {
    const chunk = await view(file, at, at + 48);
    const name = String.fromCharCode(...[0, 1, 2, 3].map((i) => chunk.getUint8(i)));
    const bytes = chunk.getUint32(4, true);
    if (name === 'fmt ') {
      const tag = chunk.getUint16(8, true);
      format = {
        tag: tag === EXTENSIBLE ? chunk.getUint16(32, true) : tag,
        channels: chunk.getUint16(10, true),
        sampleRate: chunk.getUint32(12, true),
        bits: chunk.getUint16(22, true),
      };
    }
    if (name === 'data' && format !== undefined) return read(file, at + 8, bytes, format);
    at += 8 + bytes + (bytes % 2);
  }
  throw new Error('The file is no WAV file.');
}

function read(
  file: Blob,
  begin: number,
  bytes: number,
  { tag, channels, sampleRate, bits }: { tag: number; channels: number; sampleRate: number; bits: number },
): Wav {
  const decode = DECODERS[`${tag}/${bits}`];
  if (decode === undefined || channels !== 2)
    throw new Error(`The file has samples of an unknown kind: ${tag}/${bits}.`);
  const width = bits / 8;
  const frames = Math.floor(bytes / (2 * width));
  async function* pieces() {
    for (let from = 0; from < frames; from += PIECE) {
      const count = Math.min(PIECE, frames - from);
      const at = begin + from * 2 * width;
      const samples = decode!(await file.slice(at, at + count * 2 * width).arrayBuffer());
      const [left, right] = [new Float32Array(count), new Float32Array(count)] as const;
      for (let i = 0; i < count; i++) {
        left[i] = samples[2 * i]!;
        right[i] = samples[2 * i + 1]!;
      }
      yield [left, right] as const;
    }
  }
  return { sampleRate, frames, pieces };
}

async function view(file: Blob, from: number, to: number): Promise<DataView> {
  return new DataView(await file.slice(from, to).arrayBuffer());
}
