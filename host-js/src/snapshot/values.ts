import { VCA_COUNT } from 'megamixer-worklet/layout';
import type { Bus } from '../api/bus.js';
import type { Strip } from '../api/strip.js';
import type { Vca } from '../api/vca.js';
import type { AnyParam, Handles, Setting } from './outline.js';
import { invalid, tooMany } from './refusals.js';

/** The value of a control as a snapshot has it. */
export function valueToJson(mixer: Handles, value: unknown): number | boolean | string | null {
  if (typeof value === 'number') return shortest(value);
  if (typeof value === 'object' && value !== null) return reference(mixer, value);
  return value as boolean | string | null;
}

/**
 * What a control is to be set to, from what a snapshot says.
 *
 * @throws MixerError `snapshot-invalid`, `snapshot-counts`
 */
export function valueFromJson(mixer: Handles, setting: Setting, json: unknown): unknown {
  switch (setting.spec.kind) {
    case 'gain':
    case 'number':
    case 'setting':
      return numberFrom(setting, json);
    case 'switch':
      if (typeof json === 'boolean') return json;
      throw invalid(setting.path, 'true or false', json);
    case 'choice':
      return choiceFrom(setting, json);
    case 'output':
    case 'key':
    case 'vca':
      return routeFrom(mixer, setting, json);
  }
}

/**
 * Out of range is an error here, where handles clamp: nobody drags a snapshot past the end of a scale, and an alignment
 * delay that came out shorter than the others would be heard.
 */
function numberFrom(setting: Setting, json: unknown): number {
  const { min, max, unit } = setting.handle();
  // In the block's precision, in which a control at the end of its range has been written down.
  const rounded = typeof json === 'number' ? Math.fround(json) : Number.NaN;
  if (rounded >= Math.fround(min) && rounded <= Math.fround(max)) return json as number;
  throw invalid(setting.path, `a number from ${min} to ${max} ${unit}`.trimEnd(), json);
}

function choiceFrom(setting: Setting, json: unknown): unknown {
  const choices = choicesOf(setting.handle());
  if (choices.includes(json)) return json;
  throw invalid(setting.path, choices.map((choice) => JSON.stringify(choice)).join(' or '), json);
}

function routeFrom(mixer: Handles, setting: Setting, json: unknown): unknown {
  const choices = choicesOf(setting.handle());
  const chosen = choices.findIndex((choice) => valueToJson(mixer, choice) === json);
  if (chosen >= 0) return choices[chosen];

  const [, list, index] = /^(buses|strips)\[(\d+)\]$/.exec(typeof json === 'string' ? json : '') ?? [];
  const { kind } = setting.spec;
  const isKey = kind === 'key';
  if (kind !== 'vca' && (list === 'buses' || (list === 'strips' && isKey))) {
    const has = mixer[list].length;
    if (Number(index) >= has) throw tooMany(setting.path, list, Number(index) + 1, has);
  }
  throw invalid(setting.path, WANTED[kind as keyof typeof WANTED], json);
}

const WANTED = {
  output: '"master" or "buses[n]"',
  key: 'null, "buses[n]" or "strips[n]"',
  vca: `null or "vcas[n]", n up to ${VCA_COUNT - 1}`,
};

function choicesOf(handle: AnyParam): readonly unknown[] {
  return handle.choices as readonly unknown[];
}

/** Where a strip, a bus, a VCA or the master hangs from the mixer. */
function reference({ master, buses, strips, vcas }: Handles, target: object): string {
  if (target === master) return 'master';
  const bus = buses.indexOf(target as Bus);
  if (bus >= 0) return `buses[${bus}]`;
  const vca = vcas.indexOf(target as Vca);
  return vca >= 0 ? `vcas[${vca}]` : `strips[${strips.indexOf(target as Strip)}]`;
}

/** The number with the fewest digits that is this one in 32 bits: 0.8 rather than 0.800000011920929. */
function shortest(value: number): number {
  for (let digits = 1; ; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    // Nine digits tell all of them apart.
    if (digits === 9 || Math.fround(shorter) === value) return shorter;
  }
}
