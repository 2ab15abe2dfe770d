import { SCOPE_READ_FRAMES } from 'megamixer-worklet/protocol';
import type { Scope } from '../api/master.js';
import type { Desk } from './desk.js';
import { Wanted } from './wanted.js';

export class ScopeHandle implements Scope {
  readonly maxFrames = SCOPE_READ_FRAMES;
  readonly #desk: Desk;
  readonly #wanted: Wanted;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#wanted = new Wanted(desk.mirror, 'wantScope');
  }

  subscribe(): () => void {
    return this.#wanted.subscribe();
  }

  read(left: Float32Array, right: Float32Array): number {
    if (!(left instanceof Float32Array && right instanceof Float32Array)) {
      throw new TypeError('scope.read() takes two Float32Arrays, for left and right.');
    }
    if (left.length !== right.length || left.length > SCOPE_READ_FRAMES) {
      throw new RangeError(
        `scope.read() takes two arrays of one length, up to ${SCOPE_READ_FRAMES} frames, not ${left.length} and ${right.length}.`,
      );
    }
    return this.#desk.readings.readScope(left, right);
  }
}
