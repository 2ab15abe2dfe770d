/** Wakes who waits at the first word of `flag`, in the quantum in which its input is first anything but silence. */
class FirstSound extends AudioWorkletProcessor {
  readonly #flag: Int32Array;
  #heard = false;

  constructor(init: { processorOptions: { flag: Int32Array } }) {
    super();
    this.#flag = init.processorOptions.flag;
  }

  process(inputs: Float32Array[][]): boolean {
    if (!this.#heard) this.#listen(inputs[0]!);
    return true;
  }

  #listen(channels: readonly Float32Array[]): void {
    if (!channels.some((samples) => samples.some((sample) => sample !== 0))) return;
    this.#heard = true;
    Atomics.store(this.#flag, 0, 1);
    Atomics.notify(this.#flag, 0);
  }
}

registerProcessor('first-sound', FirstSound);
