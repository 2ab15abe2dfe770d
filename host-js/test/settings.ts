import type { Param } from '../src/api/param.js';
import { MixerError } from '../src/errors.js';

/** Every control that hangs from an object, found by looking: what a page can set, whatever the schema says. */
export function controlsBelow(owner: object): Param<unknown>[] {
  if (isControl(owner)) return [owner];
  if (Array.isArray(owner)) return owner.flatMap((each: object) => controlsBelow(each));
  return namesOf(owner)
    .map((name) => (owner as Record<string, unknown>)[name])
    .filter((value): value is object => typeof value === 'object' && value !== null)
    .flatMap((value) => controlsBelow(value));
}

/** Turns every control; a route that would lead in a circle stays where it is, and so does a VCA. */
export function turnAll(owner: object, random: () => number): void {
  for (const control of controlsBelow(owner)) {
    try {
      control.position = random();
    } catch (error) {
      if (!(error instanceof MixerError) || !['cycle', 'vca-depth'].includes(error.code)) throw error;
    }
  }
}

function isControl(value: object): value is Param<unknown> {
  return 'position' in value && 'reset' in value;
}

/** Of a plain object its fields, of a handle its getters, inherited or not: its fields are for itself. */
function namesOf(owner: object): string[] {
  let at: object = Object.getPrototypeOf(owner);
  if (at === Object.prototype) return Object.keys(owner);
  const names = new Set<string>();
  for (; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (get !== undefined) names.add(name);
    }
  }
  return [...names];
}
