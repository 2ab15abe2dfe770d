import type { MixerError } from 'megamixer';
import type { BounceOptions, BounceProgress, Session, Sound } from 'megamixer/bounce';
import { bounce } from '/dist/bounce.js';
import { MixerError as Refusal } from '/dist/megamixer.js';
import { buffers, playedLive, sampleRate, session } from './bounce-session.ts';
import { differingSamples, fingerprint, maxDifference, peak } from './compare.ts';
import { pause } from './realtime.ts';
import type { Stereo } from './render.ts';
import { sumOfStems } from './stems.ts';
import { readWav } from './wav.ts';

const frames = 43_200;
const floats = { format: 'float32' } as const;
const whole = (length: Session['length'] = frames / sampleRate) => session(length);

async function bounced(session: Session, options: BounceOptions = {}) {
  const { mix, stems, report } = await bounce(session, buffers, { ...floats, ...options });
  return { mix: (await readWav(mix)).channels, stems, report };
}

/** The same session bounced and played: fingerprints, and how loud it is. */
export async function exactness(threads: readonly number[]) {
  const live = await playedLive(whole(), frames);
  const mixes: Record<number, string> = {};
  const used = [];
  for (const count of threads) {
    const { mix, report } = await bounced(whole(), { threads: count });
    mixes[count] = fingerprint(...mix);
    used.push(report.threads);
  }
  return { live: fingerprint(...live), bounced: mixes, used, peak: peak(...live) };
}

/** The files of each format: what they say, how far they are from the floats, and how many frames the browser finds in them. */
export async function formats() {
  const { mix } = await bounced(whole());
  const found = [];
  for (const format of ['int16', 'int24', 'float32'] as const) {
    const blob = (await bounce(whole(), buffers, { format })).mix;
    const { channels, ...facts } = await readWav(blob);
    const context = new OfflineAudioContext(2, 1, sampleRate);
    const decoded = await context.decodeAudioData(await blob.arrayBuffer());
    const byBrowser: Stereo = [decoded.getChannelData(0), decoded.getChannelData(1)];
    found.push({
      ...{ format, type: blob.type, ...facts },
      error: maxDifference(channels, mix) * 2 ** (facts.bits - 1),
      decoded: { frames: decoded.length, error: maxDifference(byBrowser, mix) },
    });
  }
  return found;
}

/** Stems of everything that the master is fed by, added up as the report says, and the mix of a master that does nothing. */
export async function stems(threads: number) {
  const { mix, stems, report } = await bounced(session(0.9, { plain: true }), { stems: true, strips: [7, 0], threads });
  const files = new Map<string, Stereo>();
  for (const { name, blob } of stems) files.set(name, (await readWav(blob)).channels);
  const sum = sumOfStems(report.masterSum, files, mix[0].length);
  return {
    names: stems.map(({ name }) => name),
    numbers: stems.map(({ strip = null, bus = null }) => [strip, bus]),
    differing: differingSamples(sum, mix),
    peak: peak(...mix),
    silent: [...files].filter(([, file]) => peak(...file) === 0).map(([name]) => name),
  };
}

/** A session that ends when it is silent, and parts of it. */
export async function ranges() {
  const { mix, report } = await bounced(whole('until silent'));
  const [left, right] = mix;
  const part = async (start: number, end?: number) => {
    const range = end === undefined ? { start } : { start, end };
    const found = await bounced(whole('until silent'), { range });
    const of = mix.map((channel) => channel.slice(start * sampleRate, end && end * sampleRate));
    return { frames: found.report.frames, differing: differingSamples(found.mix, of as unknown as Stereo) };
  };
  const beyond = async (start: number, end: number) => {
    const found = await bounced(whole('until silent'), { range: { start, end } });
    return { frames: found.report.frames, peak: peak(...found.mix) };
  };
  return {
    frames: left.length,
    reported: report.frames,
    last: Math.max(Math.abs(left.at(-1)!), Math.abs(right.at(-1)!)),
    parts: [await part(0.3, 0.5), await part(1)],
    // A range is of the mix, and not of what is heard of it.
    beyond: await beyond(100, 101),
    late: await complaint(bounce(whole('until silent'), buffers, { range: { start: 100 } })),
  };
}

/** A mix that was brought to a loudness, as a second bounce measures it that plays the file of the first. */
export async function normalized(normalize: BounceOptions['normalize'], format: 'int16' | 'float32') {
  const phases = new Set<string>();
  const onProgress = ({ phase }: BounceProgress) => phases.add(phase);
  const { mix, report } = await bounce(whole(6), buffers, { ...(normalize && { normalize }), format, onProgress });
  const { channels } = await readWav(mix);
  const again: Session = {
    version: 1,
    mixer: { strips: 1, buses: 0 },
    sources: [{ buffer: 'file', strip: 0 }],
    length: 6,
  };
  const { report: heard } = await bounce(again, { file: channels });
  return { phases: [...phases], frames: channels[0].length, report, heard: heard.loudness };
}

