import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Seconds of processor time of the threads of a process, by what they are for. */
export interface ThreadTimes {
  readonly main: number;
  /** That of the worklets. */
  readonly audio: number;
  /** Which asks for the sound, and renders it where there are no worklets. */
  readonly output: number;
  /** The workers. */
  readonly workers: number;
  readonly rest: number;
}

/** What the kernel has counted so far, to the nanosecond; null where it does not say so (anything but Linux). */
export function threadTimes(process: number): ThreadTimes | null {
  const folder = `/proc/${process}/task`;
  if (!existsSync(folder)) return null;
  const times = { main: 0, audio: 0, output: 0, workers: 0, rest: 0 };
  for (const thread of readdirSync(folder)) {
    try {
      const name = readFileSync(`${folder}/${thread}/comm`, 'utf8').trim();
      const [nanoseconds] = readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ');
      times[kindOf(Number(thread) === process, name)] += Number(nanoseconds) / 1e9;
    } catch {
      // It has ended meanwhile.
    }
  }
  return times;
}

/** Names are cut to 15 characters: the thread of a realtime context's worklets is "Realtime AudioWorklet thread". */
function kindOf(isMain: boolean, name: string): keyof ThreadTimes {
  if (isMain) return 'main';
  if (name.startsWith('Realtime AudioW')) return 'audio';
  if (name.startsWith('AudioOutputDev')) return 'output';
  return name.startsWith('DedicatedWorker') ? 'workers' : 'rest';
}
