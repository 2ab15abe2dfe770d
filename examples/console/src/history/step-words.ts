import type { Mixer, Param } from 'megamixer';

/** Who is who on the console. */
export interface Names {
  readonly strips: readonly { readonly name: string }[];
  readonly buses: readonly { readonly name: string }[];
  readonly vcas: readonly { readonly name: string }[];
}

/** What a step is about, for people: one control by name, more of them by number. */
export function stepWords(mixer: Mixer, names: Names, paths: readonly string[]): string {
  const owners = new Set(paths.map((path) => ownerOf(names, path)));
  const [owner] = owners;
  if (owner === undefined) return '';
  if (paths.length === 1) return `${owner}, ${labelOf(mixer, paths[0]!)}`;
  return owners.size === 1 ? `${owner}, ${paths.length} controls` : `${paths.length} controls`;
}

function ownerOf(names: Names, path: string): string {
  const [, list, index] = /^(strips|buses|vcas)\[(\d+)\]/.exec(path) ?? [];
  if (list === undefined) return path.startsWith('master') ? 'Master' : 'Console';
  return names[list as keyof Names][Number(index)]?.name ?? 'Console';
}

/** The label of the control at a path of a snapshot. Only bands are called otherwise there. */
function labelOf(mixer: Mixer, path: string): string {
  const names = path.replace(/\[(\d+)\]/g, '.$1').replace(/\.band(\d)/, (_, band) => `.bands.${band - 1}`);
  const param = names.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], mixer);
  return (param as Param<unknown>).label;
}
