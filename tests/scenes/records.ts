import { PARAMS, PARTS, type ParamSpec, type RecordName } from 'megamixer-worklet/layout';

/** A parameter of a section, its path from there (`eq.band2.frequency`), and where its record starts. */
export interface Place {
  readonly path: string;
  readonly spec: ParamSpec;
  readonly first: number;
}

/** Every parameter of a record that starts at a word, its parts included. */
export function placesOf(record: RecordName, first: number, prefix = ''): Place[] {
  const own = Object.entries<ParamSpec>(PARAMS[record]).map(([name, spec]) => ({ path: prefix + name, spec, first }));
  const parts = Object.entries((PARTS as Partial<Record<RecordName, Record<string, number>>>)[record] ?? {});
  return [
    ...own,
    ...parts.flatMap(([part, offset]) => placesOf(part as RecordName, first + offset, `${prefix}${part}.`)),
  ];
}
