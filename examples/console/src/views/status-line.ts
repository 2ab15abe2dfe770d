import type { Mixer } from 'megamixer';
import { element } from '../element.ts';

/** Seconds between two looks at the stats. */
const PERIOD_SECONDS = 0.25;

/** How long a notice stays on the page. */
const NOTICE_SECONDS = 15;

/** Chromium tells how long a quantum is; the type library does not know yet. */
interface TellingContext extends AudioContext {
  readonly renderQuantumSize?: number;
}

/** What a developer asks first: how the page reaches the engine, how much runs, and whether it keeps up. */
export class StatusLine {
  readonly root: HTMLElement;
  readonly #mixer: Mixer;
  readonly #context: TellingContext;
  readonly #connected: number;
  readonly #awake = element('b');
  readonly #load = element('b');
  readonly #underruns = element('b');
  readonly #faults = element('b');
  readonly #notice = element('span', { class: 'item notice', role: 'status' });
  #noticed = Number.NEGATIVE_INFINITY;
  #lastLook = 0;

  constructor(mixer: Mixer, connectedStrips: number) {
    this.#mixer = mixer;
    this.#context = mixer.context as TellingContext;
    this.#connected = connectedStrips;
    const { kind, reason } = mixer.backend;
    this.root = element(
      'footer',
      { class: 'status-line', 'aria-label': 'Status' },
      element(
        'span',
        { class: `item transport ${kind}`, title: reason },
        element('i', { class: 'dot' }),
        element('b', {}, kind === 'shared' ? 'Shared memory' : 'Messages'),
        element('span', { class: 'why' }, reason),
      ),
      item('Mixer nodes', element('b', {}, '1')),
      item('Strips awake', this.#awake),
      item('Sample rate', element('b', {}, `${mixer.context.sampleRate / 1000} kHz`)),
      item('Quantum', element('b', {}, `${this.#context.renderQuantumSize ?? 128} frames`)),
      item('Engine', element('b', {}, megabytes(mixer.memory.bytes))),
      item('Load', this.#load),
      item('Underruns', this.#underruns),
      item('Faults', this.#faults),
      this.#notice,
    );
    mixer.addEventListener('fault', ({ detail }) => this.say(`Engine fault: ${detail.message}. Restarting`));
    mixer.addEventListener('restart', () => this.say('The engine restarted, with the same settings'));
    this.#look();
  }

  /** Once a frame. */
  frame(now: number): void {
    if (now - this.#lastLook < PERIOD_SECONDS * 1000) return;
    this.#lastLook = now;
    this.#look();
  }

  /** Tells people something, for a while. */
  say(text: string): void {
    this.#noticed = performance.now();
    show(this.#notice, text);
  }

  #look(): void {
    const { stripsAwake, faults, load, underruns } = this.#mixer.stats;
    show(this.#awake, `${stripsAwake} / ${this.#connected}`);
    show(this.#faults, String(faults));
    show(this.#load, load === null ? '…' : `${(load * 100).toFixed(1)} %`);
    if (performance.now() - this.#noticed > NOTICE_SECONDS * 1000) {
      // Another program may take the loudspeakers, and some browsers stop what was not started by hand.
      show(this.#notice, this.#context.state === 'running' ? '' : 'The browser has paused the sound: press Start');
    }
    show(this.#underruns, underruns === null ? 'not counted' : String(underruns.events));
  }
}

function item(caption: string, value: HTMLElement): HTMLElement {
  return element('span', { class: 'item' }, element('span', { class: 'caption' }, caption), value);
}

function show(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
