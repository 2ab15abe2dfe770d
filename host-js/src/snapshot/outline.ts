import { type Layout, PARAMS, type ParamSpec, type RecordName, VCA_COUNT } from 'megamixer-worklet/layout';
import type { Mixer } from '../api/mixer.js';
import { isWant } from '../handles/wanted.js';
import { partsOf } from '../mirror/initial-words.js';

/** What snapshots reach: every control hangs from one of these. */
export type Handles = Pick<Mixer, 'glide' | 'monitor' | 'master' | 'strips' | 'buses' | 'vcas'>;

/** A handle of any kind, as far as a snapshot deals with it. */
export interface AnyParam {
  value: unknown;
  readonly default: unknown;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** Where it is one of a list. */
  readonly choices?: readonly unknown[];
  /** Where it is continuous. */
  rampTo?(value: number, seconds: number): void;
}

/** One control: its place in the document, its word in the block, and its handle. */
export interface Setting {
  /** Such as `strips[3].eq.band2.gain`. */
  readonly path: string;
  readonly spec: ParamSpec;
  /** The first word of its record. */
  readonly first: number;
  /** Handles are made on first use, and a mixer has thousands: asked for only where there is something to say or to set. */
  handle(): AnyParam;
}

/** One object of the document, which is a record of the block. */
export interface Section {
  /** Empty for the document itself. */
  readonly path: string;
  readonly settings: readonly Setting[];
  /** Records inside it, by name. */
  readonly parts: readonly (readonly [name: string, part: Section])[];
  /** Records of which the mixer has as many as it was made with, by name. */
  readonly lists: readonly (readonly [name: string, list: readonly Section[]])[];
}

type Inner = Partial<Pick<Section, 'parts' | 'lists'>>;

/**
 * The outline of a mixer's snapshot. It is the schema's: a record is an object that has the record's parameters and parts
 * by their names. Only what the layout has addresses for instead of offsets is said here.
 */
export function outline(mixer: Handles, layout: Layout): Section {
  const send = (strip: number, bus: number) =>
    section('send', `strips[${strip}].sends[${bus}]`, layout.send(strip, bus), () => mixer.strips[strip]?.sends[bus]);
  const strip = (index: number) =>
    section('strip', `strips[${index}]`, layout.strip(index), () => mixer.strips[index], {
      lists: [['sends', many(layout.buses, (bus) => send(index, bus))]],
    });
  const bus = (index: number) => section('bus', `buses[${index}]`, layout.bus(index), () => mixer.buses[index]);
  const vca = (index: number) => section('vca', `vcas[${index}]`, layout.vca(index), () => mixer.vcas[index]);
  return section('mixer', '', layout.mixer, () => mixer, {
    parts: [['master', section('master', 'master', layout.master, () => mixer.master)]],
    lists: [
      ['strips', many(layout.strips, strip)],
      ['buses', many(layout.buses, bus)],
      ['vcas', many(VCA_COUNT, vca)],
    ],
  });
}

/** A record, and what is in it; `handles` leads to the object that has a handle for each. */
function section(record: RecordName, path: string, first: number, handles: () => unknown, inner: Inner = {}): Section {
  const inside = (name: string) => (handles() as Record<string, unknown>)[name];
  const specs: Record<string, ParamSpec> = PARAMS[record];
  return {
    path,
    settings: Object.values(specs)
      // Those words say that somebody reads a meter now: a restored one would have the engine measure for nobody.
      .filter(({ name }) => !isWant(name))
      .map((spec) => ({
        path: pathTo(path, spec.name),
        spec,
        first,
        handle: () => inside(spec.name) as AnyParam,
      })),
    parts: [
      ...partsOf(record).map(([part, offset]) => {
        // The bands of an equaliser are the only parts that have a list of handles.
        const [, band] = /^band(\d)$/.exec(part) ?? [];
        const handle = () => (band === undefined ? inside(part) : (inside('bands') as unknown[])[Number(band) - 1]);
        return [part, section(part, pathTo(path, part), first + offset, handle)] as const;
      }),
      ...(inner.parts ?? []),
    ],
    lists: inner.lists ?? [],
  };
}

function many(count: number, make: (index: number) => Section): readonly Section[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** The path of a field of the object at `path`. */
export function pathTo(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
