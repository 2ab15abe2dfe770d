import { HEADER } from 'megamixer-worklet/layout';
import type { ScriptStep } from 'megamixer-worklet/protocol';
import type { Mixer, ScriptedEdit } from '../api/mixer.js';
import type { Mirror, Publisher } from '../mirror/mirror.js';

/** Keeps what is published as pairs of address and bits, instead of taking it to an engine. */
class Recorder implements Publisher {
  pairs: number[] = [];

  publish(words: Int32Array, changed: Int32Array, values: number, versions: number): void {
    for (let index = 0; index < values + versions; index += 1) {
      const word = changed[index] as number;
      this.pairs.push(word, words[word] as number);
    }
    this.pairs.push(HEADER.sequence, words[HEADER.sequence] as number);
  }
}

/** For tests only: runs the edits of a script now, and returns them as the words that the worklet is to write. */
export function recordScript(mixer: Mixer, mirror: Mirror, script: readonly ScriptedEdit[]): ScriptStep[] {
  let last = 0;
  return script.map(({ frame, edit, trap = false }) => {
    if (!Number.isInteger(frame) || frame < last) {
      throw new RangeError(`The frames of a script ascend from 0: ${frame} follows ${last}.`);
    }
    last = frame;
    const recorder = new Recorder();
    mirror.publisher = recorder;
    if (edit !== undefined) mixer.edit(() => edit(mixer));
    mirror.publisher = null;
    return { frame, words: recorder.pairs, trap };
  });
}
