// Emitted from crates/schema by `make schema`. Do not edit: change the tables there.

/** The first word of a block. */
export const MAGIC = 0x4d4d4958;
/** Of everything that page, worklet and engine must agree on. */
export const LAYOUT_HASH = 0x5a17c52a;

export type ParamKind = 'gain' | 'number' | 'setting' | 'switch' | 'choice';

/** The words of a ramp, counted from the first of the section. */
export interface RampWords {
  /** How long it takes; 0 glides instead. */
  readonly seconds: number;
  /** Where it starts: a value, or RAMP_FROM_WHERE_IT_IS. */
  readonly start: number;
  /** Counts ramps: the page adds one for each. */
  readonly count: number;
}

/** The start of a ramp that takes over from another one: only the engine knows how far that has come. */
export const RAMP_FROM_WHERE_IT_IS = Number.NEGATIVE_INFINITY;

/** What there is to know of one parameter. */
export interface ParamSpec {
  readonly name: string;
  readonly label: string;
  readonly kind: ParamKind;
  readonly meaning: string;
  readonly unit: 'linear' | 'pan' | 's' | '';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** Slider travel: even, or `max * position^4`. */
  readonly taper: 'linear' | 'fader';
  readonly smoothing: 'glide' | 'fade' | 'none';
  /** Its word, counted from the first of its section. */
  readonly offset: number;
  /** The words of its ramp, where it has one. */
  readonly ramp: RampWords | null;
  readonly choices?: readonly string[];
}

/** What may be asked for at creation. */
export const LIMITS = {
  strips: { min: 1, max: 128, default: 32 },
  buses: { min: 0, max: 16, default: 4 },
  sampleRate: { min: 3000, max: 768000, default: 48000 },
  capacityFrames: { min: 128, max: 4096, default: 128 },
} as const;

/** The bottom of every fader: at and below it a gain is 0, off. */
export const FLOOR_DB = -100;

