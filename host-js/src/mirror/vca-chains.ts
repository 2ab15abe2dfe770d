import { type Layout, PARAMS, VCA_COUNT, VCA_DEPTH } from 'megamixer-worklet/layout';
import { MixerError } from '../errors.js';
import { MEMBER_OF_VCA } from '../handles/vca.js';
import type { Guard, Mirror } from './mirror.js';

const NONE = -1;

/** Refuses edits after which VCAs would be members of each other in a circle, or so deep that the engine does not follow. */
export class VcaChains implements Guard {
  readonly #mirror: Mirror;
  readonly #layout: Layout;

  constructor(mirror: Mirror) {
    this.#mirror = mirror;
    this.#layout = mirror.layout;
  }

  check(changed: Int32Array, values: number): void {
    const first = this.#layout.vca(0);
    const end = this.#layout.vca(VCA_COUNT);
    const words = this.#layout.vca(1) - first;
    for (let value = 0; value < values; value += 1) {
      const word = changed[value] as number;
      if (word >= first && word < end && (word - first) % words === PARAMS.vca.vca.offset) {
        this.#follow();
        return;
      }
    }
  }

  #follow(): void {
    for (let vca = 0; vca < VCA_COUNT; vca += 1) {
      const chain = [vca];
      for (let next = this.#vcaOf(vca); next !== NONE; next = this.#vcaOf(next)) {
        const round = chain.indexOf(next);
        chain.push(next);
        if (round >= 0) throw refusal('cycle', chain.slice(round), 'goes round in a circle: take one of them out');
      }
      if (chain.length > VCA_DEPTH) {
        throw refusal('vca-depth', chain, `is a chain of ${chain.length} VCAs, and ${VCA_DEPTH} is the most`);
      }
    }
  }

  #vcaOf(vca: number): number {
    return this.#mirror.read(this.#layout.vca(vca) + PARAMS.vca.vca.offset) - MEMBER_OF_VCA;
  }
}

function refusal(code: 'cycle' | 'vca-depth', chain: readonly number[], what: string): MixerError {
  const told = chain.map((vca) => `VCA ${vca}`).join(' → ');
  return new MixerError(code, `${told} ${what}. Nothing of this edit was done.`);
}
