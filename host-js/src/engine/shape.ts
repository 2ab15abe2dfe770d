import { MEMORY_INITIAL_PAGES } from 'megamixer-worklet/build';
import { LIMITS, MEMORY_MAX_BYTES, memoryBytes, PARAMS, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import type { EngineShape, MemoryPages } from 'megamixer-worklet/protocol';
import type { MixerOptions } from '../api/mixer.js';
import { MixerError } from '../errors.js';

/** What the options ask for, and the defaults for what they leave open. */
export type Wishes = Omit<EngineShape, 'capacityFrames'>;

/**
 * @throws MixerError `counts-out-of-range`
 * @throws TypeError for a switch that is none
 */
export function wishesFrom(options: MixerOptions): Wishes {
  return {
    strips: count('strips', options.strips),
    buses: count('buses', options.buses),
    effects: count('effects', options.effects),
    maxDelay: maxDelay(options.maxDelay),
    outputs: flag('monitor', options.monitor) ? 2 : 1,
  };
}

/** An option that is on or off; off by default. */
export function flag(what: 'monitor' | 'exclusiveSolo' | 'profiling', wanted: boolean | undefined = false): boolean {
  if (typeof wanted !== 'boolean') throw new TypeError(`${what} takes true or false, not ${String(wanted)}.`);
  return wanted;
}

/** Frames in a quantum of the context, where the browser tells; else what the specification says. */
export function quantumFramesOf(context: BaseAudioContext): number {
  const { renderQuantumSize = LIMITS.capacityFrames.min } = context as { renderQuantumSize?: number };
  return renderQuantumSize;
}

/** What the engine takes in one piece: the context's quantum, within its own limits. */
export function capacityFor(context: BaseAudioContext): number {
  const { min, max } = LIMITS.capacityFrames;
  return Math.min(Math.max(quantumFramesOf(context), min), max);
}

/** Where engines are made, and what follows for them from that. */
export interface Site {
  readonly context: BaseAudioContext;
  readonly shape: EngineShape;
  readonly pages: MemoryPages;
}

/**
 * What those wishes come to in a context.
 *
 * @throws MixerError `memory-limit`
 */
export function siteIn(context: BaseAudioContext, wishes: Wishes): Site {
  const shape = { ...wishes, capacityFrames: capacityFor(context) };
  return { context, shape, pages: memoryPages(shape, context.sampleRate) };
}

/**
 * The memory of an engine of that shape.
 *
 * @throws MixerError `memory-limit`
 */
export function memoryPages(shape: EngineShape, sampleRate: number): MemoryPages {
  const needs = { ...shape, sampleRate };
  const bytes = memoryBytes(needs);
  if (bytes > MEMORY_MAX_BYTES) {
    const delays = bytes - memoryBytes({ ...needs, maxDelay: 0 });
    const effects = bytes - memoryBytes({ ...needs, effects: 0 });
    throw new MixerError(
      'memory-limit',
      `This mixer would take ${inMegabytes(bytes)}, and ${inMegabytes(MEMORY_MAX_BYTES)} is the most: at ${sampleRate} Hz, maxDelay ${shape.maxDelay} takes ${inMegabytes(delays)} of it and effects ${shape.effects} take ${inMegabytes(effects)} of it. Lower one of them, or the sample rate.`,
    );
  }
  return { initial: MEMORY_INITIAL_PAGES, maximum: Math.max(bytes / WASM_PAGE_BYTES, MEMORY_INITIAL_PAGES) };
}

function count(what: 'strips' | 'buses' | 'effects', wanted: number | undefined): number {
  const { min, max, default: usual } = LIMITS[what];
  const found = wanted ?? usual;
  if (!Number.isInteger(found) || found < min || found > max) {
    const named = what === 'effects' ? 'effect slots (effects)' : what;
    throw new MixerError('counts-out-of-range', `A mixer has ${min} to ${max} ${named}, not ${found}.`);
  }
  return found;
}

function maxDelay(wanted = 0): number {
  const { min, max } = PARAMS.strip.delay;
  if (typeof wanted === 'number' && wanted >= min && wanted <= max) return wanted;
  throw new MixerError(
    'counts-out-of-range',
    `maxDelay, the longest alignment delay of a strip, is ${min} to ${max} seconds, not ${String(wanted)}.`,
  );
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
