import type { Mixer } from 'megamixer';
import { type Input, type Settings, stages, upTo } from '../stages.ts';
import { timeMixer } from './offline.ts';
import type { SourceSet } from './sources.ts';

export const count = () => stages.length;

/** What plays into a stage's mixer. */
const sources: Readonly<Record<Input, SourceSet>> = {
  nothing: { count: 0 },
  silence: { count: 32, silent: true },
  // As tests/bench/kernels/desk.ts has it.
  noise: { count: 32, peak: 0.1 },
};

/** A render cannot be timed in slices, so it is repeated: the quickest was interrupted the least. */
const RENDERS = 3;

/** Times an offline render of 32 strips with the first so many stages on. */
export function stageRound(stage: number, quanta: number): Promise<{ cost: number; rms: number }> {
  const settings = upTo(stage);
  return quickest(() => timeMixer((mixer) => apply(mixer, settings), sources[settings.input], quanta));
}

/** Times a worklet with 32 inputs that does nothing. */
export function floorRound(input: Input, quanta: number): Promise<{ cost: number; rms: number }> {
  return quickest(() => timeMixer(null, sources[input], quanta));
}

async function quickest<T extends { cost: number }>(render: () => Promise<T>): Promise<T> {
  let best = await render();
  for (let again = 1; again < RENDERS; again += 1) {
    const next = await render();
    if (next.cost < best.cost) best = next;
  }
  return best;
}

export function apply(mixer: Mixer, { strip, send, bus, master }: Settings): void {
  for (const each of mixer.strips) {
    turn(each, strip);
    for (const one of each.sends) turn(one, send);
  }
  for (const [index, each] of mixer.buses.entries()) turn(each, bus(index));
  const { wantTruePeak, ...rest } = master;
  turn(mixer.master, Object.fromEntries(Object.entries(rest).filter(([path]) => !path.startsWith('want'))));
  if (wantTruePeak) {
    for (const meter of ['truePeak', 'loudness', 'correlation', 'scope'] as const) mixer.master[meter].subscribe();
  }
}

/** A handle, or what holds some. */
type Holder = { [name: string]: Holder } & { value?: unknown; choices?: readonly unknown[] };

/** Sets controls by their paths in the schema: `eq.band2.gain` is `eq.bands[1].gain`. */
function turn(holder: object, settings: Readonly<Record<string, number>>): void {
  for (const [path, value] of Object.entries(settings)) {
    let at = holder as Holder;
    for (const step of path.replace(/band(\d)/, (_, band) => `bands.${band - 1}`).split('.')) at = at[step]!;
    const { choices } = at;
    at.value = choices !== undefined ? choices[value] : typeof at.value === 'boolean' ? value !== 0 : value;
  }
}
