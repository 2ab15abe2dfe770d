import type { MixerError } from 'megamixer';
import { type BounceOptions, bounce } from '/dist/bounce.js';

/** Half a minute of floats is some pieces. */
const sources = [{ buffer: 'tone', strip: 0, loop: true }];
const session = { version: 1, mixer: { strips: 1, buses: 0 }, sources, length: 30 };
const buffers = { tone: [Float32Array.from({ length: 4_800 }, (_, frame) => Math.sin(frame / 10) / 2)] };

/** A bounce: the code that it is refused with, what the browser said, and how much was mixed by then, in seconds. */
async function outcome(options: BounceOptions) {
  let mixed = 0;
  const onProgress: BounceOptions['onProgress'] = ({ phase, seconds }) => {
    if (phase === 'mix') mixed = seconds;
  };
  try {
    await bounce(session, buffers, { format: 'float32', ...options, onProgress });
    return { code: 'none', cause: 'none', mixed };
  } catch (error) {
    const { code, cause } = error as MixerError;
    return { code, cause: cause instanceof Error ? cause.message : String(cause), mixed };
  }
}

/** A bounce whose files, or else whose pieces alone, cannot be read again, as Chromium has it of Blobs for which it has no room. */
export async function unreadable(what: 'files' | 'pieces') {
  const { slice } = Blob.prototype;
  Blob.prototype.slice = function (start, end, type) {
    const part = slice.call(this, start, end, type);
    const lost = what === 'files' ? this.type === 'audio/wav' : this.type === '';
    if (lost) part.arrayBuffer = () => Promise.reject(new DOMException('it is not there', 'NotReadableError'));
    return part;
  };
  try {
    return await outcome({});
  } finally {
    Blob.prototype.slice = slice;
  }
}

/** A bounce that is to reach a loudness, for which its worker keeps the first piece of the mix alone. */
export function unkept() {
  return outcome({ normalize: { lufs: -30 }, threads: 1, assetsUrl: '/dist-full/assets/' });
}
