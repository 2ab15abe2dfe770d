//! The TypeScript that the page and the worklet share.

use super::{camel_case, kind_name, records, smoothing_name, taper_name, unit_name};
use crate::hash::layout_hash;
use crate::header_words::{HEADER, header};
use crate::layout::{LINE_WORDS, Layout, MAGIC, SCOPE_FRAMES};
use crate::limits::{
    BUS_COUNT, CAPACITY_FRAMES, EFFECT_COUNT, FLOOR_DB, MEMORY_MAX_BYTES, Range, SAMPLE_RATE, STRIP_COUNT, VCA_COUNT,
    VCA_DEPTH,
};
use crate::memory::{
    BASE_BYTES, BUS_BYTES, DELAY_BYTES_A_FRAME, EFFECT_S, LANES, MASTER_S, SEND_BYTES, STRIP_BYTES, WASM_PAGE_BYTES,
};
use crate::meters::{MASTER_METERS, METERS, MasterMeterWords, MeterWords};
use crate::record::Record;
use crate::records::{BusValues, MasterValues, MixerValues, SendValues, StripValues, VcaValues};
use crate::spec::{Kind, MeterSpec, Owner, RampWords, Spec};
use core::mem::offset_of;
use std::fmt::Write;

/// `worklet/src/layout.gen.ts`, whole.
pub fn typescript() -> String {
    let meters = [
        meters("METERS", "a meter record", METERS),
        meters("MASTER_METERS", "what is measured of the master alone", MASTER_METERS),
    ];
    [head(), limits(), specs(), meters.concat(), header_words(), addresses(), memory()].join("\n")
}

