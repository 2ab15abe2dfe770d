//! The TypeScript that the page and the worklet share.

use super::{SECTIONS, camel_case, kind_name, smoothing_name, taper_name, unit_name};
use crate::hash::layout_hash;
use crate::layout::{Layout, MAGIC};
use crate::memory::{BASE_BYTES, BUS_BYTES, LANES, SEND_BYTES, STRIP_BYTES, WASM_PAGE_BYTES};
use crate::spec::{Kind, Owner, RampWords, Spec};
use crate::tables::{
    BUS_COUNT, BusValues, CAPACITY_FRAMES, FLOOR_DB, HEADER, METERS, MasterValues, MeterWords, MixerValues, Range,
    SAMPLE_RATE, STRIP_COUNT, SendValues, StripValues, header,
};
use std::fmt::Write;

/// `worklet/src/layout.gen.ts`, whole.
pub fn typescript() -> String {
    [head(), limits(), specs(), meters(), header_words(), addresses(), memory()].join("\n")
}

fn head() -> String {
    format!(
        "// Emitted from crates/schema by `make schema`. Do not edit: change the tables there.

/** The first word of a block. */
export const MAGIC = {MAGIC:#010x};
/** Of everything that page, worklet and engine must agree on. */
export const LAYOUT_HASH = {:#010x};

export type ParamKind = 'gain' | 'number' | 'setting' | 'switch' | 'choice';

/** The words of a ramp, counted from the first of the section. */
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
    ];
    format!(
        "/** What may be asked for at creation. */\nexport const LIMITS = {{\n{}}} as const;\n
/** The bottom of every fader: at and below it a gain is 0, off. */\nexport const FLOOR_DB = {FLOOR_DB};\n",
        ranges.concat()
    )
}

fn specs() -> String {
    let params = sections(|spec| spec.kind != Kind::Command, param_line);
    let commands = sections(|spec| spec.kind == Kind::Command, |spec| spec.offset.to_string());
    format!(
        "/** Every parameter, by section. */\nexport const PARAMS = {{\n{params}}} as const satisfies Record<string, Record<string, ParamSpec>>;\n
/** Commands, by section: counters that the page adds one to. */\nexport const COMMANDS = {{\n{commands}}} as const;\n"
    )
}

fn sections(wanted: impl Fn(&Spec) -> bool, line: impl Fn(&Spec) -> String) -> String {
    let mut text = String::new();
    for (section, specs) in SECTIONS {
        let lines: Vec<String> = specs
            .iter()
            .filter(|spec| wanted(spec))
            .map(|spec| format!("    {}: {},\n", camel_case(spec.name), line(spec)))
            .collect();
        if !lines.is_empty() {
            let _ = write!(text, "  {section}: {{\n{}  }},\n", lines.concat());
        }
    }
    text
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

fn meters() -> String {
    let mut text = String::from("/** The words of a meter record. */\nexport const METERS = {\n");
    for meter in METERS {
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
}}

/** The addresses of a mixer with so many strips and buses. */
export function layout(strips: number, buses: number): Layout {{
  const line = (word: number) => Math.ceil(word / {line}) * {line};
  const sections = {fixed} + buses + strips;
  const versions = {versions};
  const mixer = versions + sections;
  const master = mixer + {mixer};
  const bus = (index: number) => master + {master} + index * {bus};
  const stripWords = {strip} + buses * {send};
  const strip = (index: number) => bus(buses) + index * stripWords;
  const pageEnd = strip(strips);
  const meters = line(pageEnd);
  const busMeter = (index: number) => meters + (1 + index) * {meter};
  return {{
    strips,
    buses,
    words: line(busMeter(buses + strips)),
    sections,
    pageStart: {page_start},
    pageEnd,
    versions,
    mixer,
    master,
    bus,
    strip,
    send: (index, to) => strip(index) + {strip} + to * {send},
    mixerSection: {mixer_section},
    masterSection: {master_section},
    busSection: (index) => {fixed} + index,
    stripSection: (index) => {fixed} + buses + index,
    meters,
    masterMeter: meters,
    busMeter,
    stripMeter: (index) => busMeter(buses + index),
  }};
}}
",
        line = crate::layout::LINE_WORDS,
        fixed = probe.sections(),
        versions = probe.version(0),
        mixer = MixerValues::WORDS,
        master = MasterValues::WORDS,
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

/** The largest that the memory of a mixer may get, in bytes, a whole number of pages. */
export function memoryBytes(strips: number, buses: number, capacityFrames: number): number {{
  const whole = (count: number, of: number) => Math.ceil(count / of) * of;
  const stripLanes = whole(strips, {LANES});
  const engine =
    {BASE_BYTES} + stripLanes * {STRIP_BYTES} + whole(buses, {LANES}) * {BUS_BYTES} + stripLanes * buses * {SEND_BYTES};
  const audio = (strips + 1) * 2 * capacityFrames * {};
  return whole(engine + audio, WASM_PAGE_BYTES);
}}
",
        size_of::<f32>()
    )
}
