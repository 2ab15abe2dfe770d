/** Watches how the demo reads the mix that it has exported, to draw it. */
import { exportFloats } from './console-sounds.ts';
import { pause, until } from './realtime.ts';

/** Of the chunks at the head of a file. */
const HEAD_BYTES = 48;

/** Every reading of a file in this page, from now on. Readings from `lostFrom` bytes on are as of a file that is gone. */
class Readings {
  largest = 0;
  bytes = 0;
  inFlight = 0;
  mostInFlight = 0;
  readonly #read = Blob.prototype.arrayBuffer;

  constructor(lostFrom = Number.POSITIVE_INFINITY) {
    const [readings, read] = [this, this.#read];
    Blob.prototype.arrayBuffer = async function (this: Blob) {
      if (this.size <= HEAD_BYTES) return await read.call(this);
      if (readings.bytes >= lostFrom) throw new DOMException('lost', 'NotReadableError');
      readings.largest = Math.max(readings.largest, this.size);
      readings.inFlight += 1;
      readings.mostInFlight = Math.max(readings.mostInFlight, readings.inFlight);
      const bytes = await read.call(this);
      readings.inFlight -= 1;
      readings.bytes += bytes.byteLength;
      return bytes;
    };
  }

  end(): void {
    Blob.prototype.arrayBuffer = this.#read;
  }
}

/** Exports a mix, and is back when all of it has been read: what was read at once, and how long tasks and frames were meanwhile. */
export async function exportAndRead(seconds: number, sampleRate: number) {
  const readings = new Readings();
  const tasks: number[] = [];
  const long = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  exportFloats(seconds, sampleRate);
  await until(() => readings.bytes > 0, 300_000);
  long.observe({ type: 'longtask' });
  const start = performance.now();
  const all = Math.round(seconds * sampleRate) * 8;
  await until(() => readings.bytes >= all, 120_000);
  const reading = (performance.now() - start) / 1000;
  await pause(200);
  readings.end();
  long.disconnect();
  return {
    ...{ megabytes: all / 1e6, seconds: reading, largest: readings.largest, mostInFlight: readings.mostInFlight },
    ...{ beyondTheFile: readings.bytes - all, longTasks: tasks.length, longestTask: Math.max(0, ...tasks) },
  };
}

/** Exports a mix that the browser loses while it is read. */
export async function exportAndLose(seconds: number, sampleRate: number): Promise<void> {
  const readings = new Readings(seconds * sampleRate * 4);
  exportFloats(seconds, sampleRate);
  await until(() => Boolean(document.querySelector('.result-player .over')?.textContent), 20_000);
  readings.end();
}