fn head() -> String {
    format!(
        "// Emitted from crates/schema by `make schema`. Do not edit: change the tables there.

/** The first word of a block. */
export const MAGIC = {MAGIC:#010x};
/** Of everything that page, worklet and engine must agree on. */
export const LAYOUT_HASH = {:#010x};

export type ParamKind = 'gain' | 'number' | 'setting' | 'switch' | 'choice' | 'output' | 'key' | 'vca';

/** The words of a ramp, counted from the first of the record. */
export interface RampWords {{
  /** How long it takes; 0 glides instead. */
  readonly seconds: number;
  /** Where it starts: a value, or RAMP_FROM_WHERE_IT_IS. */
  readonly start: number;
  /** Counts ramps: the page adds one for each. */
  readonly count: number;
}}

/** The start of a ramp that takes over from another one: only the engine knows how far that has come. */
export const RAMP_FROM_WHERE_IT_IS = Number.NEGATIVE_INFINITY;

/** What there is to know of one parameter. */
export interface ParamSpec {{
  readonly name: string;
  readonly label: string;
  readonly kind: ParamKind;
  readonly meaning: string;
  readonly unit: 'linear' | 'pan' | 's' | 'dB' | 'dBTP' | 'Hz' | '';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** Slider travel: even, `max * position^4`, even in octaves, or `min + (max - min) * position^3`. */
  readonly taper: 'linear' | 'fader' | 'octaves' | 'cubic';
  readonly smoothing: 'glide' | 'glide in octaves' | 'fade' | 'none';
  /** Its word, counted from the first of its record. */
  readonly offset: number;
  /** The words of its ramp, where it has one. */
  readonly ramp: RampWords | null;
  readonly choices?: readonly string[];
}}
",
        layout_hash()
    )
}

fn limits() -> String {
    let range = |name: &str, range: Range| {
        format!("  {name}: {{ min: {}, max: {}, default: {} }},\n", range.min, range.max, range.default)
    };
    let ranges = [
        range("strips", STRIP_COUNT),
        range("buses", BUS_COUNT),
        range("sampleRate", SAMPLE_RATE),
        range("capacityFrames", CAPACITY_FRAMES),
        range("effects", EFFECT_COUNT),
    ];
    format!(
        "/** What may be asked for at creation. */\nexport const LIMITS = {{\n{}}} as const;\n
/** How many VCAs every mixer has. */\nexport const VCA_COUNT = {VCA_COUNT};\n
/** How many VCAs act on one fader: the one that it is a member of, the one that this is a member of, and so on. */\nexport const VCA_DEPTH = {VCA_DEPTH};\n
/** The bottom of every fader: at and below it a gain is 0, off. */\nexport const FLOOR_DB = {FLOOR_DB};\n
/** The most memory that a mixer may take, in bytes. */\nexport const MEMORY_MAX_BYTES = {MEMORY_MAX_BYTES};\n",
        ranges.concat()
    )
}

fn specs() -> String {
    let params = sections(|spec| spec.kind != Kind::Command, param_line);
    let commands = sections(|spec| spec.kind == Kind::Command, |spec| spec.offset.to_string());
    let parts: Vec<String> = records().into_iter().filter(|record| !record.parts.is_empty()).map(parts_line).collect();
    format!(
        "/** Every parameter, by record. A section of the block is a record; its parts are records inside it. */
export const PARAMS = {{\n{params}}} as const satisfies Record<string, Record<string, ParamSpec>>;\n
export type RecordName = keyof typeof PARAMS;\n
/** Where the parts of a record start, by their names, counted from the first word of the record. */
export const PARTS = {{\n{}}} as const satisfies Partial<Record<RecordName, Partial<Record<RecordName, number>>>>;\n
/** Commands, by section: counters that the page adds one to. */\nexport const COMMANDS = {{\n{commands}}} as const;\n",
        parts.concat()
    )
}

fn sections(wanted: impl Fn(&Spec) -> bool, line: impl Fn(&Spec) -> String) -> String {
    let mut text = String::new();
    for record in records() {
        let lines: Vec<String> = record
            .specs
            .iter()
            .filter(|spec| wanted(spec))
            .map(|spec| format!("    {}: {},\n", camel_case(spec.name), line(spec)))
            .collect();
        if !lines.is_empty() {
            let _ = write!(text, "  {}: {{\n{}  }},\n", camel_case(record.name), lines.concat());
        }
    }
    text
}

fn parts_line(record: &Record) -> String {
    let parts: Vec<String> =
        record.parts.iter().map(|part| format!("{}: {}", camel_case(part.record.name), part.offset)).collect();
    format!("  {}: {{ {} }},\n", camel_case(record.name), parts.join(", "))
}

fn param_line(spec: &Spec) -> String {
    let mut text = format!(
        "{{ name: '{}', label: '{}', kind: '{}', meaning: '{}', unit: '{}', min: {}, max: {}, default: {}, taper: '{}', smoothing: '{}', offset: {}, ramp: {}",
        camel_case(spec.name),
        spec.label,
        kind_name(spec.kind),
        spec.meaning.replace('\'', "\\'"),
        unit_name(spec.unit),
        spec.min,
        spec.max,
        spec.default,
        taper_name(spec.taper),
        smoothing_name(spec.smoothing),
        spec.offset,
        spec.ramp().map_or("null".to_owned(), |RampWords { seconds, start, count }| {
            format!("{{ seconds: {seconds}, start: {start}, count: {count} }}")
        }),
    );
    if let Kind::Choice(names) = spec.kind {
        let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let _ = write!(text, ", choices: [{}]", names.join(", "));
    }
    text + " }"
}

fn meters(name: &str, what: &str, meters: &[MeterSpec]) -> String {
    let mut text = format!("/** The words of {what}. */\nexport const {name} = {{\n");
    for meter in meters {
        let _ = writeln!(text, "  /** {} */\n  {}: {},", meter.meaning, camel_case(meter.name), meter.offset);
    }
    text + "} as const;\n"
}

fn header_words() -> String {
    let mut text =
        String::from("/** The words of the header, from the first of the block. */\nexport const HEADER = {\n");
    for word in HEADER {
        let owner = match word.owner {
            Owner::Creation => "written at creation",
            Owner::Engine => "written by the engine",
            Owner::Page => "written by the page",
        };
        let _ = writeln!(text, "  /** {} ({owner}) */\n  {}: {},", word.meaning, camel_case(word.name), word.offset);
    }
    text + "} as const;\n"
}

/// The same sums as [`Layout`]; `tests/parity` holds both against the engine.
fn addresses() -> String {
    let probe = Layout { strips: 0, buses: 0 };
    format!(
        "/** Where every word of a block is: addresses in words from its first. */
export interface Layout {{
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
}}

/** Frames in the ring of the scope: frame n stands at n modulo this. */
export const SCOPE_FRAMES = {scope_frames};

/** The addresses of a mixer with so many strips and buses. */
export function layout(strips: number, buses: number): Layout {{
  const line = (word: number) => Math.ceil(word / {line}) * {line};
  const sections = {fixed} + buses + strips;
  const versions = {versions};
  const mixer = versions + sections;
  const vca = (index: number) => mixer + {mixer} + index * {vca};
  const master = vca(VCA_COUNT);
  const bus = (index: number) => master + {master} + index * {bus};
  const stripWords = {strip} + buses * {send};
  const strip = (index: number) => bus(buses) + index * stripWords;
  const pageEnd = strip(strips);
  const meters = line(pageEnd);
  const busMeter = (index: number) => meters + (1 + index) * {meter};
  const masterExtras = busMeter(buses + strips);
  const metersEnd = masterExtras + {extras};
  const scopeFrame = line(metersEnd);
  return {{
    strips,
    buses,
    words: scopeFrame + {line} + 2 * SCOPE_FRAMES,
    sections,
    pageStart: {page_start},
    pageEnd,
    versions,
    mixer,
    vca,
    master,
    wantLoad: master + {want_load},
    bus,
    strip,
    send: (index, to) => strip(index) + {strip} + to * {send},
    mixerSection: {mixer_section},
    masterSection: {master_section},
    busSection: (index) => {fixed} + index,
    stripSection: (index) => {fixed} + buses + index,
    meters,
    metersEnd,
    masterMeter: meters,
    busMeter,
    stripMeter: (index) => busMeter(buses + index),
    masterExtras,
    scopeFrame,
    scope: scopeFrame + {line},
  }};
}}
",
        line = LINE_WORDS,
        scope_frames = SCOPE_FRAMES,
        extras = MasterMeterWords::WORDS,
        fixed = probe.sections(),
        versions = probe.version(0),
        mixer = MixerValues::WORDS,
        vca = VcaValues::WORDS,
        master = MasterValues::WORDS,
        want_load = offset_of!(MasterValues, want_load) / 4,
        bus = BusValues::WORDS,
        strip = StripValues::WORDS,
        send = SendValues::WORDS,
        meter = MeterWords::WORDS,
        page_start = header::sequence,
        mixer_section = Layout::MIXER_SECTION,
        master_section = Layout::MASTER_SECTION,
    )
}

fn memory() -> String {
    format!(
        "/** Bytes in a page of WebAssembly memory. */
export const WASM_PAGE_BYTES = {WASM_PAGE_BYTES};

/** What a mixer's memory depends on. */
export interface MemoryNeeds {{
  readonly strips: number;
  readonly buses: number;
  readonly capacityFrames: number;
  readonly sampleRate: number;
  /** The longest alignment delay of a strip, in seconds. */
  readonly maxDelay: number;
  /** How many effect slots; no more than buses count. */
  readonly effects: number;
}}

/** The largest that the memory of a mixer may get, in bytes, a whole number of pages. */
export function memoryBytes({{ strips, buses, capacityFrames, sampleRate, maxDelay, effects }}: MemoryNeeds): number {{
  const whole = (count: number, of: number) => Math.ceil(count / of) * of;
  const stripLanes = whole(strips, {LANES});
  const state = stripLanes * {STRIP_BYTES} + whole(buses, {LANES}) * {BUS_BYTES} + stripLanes * buses * {SEND_BYTES};
  const audio = (strips + 2) * 2 * capacityFrames * {};
  const delays = stripLanes * {DELAY_BYTES_A_FRAME} * maxDelay * sampleRate;
  const rings = (Math.min(effects, buses) * {EFFECT_S} + {MASTER_S}) * sampleRate * 8;
  return whole({BASE_BYTES} + state + audio + Math.ceil(delays + rings), WASM_PAGE_BYTES);
}}
",
        size_of::<f32>()
    )
}
