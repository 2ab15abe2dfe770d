import type { Operations } from './kernels/operations.ts';
import {
  compressor,
  equaliser,
  fader,
  gate,
  inspection,
  levelMeter,
  panner,
  section,
  send,
  stereoWidth,
  sum,
  transpose,
} from './kernels/operations.ts';
import { echo, limiter, outputMeters, reverb } from './kernels/operations-single.ts';

/** What plays into the strips. */
export type Input = 'nothing' | 'silence' | 'noise';

type Values = Readonly<Record<string, number>>;

/** The stages of the console, each switched on beside those before it: 32 strips, 4 buses. */
export interface Stage {
  readonly name: string;
  /** From here on. */
  readonly input?: Input;
  readonly strip?: Values;
  readonly send?: Values;
  readonly bus?: (bus: number) => Values;
  readonly master?: Values;
  /** What its formulas ask for. */
  readonly operations: Operations;
}

/** How a console is set. */
export interface Settings {
  readonly name: string;
  readonly input: Input;
  readonly strip: Values;
  readonly send: Values;
  readonly bus: (bus: number) => Values;
  readonly master: Values;
}

const band = (index: number, type: number, frequency: number, gain: number) => ({
  [`eq.band${index}.type`]: type,
  [`eq.band${index}.frequency`]: frequency,
  [`eq.band${index}.gain`]: gain,
});

const dynamics = { 'compressor.on': 1, 'compressor.threshold': -30, 'compressor.ratio': 4 };

/** In the order of the signal. */
export const stages: readonly Stage[] = [
  { name: 'nothing connected', input: 'nothing', operations: {} },
  {
    name: 'transpose: silence on 32 strips',
    input: 'silence',
    operations: { strips: transpose + inspection },
  },
  {
    name: 'level meters and sum: noise on 32 strips',
    input: 'noise',
    operations: { strips: levelMeter + sum, master: transpose + inspection + levelMeter },
  },
  { name: 'fader and pan', strip: { gain: 0.5, pan: 0.3 }, operations: { strips: fader + panner } },
  {
    name: '4 sends',
    send: { level: 0.3 },
    operations: { strips: 4 * send, buses: transpose + inspection + levelMeter + sum },
  },
  { name: 'EQ: high-pass', strip: { 'eq.highpass.on': 1 }, operations: { strips: section } },
  {
    name: 'EQ: 4 bands',
    strip: { ...band(1, 1, 100, 3), ...band(2, 0, 400, -4), ...band(3, 0, 2500, 2), ...band(4, 2, 8000, 5) },
    operations: { strips: equaliser(4) },
  },
  { name: 'gate', strip: { 'gate.on': 1, 'gate.threshold': -60 }, operations: { strips: gate } },
  { name: 'compressor', strip: dynamics, operations: { strips: compressor } },
  { name: 'stereo width', strip: { 'stereo.width': 1.2 }, operations: { strips: stereoWidth } },
  // Copies, in and out of a ring.
  { name: 'alignment delay', strip: { delay: 0.005 }, operations: {} },
  {
    name: 'buses: EQ and compressor on 4',
    bus: () => ({ ...band(2, 0, 1000, 3), ...dynamics }),
    operations: { buses: section + compressor },
  },
  {
    name: 'effects: reverb and delay',
    bus: (bus): Values => (bus < 2 ? { 'effect.type': 1 + bus } : {}),
    operations: { single: reverb + echo },
  },
  {
    name: 'master: EQ and compressor',
    master: { ...band(2, 0, 1000, 3), ...dynamics },
    operations: { master: section + compressor },
  },
  {
    name: 'limiter',
    master: { 'limiter.on': 1, 'limiter.ceiling': -12 },
    operations: { single: limiter },
  },
  {
    name: 'output meters: true peak, loudness, correlation, scope',
    master: { wantTruePeak: 1, wantLoudness: 1, wantCorrelation: 1, wantScope: 1 },
    operations: { single: outputMeters },
  },
];

/** What holds once the first so many stages are on. */
export function upTo(count: number): Settings {
  const on = stages.slice(0, count);
  const merge = (pick: (stage: Stage) => Values | undefined): Values => Object.assign({}, ...on.map(pick));
  return {
    name: on.at(-1)!.name,
    input: on.findLast(({ input }) => input !== undefined)!.input!,
    strip: merge((stage) => stage.strip),
    send: merge((stage) => stage.send),
    bus: (bus) => merge((stage) => stage.bus?.(bus)),
    master: merge((stage) => stage.master),
  };
}