/** What is said of how far it is, and when. */
export async function progress(seconds: number, options: BounceOptions) {
  const told: (BounceProgress & { at: number })[] = [];
  const start = performance.now();
  const { report } = await bounced(whole(seconds), {
    ...options,
    onProgress: (progress) => told.push({ ...progress, at: performance.now() - start }),
  });
  const times = told.map(({ at }) => at);
  const last = told.at(-1)!;
  return {
    elapsed: report.elapsed,
    count: told.length,
    longest: Math.max(...times.slice(1).map((at, index) => at - times[index]!)) / 1000,
    ascending: told.every(
      ({ seconds, phase }, index) =>
        index === 0 || phase !== told[index - 1]!.phase || seconds >= told[index - 1]!.seconds,
    ),
    last: [last.seconds, last.total],
  };
}

/** A bounce of an hour that is called off when it is under way, or at once. */
export async function cancelled(threads: number, { afterMs = 0, listenMs = 100 } = {}) {
  const controller = new AbortController();
  let calls = 0;
  let abortedAt = 0;
  const abort = () => {
    abortedAt = performance.now();
    controller.abort(new Error('enough'));
  };
  const onProgress = () => {
    calls += 1;
    if (calls === 1) setTimeout(abort, afterMs);
  };
  const error = await complaint(bounce(whole(3600), buffers, { threads, signal: controller.signal, onProgress }));
  const milliseconds = performance.now() - abortedAt;
  const before = calls;
  await pause(listenMs);
  return { error, milliseconds, callsAfterwards: calls - before };
}

/** Starts bounces and calls each off: how many were called off. */
export async function pile(count: number, threads: number): Promise<number> {
  let aborted = 0;
  for (let done = 0; done < count; done += 1) {
    if ((await cancelled(threads, { listenMs: 0 })).error.code === 'aborted') aborted += 1;
  }
  return aborted;
}

let holding: AbortController | undefined;
let held: Promise<unknown> | undefined;

/** Starts a bounce of an hour, and is back when it is under way. */
export async function hold(threads: number): Promise<void> {
  holding = new AbortController();
  const { signal } = holding;
  await new Promise<void>((resolve) => {
    held = complaint(bounce(whole(3600), buffers, { threads, signal, onProgress: () => resolve() }));
  });
}

/** Calls it off. */
export async function letGo(): Promise<void> {
  holding!.abort();
  await held;
}

/** What is said of sessions, sounds and options that are not right. */
export async function refusals(): Promise<Complaint[]> {
  const source = { buffer: 'long', strip: 0 };
  const of = (sources: unknown[], more: object = {}) => ({ version: 1, length: 0.1, sources, ...more }) as Session;
  const attempts: [Session | string, Record<string, Sound>, BounceOptions][] = [
    ['{', buffers, {}],
    [of([{ ...source, strip: 99 }]), buffers, {}],
    [of([source], { snapshot: { version: 1, strips: [{ eq: { band2: { gain: 90 } } }] } }), buffers, {}],
    [of([source, { file: 'kick.wav', strip: 1 }]), buffers, {}],
    [of([source]), {}, {}],
    [of([source]), { long: { channels: [new Float32Array(10)], sampleRate: 44_100.5 } }, {}],
    [of([source]), { long: [new Float32Array(2), new Float32Array(3)] }, {}],
    [of([source]), { long: new AudioBuffer({ numberOfChannels: 6, length: 10, sampleRate }) }, {}],
    [of([source]), { long: [[1, 2]] as unknown as Float32Array[] }, {}],
    [of([source]), buffers, { strips: [40] }],
    [of([source]), buffers, { sampleRate: 1 }],
    [of([], { length: 80_000 }), {}, {}],
    [of([source]), buffers, { format: 'mp3' as 'int16' }],
    [of([source]), buffers, { range: { start: 2, end: 1 } }],
    [of([source]), buffers, { threads: 0 }],
    [of([source]), buffers, { normalize: { lufs: 3 } }],
    [of([source]), buffers, { signal: AbortSignal.abort(new Error('no')) }],
  ];
  const found = [];
  for (const [session, sounds, options] of attempts) found.push(await complaint(bounce(session, sounds, options)));
  return found;
}

/** A bounce of all that there can be, by as many threads as there can be: what is refused. */
export function overMemory(): Promise<Complaint> {
  const sources = Array.from({ length: 128 }, (_, strip) => ({ buffer: 'short', strip, loop: true }));
  const session = { version: 1, mixer: { strips: 128, buses: 16, effects: 16, maxDelay: 0.1 }, sources, length: 60 };
  return complaint(bounce(session, buffers, { threads: 16, stems: true, buses: 'all' }));
}

/** A short bounce under the page's policy: its fingerprint, or what it is refused with. */
export async function attempt(options: BounceOptions) {
  try {
    const { mix, report } = await bounced(whole(0.1), options);
    return { fingerprint: fingerprint(...mix), threads: report.threads };
  } catch (error) {
    const { code, message } = error as MixerError;
    return { code, message };
  }
}

export interface Complaint {
  readonly kind: 'TypeError' | 'MixerError' | 'other';
  readonly code: string | null;
  readonly message: string;
}

async function complaint(work: Promise<unknown>): Promise<Complaint> {
  try {
    await work;
    return { kind: 'other', code: null, message: 'nothing was refused' };
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof Refusal) return { kind: 'MixerError', code: error.code, message };
    return { kind: error instanceof TypeError ? 'TypeError' : 'other', code: null, message };
  }
}