/** Every parameter, by section. */
export const PARAMS = {
  mixer: {
    glide: { name: 'glide', label: 'Glide', kind: 'setting', meaning: 'Time until a continuous control is within 1 % of its step.', unit: 's', min: 0.001, max: 1, default: 0.02, taper: 'linear', smoothing: 'none', offset: 0, ramp: null },
  },
  strip: {
    trim: { name: 'trim', label: 'Trim', kind: 'gain', meaning: 'Level at the top of the strip, before everything else.', unit: 'linear', min: 0, max: 16, default: 1, taper: 'fader', smoothing: 'glide', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    polarity: { name: 'polarity', label: 'Polarity', kind: 'switch', meaning: 'Flips the sign of both channels.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 4, ramp: null },
    input: { name: 'input', label: 'Input', kind: 'choice', meaning: 'Whether pan treats the source as stereo or as mono.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 5, ramp: null, choices: ['stereo', 'mono'] },
    gain: { name: 'gain', label: 'Fader', kind: 'gain', meaning: 'Level at the bottom of the strip.', unit: 'linear', min: 0, max: 4, default: 1, taper: 'fader', smoothing: 'glide', offset: 6, ramp: { seconds: 7, start: 8, count: 9 } },
    mute: { name: 'mute', label: 'Mute', kind: 'switch', meaning: 'Silences the strip after the fader; pre-fader sends play on.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 10, ramp: null },
    pan: { name: 'pan', label: 'Pan', kind: 'number', meaning: 'Stereo position, by StereoPannerNode\'s rule for the strip\'s input.', unit: 'pan', min: -1, max: 1, default: 0, taper: 'linear', smoothing: 'glide', offset: 11, ramp: { seconds: 12, start: 13, count: 14 } },
    solo: { name: 'solo', label: 'Solo', kind: 'switch', meaning: 'Cuts every route that neither comes from nor leads to something soloed.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 15, ramp: null },
    soloSafe: { name: 'soloSafe', label: 'Solo safe', kind: 'switch', meaning: 'Keeps its routes open when something else is soloed.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 16, ramp: null },
  },
  send: {
    level: { name: 'level', label: 'Send', kind: 'gain', meaning: 'Level from the strip into the bus.', unit: 'linear', min: 0, max: 4, default: 0, taper: 'fader', smoothing: 'glide', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    tap: { name: 'tap', label: 'Send tap', kind: 'choice', meaning: 'Whether the send listens after or before the fader.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 4, ramp: null, choices: ['post', 'pre'] },
    on: { name: 'on', label: 'Send on', kind: 'switch', meaning: 'Whether the strip is routed to the bus at all.', unit: '', min: 0, max: 1, default: 1, taper: 'linear', smoothing: 'fade', offset: 5, ramp: null },
  },
  bus: {
    gain: { name: 'gain', label: 'Bus fader', kind: 'gain', meaning: 'Level of the bus.', unit: 'linear', min: 0, max: 4, default: 1, taper: 'fader', smoothing: 'glide', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    pan: { name: 'pan', label: 'Bus pan', kind: 'number', meaning: 'Stereo position, by StereoPannerNode\'s rule for stereo.', unit: 'pan', min: -1, max: 1, default: 0, taper: 'linear', smoothing: 'glide', offset: 4, ramp: { seconds: 5, start: 6, count: 7 } },
    mute: { name: 'mute', label: 'Bus mute', kind: 'switch', meaning: 'Silences the bus.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 8, ramp: null },
    solo: { name: 'solo', label: 'Solo', kind: 'switch', meaning: 'Cuts every route that neither comes from nor leads to something soloed.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 9, ramp: null },
    soloSafe: { name: 'soloSafe', label: 'Solo safe', kind: 'switch', meaning: 'Keeps its routes open when something else is soloed.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 10, ramp: null },
  },
  master: {
    gain: { name: 'gain', label: 'Master fader', kind: 'gain', meaning: 'Level of the output.', unit: 'linear', min: 0, max: 4, default: 1, taper: 'fader', smoothing: 'glide', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    mute: { name: 'mute', label: 'Master mute', kind: 'switch', meaning: 'Silences the output.', unit: '', min: 0, max: 1, default: 0, taper: 'linear', smoothing: 'fade', offset: 4, ramp: null },
  },
} as const satisfies Record<string, Record<string, ParamSpec>>;

/** Commands, by section: counters that the page adds one to. */
export const COMMANDS = {
  strip: {
    clearClip: 17,
    clearFault: 18,
  },
  bus: {
    clearClip: 11,
    clearFault: 12,
  },
  master: {
    clearClip: 5,
    clearFault: 6,
  },
} as const;

/** The words of a meter record. */
export const METERS = {
  /** Left peak: instant attack, held for 1 s, then falling 20 dB/s. */
  peakLeft: 0,
  /** Right peak: instant attack, held for 1 s, then falling 20 dB/s. */
  peakRight: 1,
  /** Largest left sample since the page took it. Both sides write: see docs/decisions. */
  peakSinceReadLeft: 2,
  /** Largest right sample since the page took it. Both sides write: see docs/decisions. */
  peakSinceReadRight: 3,
  /** Left RMS: the root of the power behind a one-pole of 300 ms. */
  rmsLeft: 4,
  /** Right RMS: the root of the power behind a one-pole of 300 ms. */
  rmsRight: 5,
  /** 1 once a left sample went beyond full scale, until cleared. */
  clipLeft: 6,
  /** 1 once a right sample went beyond full scale, until cleared. */
  clipRight: 7,
  /** 1 once a cell was silenced for holding a sample that is not finite or beyond 2^20, until cleared. */
  fault: 8,
} as const;

/** The words of the header, from the first of the block. */
export const HEADER = {
  /** Marks a block of Megamixer. (written at creation) */
  magic: 0,
  /** Hash of every table that this layout comes from. (written at creation) */
  layoutHash: 1,
  /** How many strips. (written at creation) */
  strips: 2,
  /** How many buses. (written at creation) */
  buses: 3,
  /** How many words the block takes. (written at creation) */
  words: 4,
  /** Frames per second, as float bits. (written at creation) */
  sampleRate: 5,
  /** The sequence of the last edit that the engine adopted. (written by the engine) */
  adoptedSequence: 16,
  /** How often it adopted edits. (written by the engine) */
  adoptions: 17,
  /** How often it kept its values for a quantum, since the page was publishing at every try. (written by the engine) */
  deferrals: 18,
  /** How many calls it rendered. (written by the engine) */
  quanta: 19,
  /** Frames rendered, low 32 bits. (written by the engine) */
  framesLow: 20,
  /** Frames rendered, high 32 bits. (written by the engine) */
  framesHigh: 21,
  /** Strips that were not asleep in the last call. (written by the engine) */
  stripsAwake: 22,
  /** How many cells of strips, buses and master were silenced for faults. (written by the engine) */
  faults: 23,
  /** Odd while an edit is being published; each edit adds two. (written by the page) */
  sequence: 32,
} as const;

/** Where every word of a block is: addresses in words from its first. */
export interface Layout {
  readonly strips: number;
  readonly buses: number;
  /** How many words the block takes. */
  readonly words: number;
  /** How many sections, and versions, there are. */
  readonly sections: number;
  /** The first word that the page writes, and one past the last. */
  readonly pageStart: number;
  readonly pageEnd: number;
  /** The first version word; sections are mixer, master, buses, strips. */
  readonly versions: number;
  readonly mixer: number;
  readonly master: number;
  bus(bus: number): number;
  strip(strip: number): number;
  send(strip: number, bus: number): number;
  readonly mixerSection: number;
  readonly masterSection: number;
  busSection(bus: number): number;
  stripSection(strip: number): number;
  /** The first word of the meters, which are the last region of the block. */
  readonly meters: number;
  readonly masterMeter: number;
  busMeter(bus: number): number;
  stripMeter(strip: number): number;
}

/** The addresses of a mixer with so many strips and buses. */
export function layout(strips: number, buses: number): Layout {
  const line = (word: number) => Math.ceil(word / 16) * 16;
  const sections = 2 + buses + strips;
  const versions = 33;
  const mixer = versions + sections;
  const master = mixer + 1;
  const bus = (index: number) => master + 7 + index * 13;
  const stripWords = 19 + buses * 6;
  const strip = (index: number) => bus(buses) + index * stripWords;
  const pageEnd = strip(strips);
  const meters = line(pageEnd);
  const busMeter = (index: number) => meters + (1 + index) * 9;
  return {
    strips,
    buses,
    words: line(busMeter(buses + strips)),
    sections,
    pageStart: 32,
    pageEnd,
    versions,
    mixer,
    master,
    bus,
    strip,
    send: (index, to) => strip(index) + 19 + to * 6,
    mixerSection: 0,
    masterSection: 1,
    busSection: (index) => 2 + index,
    stripSection: (index) => 2 + buses + index,
    meters,
    masterMeter: meters,
    busMeter,
    stripMeter: (index) => busMeter(buses + index),
  };
}

/** Bytes in a page of WebAssembly memory. */
export const WASM_PAGE_BYTES = 65536;

/** The largest that the memory of a mixer may get, in bytes, a whole number of pages. */
export function memoryBytes(strips: number, buses: number, capacityFrames: number): number {
  const whole = (count: number, of: number) => Math.ceil(count / of) * of;
  const stripLanes = whole(strips, 4);
  const engine =
    655360 + stripLanes * 2048 + whole(buses, 4) * 3072 + stripLanes * buses * 256;
  const audio = (strips + 1) * 2 * capacityFrames * 4;
  return whole(engine + audio, WASM_PAGE_BYTES);
}
