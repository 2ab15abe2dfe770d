import type { BounceReport } from 'megamixer/bounce';
import type { Stereo } from './render.ts';

/** Stems by their names, added up as docs/bounce.md says. */
export function sumOfStems(
  order: BounceReport['masterSum'],
  stems: ReadonlyMap<string, Stereo>,
  frames: number,
): Stereo {
  const channel = (index: 0 | 1) => {
    const sum = new Float32Array(frames);
    const of = (name: string, frame: number) => stems.get(name)![index]![frame]!;
    for (const frame of sum.keys()) {
      for (const addend of order) {
        if ('bus' in addend) sum[frame]! += of(`bus-${addend.bus + 1}`, frame);
        else {
          const [a, b, c, d] = addend.strips.map((strip) =>
            strip === null ? 0 : of(`strip-${String(strip + 1).padStart(2, '0')}`, frame),
          );
          sum[frame]! += Math.fround(Math.fround(a! + c!) + Math.fround(b! + d!));
        }
      }
    }
    return sum;
  };
  return [channel(0), channel(1)];
}
