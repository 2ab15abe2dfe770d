/** As much of an AudioNode as connections use: says what it is told. */
export class FakeSource extends EventTarget {
  readonly onended = null;
  readonly calls: unknown[][] = [];

  connect(...call: unknown[]): void {
    this.calls.push(['connect', ...call]);
  }

  disconnect(...call: unknown[]): void {
    this.calls.push(['disconnect', ...call]);
  }
}
