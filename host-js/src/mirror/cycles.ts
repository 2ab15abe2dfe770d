import { type Layout, PARAMS, PARTS } from 'megamixer-worklet/layout';
import { MixerError } from '../errors.js';
import { KEY_OF_BUS, OUTPUT_OF_BUS } from '../handles/route-param.js';
import type { Guard, Mirror } from './mirror.js';

/** Where a strip's and a bus's words about routes are in their sections. */
const STRIP = {
  output: PARAMS.strip.output.offset,
  key: PARTS.strip.compressor + PARAMS.compressor.key.offset,
};
const BUS = {
  output: PARAMS.bus.output.offset,
  key: PARTS.bus.compressor + PARAMS.compressor.key.offset,
};
const SEND_ON = PARAMS.send.on.offset;

/** What a search has found out about a node; on the way is what leads to where it now is. */
const UNSEEN = 0;
const ON_THE_WAY = 1;
const DONE = 2;

/** How one leads to the next. */
type Way = 'send' | 'output' | 'key';

/**
 * Refuses edits after which something would lead back to itself: the engine mixes sources before what they feed.
 *
 * A strip leads to a bus by its output, or by a send that is on, at any level; a bus to a bus by its output, and to
 * everything but itself that has it for a key. A strip leads nowhere by being a key, since that taps its input; nor does
 * what keys the master, since that leads no further.
 *
 * Nodes are the buses, then the strips.
 */
export class Cycles implements Guard {
  readonly #mirror: Mirror;
  readonly #layout: Layout;
  /** For every word of the page whether it says something about routes. */
  readonly #isRoute: Uint8Array;
  /** Of every node what the search has found out. */
  readonly #seen: Uint8Array;
  /** The way here, node by node, and how each leads to the next: the first `depth` of them. */
  readonly #path: number[];
  readonly #ways: Way[];
  #depth = 0;

  constructor(mirror: Mirror) {
    const nodes = mirror.layout.buses + mirror.layout.strips;
    this.#mirror = mirror;
    this.#layout = mirror.layout;
    this.#isRoute = routeWords(mirror.layout);
    this.#seen = new Uint8Array(nodes);
    this.#path = new Array(nodes).fill(0);
    this.#ways = new Array(nodes).fill('send');
  }

  check(changed: Int32Array, values: number): void {
    for (let value = 0; value < values; value += 1) {
      if (this.#isRoute[changed[value] as number] === 1) {
        this.#search();
        return;
      }
    }
  }

  /** Every cycle has a bus in it. */
  #search(): void {
    this.#seen.fill(UNSEEN);
    this.#depth = 0;
    for (let bus = 0; bus < this.#layout.buses; bus += 1) {
      if (this.#seen[bus] === UNSEEN) this.#visit(bus);
    }
  }

  #visit(node: number): void {
    const { buses } = this.#layout;
    this.#seen[node] = ON_THE_WAY;
    this.#path[this.#depth] = node;
    this.#depth += 1;
    if (node < buses) this.#leaveBus(node);
    else this.#leaveStrip(node - buses);
    this.#depth -= 1;
    this.#seen[node] = DONE;
  }

  #leaveBus(bus: number): void {
    const { strips, buses } = this.#layout;
    this.#follow(this.#bus(bus, BUS.output) - OUTPUT_OF_BUS, 'output');
    const key = KEY_OF_BUS + bus;
    for (let to = 0; to < buses; to += 1) {
      if (to !== bus && this.#bus(to, BUS.key) === key) this.#follow(to, 'key');
    }
    for (let to = 0; to < strips; to += 1) {
      if (this.#strip(to, STRIP.key) === key) this.#follow(buses + to, 'key');
    }
  }

  #leaveStrip(strip: number): void {
    this.#follow(this.#strip(strip, STRIP.output) - OUTPUT_OF_BUS, 'output');
    for (let bus = 0; bus < this.#layout.buses; bus += 1) {
      if (this.#mirror.read(this.#layout.send(strip, bus) + SEND_ON) !== 0) this.#follow(bus, 'send');
    }
  }

  /** Goes on to a node, unless it is none: the master. */
  #follow(node: number, way: Way): void {
    if (node < 0 || this.#seen[node] === DONE) return;
    this.#ways[this.#depth - 1] = way;
    if (this.#seen[node] === ON_THE_WAY) this.#refuse(this.#path.indexOf(node));
    this.#visit(node);
  }

  /** The cycle is what comes on the path from `first` on; told from a strip, where one is in it. */
  #refuse(first: number): never {
    const nodes = this.#path.slice(first, this.#depth);
    const ways = this.#ways.slice(first, this.#depth);
    const start = Math.max(
      0,
      nodes.findIndex((node) => node >= this.#layout.buses),
    );
    let told = this.#nameOf(nodes[start] as number);
    for (let step = 0; step < nodes.length; step += 1) {
      const at = (start + step) % nodes.length;
      told += ` → ${this.#nameOf(nodes[(at + 1) % nodes.length] as number)} (${ways[at]})`;
    }
    throw new MixerError(
      'cycle',
      `${told} goes round in a circle: switch one of them off. Nothing of this edit was done.`,
    );
  }

  #nameOf(node: number): string {
    const { buses } = this.#layout;
    return node < buses ? `bus ${node}` : `strip ${node - buses}`;
  }

  #bus(bus: number, word: number): number {
    return this.#mirror.read(this.#layout.bus(bus) + word);
  }

  #strip(strip: number, word: number): number {
    return this.#mirror.read(this.#layout.strip(strip) + word);
  }
}

function routeWords(layout: Layout): Uint8Array {
  const isRoute = new Uint8Array(layout.pageEnd);
  for (let bus = 0; bus < layout.buses; bus += 1) {
    for (const word of Object.values(BUS)) isRoute[layout.bus(bus) + word] = 1;
  }
  for (let strip = 0; strip < layout.strips; strip += 1) {
    for (const word of Object.values(STRIP)) isRoute[layout.strip(strip) + word] = 1;
    for (let bus = 0; bus < layout.buses; bus += 1) isRoute[layout.send(strip, bus) + SEND_ON] = 1;
  }
  return isRoute;
}
