// Emitted from crates/schema by `make schema`. Do not edit: change the tables there.

/** The first word of a block. */
export const MAGIC = 0x4d4d4958;
/** Of everything that page, worklet and engine must agree on. */
export const LAYOUT_HASH = 0xfb0f4312;

export type ParamKind = 'gain' | 'number' | 'setting' | 'switch' | 'choice' | 'output' | 'key' | 'vca';

/** The words of a ramp, counted from the first of the record. */
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
  readonly unit: 'linear' | 'pan' | 's' | 'dB' | 'dBTP' | 'Hz' | '';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** Slider travel: even, `max * position^4`, even in octaves, or `min + (max - min) * position^3`. */
  readonly taper: 'linear' | 'fader' | 'octaves' | 'cubic';
  /** Its word, counted from the first of its record. */
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
  effects: { min: 0, max: 16, default: 4 },
} as const;

/** How many VCAs every mixer has. */
export const VCA_COUNT = 16;

/** How many VCAs act on one fader: the one that it is a member of, the one that this is a member of, and so on. */
export const VCA_DEPTH = 4;

/** The bottom of every fader: at and below it a gain is 0, off. */
export const FLOOR_DB = -100;

/** The most memory that a mixer may take, in bytes. */
export const MEMORY_MAX_BYTES = 256000000;

