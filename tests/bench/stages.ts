/** The stages of the console, each switched on beside those before it: 32 strips, 4 buses. */
export interface Stage {
  readonly name: string;
  readonly strip?: Readonly<Record<string, number>>;
  readonly send?: Readonly<Record<string, number>>;
  readonly bus?: (bus: number) => Readonly<Record<string, number>>;
  readonly master?: Readonly<Record<string, number>>;
}

const band = (index: number, type: number, frequency: number, gain: number) => ({
  [`eq.band${index}.type`]: type,
  [`eq.band${index}.frequency`]: frequency,
  [`eq.band${index}.gain`]: gain,
});

const dynamics = { 'compressor.on': 1, 'compressor.threshold': -30, 'compressor.ratio': 4 };

/** In the order of the signal. */
export const stages: readonly Stage[] = [
  { name: 'nothing but the sum' },
  { name: 'fader and pan', strip: { gain: 0.5, pan: 0.3 } },
  { name: '4 sends', send: { level: 0.3 } },
  { name: 'high-pass', strip: { 'eq.highpass.on': 1 } },
  {
    name: '4 EQ bands',
    strip: { ...band(1, 1, 100, 3), ...band(2, 0, 400, -4), ...band(3, 0, 2500, 2), ...band(4, 2, 8000, 5) },
  },
  { name: 'gate', strip: { 'gate.on': 1, 'gate.threshold': -60 } },
  { name: 'compressor', strip: dynamics },
  { name: 'stereo width', strip: { 'stereo.width': 1.2 } },
  { name: 'alignment delay', strip: { delay: 0.005 } },
  { name: 'EQ and compressor on 4 buses', bus: () => ({ ...band(2, 0, 1000, 3), ...dynamics }) },
  {
    name: 'reverb and delay on 2 of them',
    bus: (bus): Record<string, number> => (bus < 2 ? { 'effect.type': 1 + bus } : {}),
  },
  { name: 'EQ and compressor on the master', master: { ...band(2, 0, 1000, 3), ...dynamics } },
  { name: 'limiter', master: { 'limiter.on': 1, 'limiter.ceiling': -12 } },
  {
    name: 'true peak, loudness, correlation, scope',
    master: { wantTruePeak: 1, wantLoudness: 1, wantCorrelation: 1, wantScope: 1 },
  },
];

/** What holds once the first so many stages are on. */
export function upTo(count: number): Required<Stage> {
  const on = stages.slice(0, count);
  const merge = (pick: (stage: Stage) => Readonly<Record<string, number>> | undefined) =>
    Object.assign({}, ...on.map(pick)) as Record<string, number>;
  return {
    name: on.at(-1)!.name,
    strip: merge((stage) => stage.strip),
    send: merge((stage) => stage.send),
    bus: (bus) => merge((stage) => stage.bus?.(bus)),
    master: merge((stage) => stage.master),
  };
}
