import { compressor, delay, gate, type Level, limiter, reverb } from '../settings.ts';
import { Biquad } from './dsp/biquad.ts';
import { Compressor } from './dsp/compressor.ts';
import { Echo } from './dsp/echo.ts';
import { Gate } from './dsp/gate.ts';
import { Levels } from './dsp/levels.ts';
import { Limiter } from './dsp/limiter.ts';
import { OutputMeters } from './dsp/output-meters.ts';
import { type Matrix, panInto } from './dsp/pan.ts';
import { placeInto, type Sum } from './dsp/place.ts';
import { Reverb } from './dsp/reverb.ts';
import { type Figures, type JsOneOptions, wordsOfLevels, wordsOfStrip } from './figures.ts';

const quantum = 128;
const wordsOfOutput = 5;

interface Strip {
  readonly bands: readonly Biquad[];
  readonly gate: Gate;
  readonly compressor: Compressor;
  readonly levels: Levels;
  readonly matrix: Matrix;
  readonly sends: Float64Array;
}

/** The console in one worklet, as somebody who knows JavaScript and audio writes it. */
class JsOne extends AudioWorkletProcessor {
  readonly #level: Level;
  readonly #strips: readonly Strip[];
  readonly #left = new Float32Array(quantum);
  readonly #right = new Float32Array(quantum);
  readonly #master = sum();
  readonly #buses = Array.from({ length: 4 }, sum);
  readonly #reverb = new Reverb(reverb, sampleRate);
  readonly #echo = new Echo(delay, sampleRate);
  readonly #limiter = new Limiter(limiter, sampleRate);
  readonly #sums = Array.from({ length: 5 }, () => new Levels(sampleRate, quantum));
  readonly #output = new OutputMeters(sampleRate, quantum);
  readonly #words: Float32Array<ArrayBuffer>;
  #due = 0;

  constructor(init: { processorOptions: JsOneOptions }) {
    super();
    const { level, gainFrames, strips } = init.processorOptions;
    this.#level = level;
    this.#strips = strips.map(({ trim, gain, pan, sends, bands }) => {
      const matrix = { ll: 0, lr: 0, rl: 0, rr: 0 };
      panInto(matrix, trim * gain, pan);
      return {
        bands: bands.map((band) => new Biquad(band, sampleRate)),
        gate: new Gate(gate, sampleRate, gainFrames),
        compressor: new Compressor(compressor, sampleRate, gainFrames),
        levels: new Levels(sampleRate, quantum),
        matrix,
        sends: Float64Array.from(sends),
      };
    });
    this.#words = new Float32Array(strips.length * wordsOfStrip + 5 * wordsOfLevels + wordsOfOutput + 1);
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const master = this.#master;
    clear(master);
    for (let bus = 0; bus < 4; bus += 1) clear(this.#buses[bus]!);
    for (let index = 0; index < this.#strips.length; index += 1) {
      const input = inputs[index]!;
      if (input.length === 0) continue;
      const strip = this.#strips[index]!;
      if (this.#level === 'mix') {
        placeInto(input[0]!, input[1]!, strip.matrix, strip.sends, master, this.#buses, quantum);
      } else {
        this.#shape(strip, input);
        placeInto(this.#left, this.#right, strip.matrix, strip.sends, master, this.#buses, quantum);
      }
    }
    if (this.#level === 'full') {
      this.#reverb.process(this.#buses[0]!.left, this.#buses[0]!.right, quantum);
      this.#echo.process(this.#buses[1]!.left, this.#buses[1]!.right, quantum);
    }
    for (let bus = 0; bus < 4; bus += 1) addInto(master, this.#buses[bus]!);
    if (this.#level === 'full') {
      this.#limiter.process(master.left, master.right, quantum);
      this.#measure();
    }
    outputs[0]![0]!.set(master.left);
    outputs[0]![1]!.set(master.right);
    return true;
  }

  /** Equaliser and dynamics, in the scratch that is then placed. */
  #shape(strip: Strip, input: Float32Array[]): void {
    const left = this.#left;
    const right = this.#right;
    left.set(input[0]!);
    right.set(input[1]!);
    for (let band = 0; band < strip.bands.length; band += 1) strip.bands[band]!.process(left, right, quantum);
    if (this.#level !== 'full') return;
    strip.gate.process(left, right, quantum);
    strip.compressor.process(left, right, quantum);
    strip.levels.measure(left, right, quantum);
  }

  #measure(): void {
    for (let bus = 0; bus < 4; bus += 1) {
      this.#sums[bus]!.measure(this.#buses[bus]!.left, this.#buses[bus]!.right, quantum);
    }
    this.#sums[4]!.measure(this.#master.left, this.#master.right, quantum);
    this.#output.measure(this.#master.left, this.#master.right, quantum);
    if (currentFrame < this.#due) return;
    this.#due = currentFrame + sampleRate / 60;
    const words = this.#words;
    let at = 0;
    for (const strip of this.#strips) {
      strip.levels.take(words, at);
      words[at + wordsOfLevels] = strip.gate.reduction;
      words[at + wordsOfLevels + 1] = strip.compressor.reduction;
      at += wordsOfStrip;
    }
    for (const levels of this.#sums) {
      levels.take(words, at);
      at += wordsOfLevels;
    }
    this.#output.take(words, at);
    words[at + wordsOfOutput] = this.#limiter.reduction;
    this.port.postMessage({ words } satisfies Figures);
  }
}

function sum(): Sum {
  return { left: new Float32Array(quantum), right: new Float32Array(quantum) };
}

function clear({ left, right }: Sum): void {
  left.fill(0);
  right.fill(0);
}

function addInto(to: Sum, from: Sum): void {
  const { left: toL, right: toR } = to;
  const { left: fromL, right: fromR } = from;
  for (let frame = 0; frame < quantum; frame += 1) {
    toL[frame] = toL[frame]! + fromL[frame]!;
    toR[frame] = toR[frame]! + fromR[frame]!;
  }
}

registerProcessor('bench-js-one', JsOne);