/** Every parameter, by record. A section of the block is a record; its parts are records inside it. */
export const PARAMS = {
  mixer: {
    /** Time until a continuous control is within 1 % of its step. */
    glide: { name: 'glide', label: 'Glide', kind: 'setting', unit: 's', min: 0.001, max: 1, default: 0.02, taper: 'cubic', offset: 0, ramp: null },
  },
  monitor: {
    /** Level of the monitor output. */
    gain: { name: 'gain', label: 'Monitor', kind: 'gain', unit: 'linear', min: 0, max: 4, default: 1, taper: 'fader', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    /** Lowers the monitor output by 20 dB. */
    dim: { name: 'dim', label: 'Dim', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 4, ramp: null },
    /** Both channels of the monitor output become their mean. */
    mono: { name: 'mono', label: 'Monitor mono', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 5, ramp: null },
  },
  vca: {
    /** What the faders of its members are multiplied by. */
    gain: { name: 'gain', label: 'VCA fader', kind: 'gain', unit: 'linear', min: 0, max: 4, default: 1, taper: 'fader', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    /** Silences its members as their own mute does. */
    mute: { name: 'mute', label: 'VCA mute', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 4, ramp: null },
    /** The VCA that it is itself a member of. */
    vca: { name: 'vca', label: 'VCA of the VCA', kind: 'vca', unit: '', min: 0, max: 16, default: 0, taper: 'linear', offset: 5, ramp: null },
  },
  strip: {
    /** Level at the top of the strip, before everything else. */
    trim: { name: 'trim', label: 'Trim', kind: 'gain', unit: 'linear', min: 0, max: 16, default: 1, taper: 'fader', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    /** Flips the sign of both channels. */
    polarity: { name: 'polarity', label: 'Polarity', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 4, ramp: null },
    /** Whether pan treats the source as stereo or as mono. */
    input: { name: 'input', label: 'Input', kind: 'choice', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 5, ramp: null, choices: ['stereo', 'mono'] },
    /** Alignment delay, to whole frames, up to the maxDelay that the mixer was made with. */
    delay: { name: 'delay', label: 'Delay', kind: 'setting', unit: 's', min: 0, max: 0.1, default: 0, taper: 'cubic', offset: 6, ramp: null },
    /** Whether the EQ or the dynamics come first. */
    order: { name: 'order', label: 'Order', kind: 'choice', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 7, ramp: null, choices: ['eq_dynamics', 'dynamics_eq'] },
    /** Level at the bottom of the strip. */
    gain: { name: 'gain', label: 'Fader', kind: 'gain', unit: 'linear', min: 0, max: 4, default: 1, taper: 'fader', offset: 8, ramp: { seconds: 9, start: 10, count: 11 } },
    /** The VCA that scales the fader. */
    vca: { name: 'vca', label: 'VCA', kind: 'vca', unit: '', min: 0, max: 16, default: 0, taper: 'linear', offset: 12, ramp: null },
    /** Silences the strip after the fader; pre-fader sends play on. */
    mute: { name: 'mute', label: 'Mute', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 13, ramp: null },
    /** Stereo position, by the pan law. */
    pan: { name: 'pan', label: 'Pan', kind: 'number', unit: 'pan', min: -1, max: 1, default: 0, taper: 'linear', offset: 14, ramp: { seconds: 15, start: 16, count: 17 } },
    /** StereoPannerNode's rule for the strip's input, or gains of the two sides by a law. */
    panLaw: { name: 'panLaw', label: 'Pan law', kind: 'choice', unit: '', min: 0, max: 5, default: 0, taper: 'linear', offset: 18, ramp: null, choices: ['web_audio', 'balance', 'linear', 'equal_power', 'compromise', 'linear_6'] },
    /** Where the strip goes: to the master, or to a bus instead. */
    output: { name: 'output', label: 'Output', kind: 'output', unit: '', min: 0, max: 16, default: 0, taper: 'linear', offset: 19, ramp: null },
    /** Cuts every route that neither comes from nor leads to something soloed. */
    solo: { name: 'solo', label: 'Solo', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 20, ramp: null },
    /** Keeps its routes open when something else is soloed. */
    soloSafe: { name: 'soloSafe', label: 'Solo safe', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 21, ramp: null },
    /** Puts it alone on the monitor output, before (pfl) or after (afl) the fader. */
    listen: { name: 'listen', label: 'Listen', kind: 'choice', unit: '', min: 0, max: 2, default: 0, taper: 'linear', offset: 22, ramp: null, choices: ['off', 'pfl', 'afl'] },
    /** Where peak, RMS and clip are measured. */
    meterPoint: { name: 'meterPoint', label: 'Meter point', kind: 'choice', unit: '', min: 0, max: 2, default: 0, taper: 'linear', offset: 23, ramp: null, choices: ['post', 'pre', 'input'] },
  },
  stereo: {
    /** Both channels become their mean. */
    mono: { name: 'mono', label: 'Mono', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 0, ramp: null },
    /** Exchanges left and right. */
    swap: { name: 'swap', label: 'Swap', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 1, ramp: null },
    /** Level of the sides against the middle: 0 is mono, 1 as it comes, 2 as wide as it gets. */
    width: { name: 'width', label: 'Width', kind: 'number', unit: '', min: 0, max: 2, default: 1, taper: 'linear', offset: 2, ramp: { seconds: 3, start: 4, count: 5 } },
  },
  eq: {
    /** Whether any of it is heard. */
    on: { name: 'on', label: 'EQ', kind: 'switch', unit: '', min: 0, max: 1, default: 1, taper: 'linear', offset: 0, ramp: null },
  },
  highpass: {
    /** Whether the filter is heard. */
    on: { name: 'on', label: 'On', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 0, ramp: null },
    /** Decibels per octave. */
    slope: { name: 'slope', label: 'Slope', kind: 'choice', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 1, ramp: null, choices: ['12', '24'] },
    /** Where it is 3 dB down. */
    frequency: { name: 'frequency', label: 'Frequency', kind: 'number', unit: 'Hz', min: 10, max: 24000, default: 80, taper: 'octaves', offset: 2, ramp: { seconds: 3, start: 4, count: 5 } },
  },
  band1: {
    /** Whether the band is heard. */
    on: { name: 'on', label: 'On', kind: 'switch', unit: '', min: 0, max: 1, default: 1, taper: 'linear', offset: 0, ramp: null },
    /** What the band does. */
    type: { name: 'type', label: 'Type', kind: 'choice', unit: '', min: 0, max: 5, default: 1, taper: 'linear', offset: 1, ramp: null, choices: ['peaking', 'lowshelf', 'highshelf', 'notch', 'bandpass', 'allpass'] },
    /** Centre or corner. */
    frequency: { name: 'frequency', label: 'Frequency', kind: 'number', unit: 'Hz', min: 10, max: 24000, default: 100, taper: 'octaves', offset: 2, ramp: { seconds: 3, start: 4, count: 5 } },
    /** How much a peaking band or a shelf lifts; the other types ignore it. */
    gain: { name: 'gain', label: 'Gain', kind: 'number', unit: 'dB', min: -24, max: 24, default: 0, taper: 'linear', offset: 6, ramp: { seconds: 7, start: 8, count: 9 } },
    /** Centre over bandwidth. BiquadFilterNode's for peaking, notch, band-pass and all-pass; of shelves, 0.7071 is BiquadFilterNode's. */
    Q: { name: 'Q', label: 'Q', kind: 'number', unit: '', min: 0.1, max: 30, default: 0.70710677, taper: 'octaves', offset: 10, ramp: { seconds: 11, start: 12, count: 13 } },
  },
  band2: {
    /** Whether the band is heard. */
    on: { name: 'on', label: 'On', kind: 'switch', unit: '', min: 0, max: 1, default: 1, taper: 'linear', offset: 0, ramp: null },
    /** What the band does. */
    type: { name: 'type', label: 'Type', kind: 'choice', unit: '', min: 0, max: 5, default: 0, taper: 'linear', offset: 1, ramp: null, choices: ['peaking', 'lowshelf', 'highshelf', 'notch', 'bandpass', 'allpass'] },
    /** Centre or corner. */
    frequency: { name: 'frequency', label: 'Frequency', kind: 'number', unit: 'Hz', min: 10, max: 24000, default: 400, taper: 'octaves', offset: 2, ramp: { seconds: 3, start: 4, count: 5 } },
    /** How much a peaking band or a shelf lifts; the other types ignore it. */
    gain: { name: 'gain', label: 'Gain', kind: 'number', unit: 'dB', min: -24, max: 24, default: 0, taper: 'linear', offset: 6, ramp: { seconds: 7, start: 8, count: 9 } },
    /** Centre over bandwidth. BiquadFilterNode's for peaking, notch, band-pass and all-pass; of shelves, 0.7071 is BiquadFilterNode's. */
    Q: { name: 'Q', label: 'Q', kind: 'number', unit: '', min: 0.1, max: 30, default: 0.70710677, taper: 'octaves', offset: 10, ramp: { seconds: 11, start: 12, count: 13 } },
  },
  band3: {
    /** Whether the band is heard. */
    on: { name: 'on', label: 'On', kind: 'switch', unit: '', min: 0, max: 1, default: 1, taper: 'linear', offset: 0, ramp: null },
    /** What the band does. */
    type: { name: 'type', label: 'Type', kind: 'choice', unit: '', min: 0, max: 5, default: 0, taper: 'linear', offset: 1, ramp: null, choices: ['peaking', 'lowshelf', 'highshelf', 'notch', 'bandpass', 'allpass'] },
    /** Centre or corner. */
    frequency: { name: 'frequency', label: 'Frequency', kind: 'number', unit: 'Hz', min: 10, max: 24000, default: 2500, taper: 'octaves', offset: 2, ramp: { seconds: 3, start: 4, count: 5 } },
    /** How much a peaking band or a shelf lifts; the other types ignore it. */
    gain: { name: 'gain', label: 'Gain', kind: 'number', unit: 'dB', min: -24, max: 24, default: 0, taper: 'linear', offset: 6, ramp: { seconds: 7, start: 8, count: 9 } },
    /** Centre over bandwidth. BiquadFilterNode's for peaking, notch, band-pass and all-pass; of shelves, 0.7071 is BiquadFilterNode's. */
    Q: { name: 'Q', label: 'Q', kind: 'number', unit: '', min: 0.1, max: 30, default: 0.70710677, taper: 'octaves', offset: 10, ramp: { seconds: 11, start: 12, count: 13 } },
  },
  band4: {
    /** Whether the band is heard. */
    on: { name: 'on', label: 'On', kind: 'switch', unit: '', min: 0, max: 1, default: 1, taper: 'linear', offset: 0, ramp: null },
    /** What the band does. */
    type: { name: 'type', label: 'Type', kind: 'choice', unit: '', min: 0, max: 5, default: 2, taper: 'linear', offset: 1, ramp: null, choices: ['peaking', 'lowshelf', 'highshelf', 'notch', 'bandpass', 'allpass'] },
    /** Centre or corner. */
    frequency: { name: 'frequency', label: 'Frequency', kind: 'number', unit: 'Hz', min: 10, max: 24000, default: 8000, taper: 'octaves', offset: 2, ramp: { seconds: 3, start: 4, count: 5 } },
    /** How much a peaking band or a shelf lifts; the other types ignore it. */
    gain: { name: 'gain', label: 'Gain', kind: 'number', unit: 'dB', min: -24, max: 24, default: 0, taper: 'linear', offset: 6, ramp: { seconds: 7, start: 8, count: 9 } },
    /** Centre over bandwidth. BiquadFilterNode's for peaking, notch, band-pass and all-pass; of shelves, 0.7071 is BiquadFilterNode's. */
    Q: { name: 'Q', label: 'Q', kind: 'number', unit: '', min: 0.1, max: 30, default: 0.70710677, taper: 'octaves', offset: 10, ramp: { seconds: 11, start: 12, count: 13 } },
  },
  lowpass: {
    /** Whether the filter is heard. */
    on: { name: 'on', label: 'On', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 0, ramp: null },
    /** Decibels per octave. */
    slope: { name: 'slope', label: 'Slope', kind: 'choice', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 1, ramp: null, choices: ['12', '24'] },
    /** Where it is 3 dB down. */
    frequency: { name: 'frequency', label: 'Frequency', kind: 'number', unit: 'Hz', min: 10, max: 24000, default: 16000, taper: 'octaves', offset: 2, ramp: { seconds: 3, start: 4, count: 5 } },
  },
  gate: {
    /** Whether the gate is heard. */
    on: { name: 'on', label: 'Gate', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 0, ramp: null },
    /** The level below which it reduces. */
    threshold: { name: 'threshold', label: 'Threshold', kind: 'number', unit: 'dB', min: -100, max: 0, default: -50, taper: 'linear', offset: 1, ramp: { seconds: 2, start: 3, count: 4 } },
    /** The most that it takes away. */
    range: { name: 'range', label: 'Range', kind: 'number', unit: 'dB', min: 0, max: 100, default: 60, taper: 'linear', offset: 5, ramp: { seconds: 6, start: 7, count: 8 } },
    /** Decibels out for each decibel below the threshold: 2 is a soft expander, 100 a gate. */
    ratio: { name: 'ratio', label: 'Ratio', kind: 'number', unit: '', min: 1, max: 100, default: 10, taper: 'octaves', offset: 9, ramp: { seconds: 10, start: 11, count: 12 } },
    /** Time in which 63.2 % of the gain reduction goes when it opens. */
    attack: { name: 'attack', label: 'Attack', kind: 'setting', unit: 's', min: 0, max: 1, default: 0.001, taper: 'cubic', offset: 13, ramp: null },
    /** Time that it stays open below the threshold. */
    hold: { name: 'hold', label: 'Hold', kind: 'setting', unit: 's', min: 0, max: 2, default: 0.02, taper: 'cubic', offset: 14, ramp: null },
    /** Time in which 63.2 % of the gain reduction comes when it closes. */
    release: { name: 'release', label: 'Release', kind: 'setting', unit: 's', min: 0, max: 5, default: 0.1, taper: 'cubic', offset: 15, ramp: null },
  },
  compressor: {
    /** Whether the compressor is heard. */
    on: { name: 'on', label: 'Compressor', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 0, ramp: null },
    /** The level above which it reduces. */
    threshold: { name: 'threshold', label: 'Threshold', kind: 'number', unit: 'dB', min: -100, max: 0, default: -24, taper: 'linear', offset: 1, ramp: { seconds: 2, start: 3, count: 4 } },
    /** Width of the soft transition around the threshold. */
    knee: { name: 'knee', label: 'Knee', kind: 'number', unit: 'dB', min: 0, max: 40, default: 6, taper: 'linear', offset: 5, ramp: { seconds: 6, start: 7, count: 8 } },
    /** Decibels in for each decibel out above the threshold. */
    ratio: { name: 'ratio', label: 'Ratio', kind: 'number', unit: '', min: 1, max: 100, default: 4, taper: 'octaves', offset: 9, ramp: { seconds: 10, start: 11, count: 12 } },
    /** Time in which 63.2 % of the gain reduction comes. */
    attack: { name: 'attack', label: 'Attack', kind: 'setting', unit: 's', min: 0, max: 1, default: 0.01, taper: 'cubic', offset: 13, ramp: null },
    /** Time in which 63.2 % of the gain reduction goes. */
    release: { name: 'release', label: 'Release', kind: 'setting', unit: 's', min: 0, max: 5, default: 0.2, taper: 'cubic', offset: 14, ramp: null },
    /** Level after the reduction. */
    makeup: { name: 'makeup', label: 'Makeup', kind: 'number', unit: 'dB', min: -24, max: 24, default: 0, taper: 'linear', offset: 15, ramp: { seconds: 16, start: 17, count: 18 } },
    /** From the signal as it comes, 0, to the compressed one, 1. */
    mix: { name: 'mix', label: 'Mix', kind: 'number', unit: '', min: 0, max: 1, default: 1, taper: 'linear', offset: 19, ramp: { seconds: 20, start: 21, count: 22 } },
    /** What the level is: the peak, or the RMS. */
    detector: { name: 'detector', label: 'Detector', kind: 'choice', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 23, ramp: null, choices: ['peak', 'rms'] },
    /** What it listens to: its own signal, a strip after trim and polarity, or a bus's sum. */
    key: { name: 'key', label: 'Key', kind: 'key', unit: '', min: 0, max: 144, default: 0, taper: 'linear', offset: 24, ramp: null },
  },
  keyHighpass: {
    /** Whether the detector listens through it. */
    on: { name: 'on', label: 'Key high-pass', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 0, ramp: null },
    /** Where it is 3 dB down. */
    frequency: { name: 'frequency', label: 'Frequency', kind: 'number', unit: 'Hz', min: 20, max: 2000, default: 100, taper: 'octaves', offset: 1, ramp: { seconds: 2, start: 3, count: 4 } },
  },
  send: {
    /** Level from the strip into the bus. */
    level: { name: 'level', label: 'Send', kind: 'gain', unit: 'linear', min: 0, max: 4, default: 0, taper: 'fader', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    /** Whether the send listens after or before the fader. */
    tap: { name: 'tap', label: 'Send tap', kind: 'choice', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 4, ramp: null, choices: ['post', 'pre'] },
    /** Whether the strip is routed to the bus at all. */
    on: { name: 'on', label: 'Send on', kind: 'switch', unit: '', min: 0, max: 1, default: 1, taper: 'linear', offset: 5, ramp: null },
  },
  bus: {
    /** Level of the bus. */
    gain: { name: 'gain', label: 'Bus fader', kind: 'gain', unit: 'linear', min: 0, max: 4, default: 1, taper: 'fader', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    /** The VCA that scales the fader. */
    vca: { name: 'vca', label: 'VCA', kind: 'vca', unit: '', min: 0, max: 16, default: 0, taper: 'linear', offset: 4, ramp: null },
    /** Stereo position, by StereoPannerNode's rule for stereo. */
    pan: { name: 'pan', label: 'Bus pan', kind: 'number', unit: 'pan', min: -1, max: 1, default: 0, taper: 'linear', offset: 5, ramp: { seconds: 6, start: 7, count: 8 } },
    /** Silences the bus. */
    mute: { name: 'mute', label: 'Bus mute', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 9, ramp: null },
    /** Where the bus goes: to the master, or to another bus instead. */
    output: { name: 'output', label: 'Bus output', kind: 'output', unit: '', min: 0, max: 16, default: 0, taper: 'linear', offset: 10, ramp: null },
    /** Cuts every route that neither comes from nor leads to something soloed. */
    solo: { name: 'solo', label: 'Solo', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 11, ramp: null },
    /** Keeps its routes open when something else is soloed. */
    soloSafe: { name: 'soloSafe', label: 'Solo safe', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 12, ramp: null },
    /** Puts it alone on the monitor output, before (pfl) or after (afl) the fader. */
    listen: { name: 'listen', label: 'Listen', kind: 'choice', unit: '', min: 0, max: 2, default: 0, taper: 'linear', offset: 13, ramp: null, choices: ['off', 'pfl', 'afl'] },
    /** Where peak, RMS and clip are measured. */
    meterPoint: { name: 'meterPoint', label: 'Meter point', kind: 'choice', unit: '', min: 0, max: 2, default: 0, taper: 'linear', offset: 14, ramp: null, choices: ['post', 'pre', 'input'] },
  },
  effect: {
    /** What the bus does to its sum first. */
    type: { name: 'type', label: 'Effect', kind: 'choice', unit: '', min: 0, max: 2, default: 0, taper: 'linear', offset: 0, ramp: null, choices: ['none', 'reverb', 'delay'] },
  },
  reverb: {
    /** Time before the reverb starts. */
    predelay: { name: 'predelay', label: 'Predelay', kind: 'number', unit: 's', min: 0, max: 0.25, default: 0.02, taper: 'linear', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    /** Time in which the reverb falls by 60 dB. */
    decay: { name: 'decay', label: 'Decay', kind: 'number', unit: 's', min: 0.1, max: 20, default: 2, taper: 'octaves', offset: 4, ramp: { seconds: 5, start: 6, count: 7 } },
    /** From a small room, 0, to a hall, 1. */
    size: { name: 'size', label: 'Size', kind: 'number', unit: '', min: 0, max: 1, default: 0.6, taper: 'linear', offset: 8, ramp: { seconds: 9, start: 10, count: 11 } },
    /** Frequency at which the decay takes half as long. */
    damping: { name: 'damping', label: 'Damping', kind: 'number', unit: 'Hz', min: 500, max: 20000, default: 6000, taper: 'octaves', offset: 12, ramp: { seconds: 13, start: 14, count: 15 } },
    /** What the reverb leaves out below. */
    lowCut: { name: 'lowCut', label: 'Low cut', kind: 'number', unit: 'Hz', min: 20, max: 1000, default: 100, taper: 'octaves', offset: 16, ramp: { seconds: 17, start: 18, count: 19 } },
    /** From the sum as it comes, 0, to the reverb alone, 1. */
    mix: { name: 'mix', label: 'Mix', kind: 'number', unit: '', min: 0, max: 1, default: 1, taper: 'linear', offset: 20, ramp: { seconds: 21, start: 22, count: 23 } },
  },
  delay: {
    /** From one repeat to the next. */
    time: { name: 'time', label: 'Time', kind: 'setting', unit: 's', min: 0.001, max: 2, default: 0.375, taper: 'cubic', offset: 0, ramp: null },
    /** Level of each repeat against the one before. */
    feedback: { name: 'feedback', label: 'Feedback', kind: 'number', unit: '', min: 0, max: 0.95, default: 0.4, taper: 'linear', offset: 1, ramp: { seconds: 2, start: 3, count: 4 } },
    /** Whether the repeats change sides. */
    pingPong: { name: 'pingPong', label: 'Ping-pong', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 5, ramp: null },
    /** What each repeat leaves out below. */
    lowCut: { name: 'lowCut', label: 'Low cut', kind: 'number', unit: 'Hz', min: 20, max: 1000, default: 80, taper: 'octaves', offset: 6, ramp: { seconds: 7, start: 8, count: 9 } },
    /** What each repeat leaves out above. */
    highCut: { name: 'highCut', label: 'High cut', kind: 'number', unit: 'Hz', min: 1000, max: 20000, default: 8000, taper: 'octaves', offset: 10, ramp: { seconds: 11, start: 12, count: 13 } },
    /** From the sum as it comes, 0, to the repeats alone, 1. */
    mix: { name: 'mix', label: 'Mix', kind: 'number', unit: '', min: 0, max: 1, default: 1, taper: 'linear', offset: 14, ramp: { seconds: 15, start: 16, count: 17 } },
  },
  master: {
    /** Level of the output. */
    gain: { name: 'gain', label: 'Master fader', kind: 'gain', unit: 'linear', min: 0, max: 4, default: 1, taper: 'fader', offset: 0, ramp: { seconds: 1, start: 2, count: 3 } },
    /** Silences the output. */
    mute: { name: 'mute', label: 'Master mute', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 4, ramp: null },
    /** Where peak, RMS and clip are measured. */
    meterPoint: { name: 'meterPoint', label: 'Meter point', kind: 'choice', unit: '', min: 0, max: 2, default: 0, taper: 'linear', offset: 5, ramp: null, choices: ['post', 'pre', 'input'] },
    /** Whether somebody reads the true peak. */
    wantTruePeak: { name: 'wantTruePeak', label: 'Want true peak', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 6, ramp: null },
    /** Whether somebody reads the loudness. */
    wantLoudness: { name: 'wantLoudness', label: 'Want loudness', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 7, ramp: null },
    /** Whether somebody reads the correlation. */
    wantCorrelation: { name: 'wantCorrelation', label: 'Want correlation', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 8, ramp: null },
    /** Whether somebody reads the ring of the last frames. */
    wantScope: { name: 'wantScope', label: 'Want scope', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 9, ramp: null },
    /** Whether somebody reads how long the quanta take. */
    wantLoad: { name: 'wantLoad', label: 'Want load', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 10, ramp: null },
  },
  limiter: {
    /** Whether it limits. On, the output comes later by `mixer.latency`. */
    on: { name: 'on', label: 'Limiter', kind: 'switch', unit: '', min: 0, max: 1, default: 0, taper: 'linear', offset: 0, ramp: null },
    /** What the true peak does not exceed. */
    ceiling: { name: 'ceiling', label: 'Ceiling', kind: 'number', unit: 'dBTP', min: -24, max: 0, default: -1, taper: 'linear', offset: 1, ramp: { seconds: 2, start: 3, count: 4 } },
    /** Time in which 63.2 % of the gain reduction goes. */
    release: { name: 'release', label: 'Release', kind: 'setting', unit: 's', min: 0.01, max: 1, default: 0.1, taper: 'cubic', offset: 5, ramp: null },
  },
} as const satisfies Record<string, Record<string, ParamSpec>>;

export type RecordName = keyof typeof PARAMS;

/** Where the parts of a record start, by their names, counted from the first word of the record. */
export const PARTS = {
  mixer: { monitor: 1 },
  strip: { stereo: 26, eq: 32, gate: 101, compressor: 117 },
  eq: { highpass: 1, band1: 7, band2: 21, band3: 35, band4: 49, lowpass: 63 },
  compressor: { keyHighpass: 25 },
  bus: { effect: 17, eq: 60, compressor: 129 },
  effect: { reverb: 1, delay: 25 },
  master: { eq: 15, compressor: 84, limiter: 114 },
} as const satisfies Partial<Record<RecordName, Partial<Record<RecordName, number>>>>;

/** Commands, by section: counters that the page adds one to. */
export const COMMANDS = {
  strip: {
    /** Unlatches the clip lamps of both channels. */
    clearClip: 24,
    /** Unlatches the fault lamp. */
    clearFault: 25,
  },
  bus: {
    /** Unlatches the clip lamps of both channels. */
    clearClip: 15,
    /** Unlatches the fault lamp. */
    clearFault: 16,
  },
  master: {
    /** Forgets the largest true peak so far. */
    resetTruePeak: 11,
    /** Starts integrated loudness, range and maxima anew. */
    resetLoudness: 12,
    /** Unlatches the clip lamps of both channels. */
    clearClip: 13,
    /** Unlatches the fault lamp. */
    clearFault: 14,
  },
} as const;

/** The words of a meter record. */
export const METERS = {
  /** Left peak: instant attack, held for 1 s, then falling 20 dB/s. */
  peakLeft: 0,
  /** Right peak: instant attack, held for 1 s, then falling 20 dB/s. */
  peakRight: 1,
  /** Largest left sample since the page took it, which both sides write. */
  peakSinceReadLeft: 2,
  /** Largest right sample since the page took it, which both sides write. */
  peakSinceReadRight: 3,
  /** Left RMS: the root of the power behind a one-pole of 300 ms. */
  rmsLeft: 4,
  /** Right RMS: the root of the power behind a one-pole of 300 ms. */
  rmsRight: 5,
  /** 1 once a left sample went beyond full scale, until cleared. */
  clipLeft: 6,
  /** 1 once a right sample went beyond full scale, until cleared. */
  clipRight: 7,
  /** Gain reduction of the gate, 0 or more: the largest of the last cell of 128 frames. Strips only. */
  gateReduction: 8,
  /** Gain reduction of the compressor, 0 or more: the largest of the last cell of 128 frames. */
  compressorReduction: 9,
  /** 1 once a cell was silenced for holding a sample that is not finite or beyond 2^20, until cleared. */
  fault: 10,
} as const;
/** The words of what is measured of the master alone. */
export const MASTER_METERS = {
  /** Gain reduction of the limiter, 0 or more: the largest of the last cell of 128 frames. */
  limiterReduction: 0,
  /** Left true peak, 1 being 0 dBTP: instant attack, held for 1 s, then falling 20 dB/s. */
  truePeakLeft: 1,
  /** Right true peak, 1 being 0 dBTP: instant attack, held for 1 s, then falling 20 dB/s. */
  truePeakRight: 2,
  /** The largest true peak of either channel since the reset. */
  truePeakMax: 3,
  /** Loudness of the last 400 ms; not a number where the sample rate is too low to measure it, like all loudness. */
  momentary: 4,
  /** Loudness of the last 3 s. */
  shortTerm: 5,
  /** Loudness since the reset, gated. */
  integrated: 6,
  /** Loudness range since the reset. */
  range: 7,
  /** The largest momentary loudness since the reset. */
  momentaryMax: 8,
  /** The largest short-term loudness since the reset. */
  shortTermMax: 9,
  /** Correlation of left and right over about 300 ms: 1 the same, 0 unrelated, -1 opposite. */
  correlation: 10,
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
  /** Frames that the limiter delays the output by while it is on. (written at creation) */
  limiterLatencyFrames: 6,
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
  /** Milliseconds that the timed quanta took in the worklet, by a clock that steps a whole one. (written by the engine) */
  busyMs: 24,
  /** Frames of the timed quanta: those rendered while the load is wanted. (written by the engine) */
  timedFrames: 25,
  /** Whether something was connected to strips 0 to 31 in the last call, a bit each. (written by the engine) */
  connected0: 26,
  /** The same of strips 32 to 63. (written by the engine) */
  connected1: 27,
  /** The same of strips 64 to 95. (written by the engine) */
  connected2: 28,
  /** The same of strips 96 to 127. (written by the engine) */
  connected3: 29,
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
  vca(vca: number): number;
  readonly master: number;
  /** Whether the worklet is to time its quanta. */
  readonly wantLoad: number;
  bus(bus: number): number;
  strip(strip: number): number;
  send(strip: number, bus: number): number;
  readonly mixerSection: number;
  readonly masterSection: number;
  busSection(bus: number): number;
  stripSection(strip: number): number;
  /** The first word of the meters, and one past the last. */
  readonly meters: number;
  readonly metersEnd: number;
  readonly masterMeter: number;
  busMeter(bus: number): number;
  stripMeter(strip: number): number;
  /** What is measured of the master alone. */
  readonly masterExtras: number;
  /** The frame up to which the scope is written, and the ring: left and right in turn. */
  readonly scopeFrame: number;
  readonly scope: number;
}

/** Frames in the ring of the scope: frame n stands at n modulo this. */
export const SCOPE_FRAMES = 16384;

/** The addresses of a mixer with so many strips and buses. */
export function layout(strips: number, buses: number): Layout {
  const line = (word: number) => Math.ceil(word / 16) * 16;
  const sections = 2 + buses + strips;
  const versions = 33;
  const mixer = versions + sections;
  const vca = (index: number) => mixer + 7 + index * 6;
  const master = vca(VCA_COUNT);
  const bus = (index: number) => master + 120 + index * 159;
  const stripWords = 147 + buses * 6;
  const strip = (index: number) => bus(buses) + index * stripWords;
  const pageEnd = strip(strips);
  const meters = line(pageEnd);
  const busMeter = (index: number) => meters + (1 + index) * 11;
  const masterExtras = busMeter(buses + strips);
  const metersEnd = masterExtras + 11;
  const scopeFrame = line(metersEnd);
  return {
    strips,
    buses,
    words: scopeFrame + 16 + 2 * SCOPE_FRAMES,
    sections,
    pageStart: 32,
    pageEnd,
    versions,
    mixer,
    vca,
    master,
    wantLoad: master + 10,
    bus,
    strip,
    send: (index, to) => strip(index) + 147 + to * 6,
    mixerSection: 0,
    masterSection: 1,
    busSection: (index) => 2 + index,
    stripSection: (index) => 2 + buses + index,
    meters,
    metersEnd,
    masterMeter: meters,
    busMeter,
    stripMeter: (index) => busMeter(buses + index),
    masterExtras,
    scopeFrame,
    scope: scopeFrame + 16,
  };
}

/** Bytes in a page of WebAssembly memory. */
export const WASM_PAGE_BYTES = 65536;

/** What a mixer's memory depends on. */
export interface MemoryNeeds {
  readonly strips: number;
  readonly buses: number;
  readonly capacityFrames: number;
  readonly sampleRate: number;
  /** The longest alignment delay of a strip, in seconds. */
  readonly maxDelay: number;
  /** How many effect slots; no more than buses count. */
  readonly effects: number;
}

/** The largest that the memory of a mixer may get, in bytes, a whole number of pages. */
export function memoryBytes({ strips, buses, capacityFrames, sampleRate, maxDelay, effects }: MemoryNeeds): number {
  const whole = (count: number, of: number) => Math.ceil(count / of) * of;
  const stripLanes = whole(strips, 4);
  const state = stripLanes * 14336 + whole(buses, 4) * 14336 + stripLanes * buses * 256;
  const audio = (strips + 2) * 2 * capacityFrames * 4;
  const delays = stripLanes * 8 * maxDelay * sampleRate;
  const rings = (Math.min(effects, buses) * 2.1 + 0.25) * sampleRate * 8;
  return whole(1507328 + state + audio + Math.ceil(delays + rings), WASM_PAGE_BYTES);
}
