import type { Benchmark } from '../api/benchmark.js';
import type { CostlyMeter, Scope } from '../api/master.js';
import { MixerError } from '../errors.js';
import type { FaultDetail } from '../events.js';
import type { Desk } from '../handles/desk.js';
import { type Want, wantWord } from '../handles/wanted.js';
import { bitsOf } from '../mirror/float-bits.js';
import { MixerHandle, type Origin } from '../mixer.js';
import type { StripConnection, TestMixer } from './api.js';
import { setFigures } from './figures.js';
import { Gauges } from './gauges.js';
import type { TestHost } from './test-host.js';
import type { SilentMixerNode } from './test-node.js';
import type { TestTransport } from './test-transport.js';

/** The mixer of the library, where nothing plays, and what a test may do to it. */
export class TestMixerHandle extends MixerHandle implements TestMixer {
  readonly #desk: Desk;
  readonly #transport: TestTransport;
  readonly #host: TestHost;
  #gauges: Gauges | null = null;

  constructor(desk: Desk, transport: TestTransport, host: TestHost, origin: Origin) {
    super(desk, host, origin);
    this.#desk = desk;
    this.#transport = transport;
    this.#host = host;
  }

  override get node(): SilentMixerNode {
    return this.#host.node;
  }

  get connections(): readonly StripConnection[] {
    return this.#desk.connections.made;
  }

  setMeter(meter: object, figures: object): void {
    this.#desk.mirror.assertOpen();
    if (meter === this.master.scope) {
      this.#play(figures as { left: ArrayLike<number>; right: ArrayLike<number> }, this.master.scope);
      return;
    }
    this.#gauges ??= new Gauges(this.#desk, this.stats, this.#transport, this.#host);
    setFigures(this.#gauges.of(meter), figures);
  }

  isSubscribed(meter: CostlyMeter): boolean {
    const { truePeak, loudness, correlation, scope } = this.master;
    const wants = new Map<CostlyMeter, Want>([
      [truePeak, 'wantTruePeak'],
      [loudness, 'wantLoudness'],
      [correlation, 'wantCorrelation'],
      [scope, 'wantScope'],
    ]);
    const want = wants.get(meter);
    if (want === undefined) throw new TypeError('isSubscribed() takes a meter of this mixer that has subscribe().');
    return this.#desk.mirror.read(wantWord(this.#desk.mirror.layout, want)) !== 0;
  }

  fault(detail: Partial<FaultDetail> = {}): void {
    this.#desk.mirror.assertOpen();
    const { nodeChanged = false, source = nodeChanged ? 'node' : 'engine', message = 'a fault of the test' } = detail;
    this.#host.fail({ source, message, nodeChanged });
  }

  override async benchmark(): Promise<Benchmark> {
    this.#desk.mirror.assertOpen();
    throw new MixerError('unsupported', 'A test mixer has no engine whose cost could be measured.');
  }

  #play({ left, right }: { left: ArrayLike<number>; right: ArrayLike<number> }, { maxFrames }: Scope): void {
    const frames = left?.length;
    if (!(frames <= maxFrames && frames === right?.length)) {
      throw new TypeError(`The scope takes { left, right }, lists of one length, up to ${maxFrames} frames.`);
    }
    const interleaved = new Int32Array(2 * frames);
    for (let frame = 0; frame < frames; frame += 1) {
      interleaved[2 * frame] = bitsOf(left[frame] as number);
      interleaved[2 * frame + 1] = bitsOf(right[frame] as number);
    }
    this.#transport.play(interleaved);
  }
}
