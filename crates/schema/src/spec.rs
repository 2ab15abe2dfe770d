//! What can be said of one word.

use crate::limits::{BUS_COUNT, STRIP_COUNT, VCA_COUNT};
use bytemuck::{Pod, Zeroable};
use core::mem::offset_of;

/// Where a continuous parameter is going, and how fast: what the page writes for it.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
pub struct Target {
    /// The value to reach, in the parameter's unit.
    pub value: f32,
    /// Seconds to get there: 0 is the mixer's glide, more is a ramp that lands exactly then.
    pub ramp_s: f32,
    /// Where the ramp starts: what the page last set, or [`Target::WHERE_IT_IS`].
    pub start: f32,
    /// Counts the ramps asked for, so that the same one asked for again is another.
    pub ramps: u32,
}

impl Target {
    /// The start of a ramp that takes over from another one: only the engine knows how far that has come.
    pub const WHERE_IT_IS: f32 = f32::NEG_INFINITY;
}

/// The words of a parameter's ramp, counted from the first of its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RampWords {
    /// [`Target::ramp_s`].
    pub seconds: usize,
    /// [`Target::start`].
    pub start: usize,
    /// [`Target::ramps`].
    pub count: usize,
}

/// An on/off word: 0 is off, anything else is on.
pub type Switch = u32;
/// An index into the parameter's choices; one beyond the last means the first.
pub type Choice = u32;
/// Where a strip or a bus goes, as [`Kind::Output`] says.
pub type Output = u32;
/// What a compressor listens to, as [`Kind::Key`] says.
pub type Key = u32;
/// The VCA that something is a member of, as [`Kind::Vca`] says.
pub type Vca = u32;
/// A command: the page adds one, the engine acts when it differs from the last it saw.
pub type Counter = u32;

/// What type of value a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A linear factor with a decibel view; 0 is off.
    Gain,
    /// A number that glides, in the unit of its spec.
    Number,
    /// A number that holds from when it is adopted: it has no ramp.
    Setting,
    /// On or off.
    Switch,
    /// One of several by name.
    Choice(&'static [&'static str]),
    /// Where a strip or a bus goes: 0 is the master, 1 the first bus. What is not there means the master.
    Output,
    /// What a compressor listens to: 0 is its own signal, 1 the first bus, 17 (after the 16 buses that a mixer may have)
    /// the first strip. What is not there means its own signal.
    Key,
    /// Which VCA it is a member of: 0 is none, 1 the first one.
    Vca,
    /// A counter of commands.
    Command,
}

/// The unit of a word's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A linear factor or level, 1 being full scale.
    Linear,
    /// Stereo position, -1 left to 1 right.
    Pan,
    /// Seconds.
    Seconds,
    /// Decibels.
    Decibels,
    /// Cycles per second.
    Hertz,
    /// Loudness, in LUFS.
    Lufs,
    /// A difference of loudness, in LU.
    Lu,
    /// True peak, in dBTP.
    DecibelsTruePeak,
    /// A number of no unit: a switch, a choice, a count.
    None,
}

/// How a slider's travel maps to the value. For user interfaces only: the engine never sees a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taper {
    /// Even travel.
    Linear,
    /// `max * position^4`: fine around unity, off at the bottom.
    Fader,
    /// `min * (max / min)^position`: every octave the same travel.
    Octaves,
    /// `min + (max - min) * position^3`: fine at the short end.
    Cubic,
}

/// How the engine gets from the old value to the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Smoothing {
    /// A smoother that settles within the mixer's glide time, or a ramp when one is asked for.
    Glide,
    /// The same, evenly in octaves.
    GlideInOctaves,
    /// A fade of 5 ms.
    Fade,
    /// None: it is not heard directly.
    None,
}

/// One parameter or command.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its name in Rust (`solo_safe`); public documents write it `soloSafe`.
    pub name: &'static str,
    /// What a person reads beside the control.
    pub label: &'static str,
    /// What it does, as a sentence.
    pub meaning: &'static str,
    /// What type of value it holds.
    pub kind: Kind,
    /// Its unit.
    pub unit: Unit,
    /// The smallest value.
    pub min: f32,
    /// The largest value.
    pub max: f32,
    /// The value of a fresh mixer.
    pub default: f32,
    /// Slider travel.
    pub taper: Taper,
    /// How it changes.
    pub smoothing: Smoothing,
    /// Its word, counted from the first of its section.
    pub offset: usize,
}

impl Spec {
    /// The words of its ramp, for a parameter that has one.
    pub const fn ramp(&self) -> Option<RampWords> {
        match self.kind {
            Kind::Gain | Kind::Number => Some(RampWords {
                seconds: self.offset + offset_of!(Target, ramp_s) / 4,
                start: self.offset + offset_of!(Target, start) / 4,
                count: self.offset + offset_of!(Target, ramps) / 4,
            }),
            _ => None,
        }
    }

    /// The bits that the word holds for `value`.
    pub const fn bits(&self, value: f32) -> u32 {
        match self.kind {
            Kind::Gain | Kind::Number | Kind::Setting => value.to_bits(),
            Kind::Switch | Kind::Choice(_) | Kind::Output | Kind::Key | Kind::Vca | Kind::Command => value as u32,
        }
    }

    pub(crate) const fn at(mut self, name: &'static str, byte_offset: usize) -> Self {
        self.name = name;
        self.label = read_by_people(self.label);
        self.meaning = read_by_people(self.meaning);
        self.offset = byte_offset / 4;
        self
    }
}

const NEW: Spec = Spec {
    name: "",
    label: "",
    meaning: "",
    kind: Kind::Command,
    unit: Unit::None,
    min: 0.0,
    max: 1.0,
    default: 0.0,
    taper: Taper::Linear,
    smoothing: Smoothing::None,
    offset: 0,
};

/// What a person reads: a label and a sentence.
type Text = (&'static str, &'static str);

/// What a person reads is left out of WebAssembly, where nobody reads it.
pub(crate) const fn read_by_people(text: &'static str) -> &'static str {
    if cfg!(target_arch = "wasm32") { "" } else { text }
}

pub(crate) const fn gain((label, meaning): Text, max: f32, default: f32) -> Spec {
    let (kind, unit, taper, smoothing) = (Kind::Gain, Unit::Linear, Taper::Fader, Smoothing::Glide);
    Spec { label, meaning, kind, unit, max, default, taper, smoothing, ..NEW }
}

pub(crate) const fn number((label, meaning): Text, unit: Unit, (min, max): (f32, f32), default: f32) -> Spec {
    Spec { label, meaning, kind: Kind::Number, unit, min, max, default, smoothing: Smoothing::Glide, ..NEW }
}

/// A number that is heard in octaves: a frequency, Q.
pub(crate) const fn octaves(text: Text, unit: Unit, range: (f32, f32), default: f32) -> Spec {
    Spec { taper: Taper::Octaves, smoothing: Smoothing::GlideInOctaves, ..number(text, unit, range, default) }
}

pub(crate) const fn seconds((label, meaning): Text, (min, max): (f32, f32), default: f32) -> Spec {
    Spec { label, meaning, kind: Kind::Setting, unit: Unit::Seconds, min, max, default, taper: Taper::Cubic, ..NEW }
}

pub(crate) const fn switch((label, meaning): Text, default: bool) -> Spec {
    let default = if default { 1.0 } else { 0.0 };
    Spec { label, meaning, kind: Kind::Switch, default, smoothing: Smoothing::Fade, ..NEW }
}

/// A switch that is not heard: it fades nothing.
pub(crate) const fn want((label, meaning): Text) -> Spec {
    Spec { label, meaning, kind: Kind::Switch, ..NEW }
}

pub(crate) const fn choice((label, meaning): Text, names: &'static [&'static str], default: Choice) -> Spec {
    let (kind, max, default) = (Kind::Choice(names), (names.len() - 1) as f32, default as f32);
    Spec { label, meaning, kind, max, default, smoothing: Smoothing::Fade, ..NEW }
}

pub(crate) const fn output((label, meaning): Text) -> Spec {
    let max = BUS_COUNT.max as f32;
    Spec { label, meaning, kind: Kind::Output, max, smoothing: Smoothing::Fade, ..NEW }
}

pub(crate) const fn key((label, meaning): Text) -> Spec {
    let max = (BUS_COUNT.max + STRIP_COUNT.max) as f32;
    Spec { label, meaning, kind: Kind::Key, max, ..NEW }
}

/// A member's fader glides from what one VCA makes of it to what the next one does.
pub(crate) const fn vca((label, meaning): Text) -> Spec {
    let max = VCA_COUNT as f32;
    Spec { label, meaning, kind: Kind::Vca, max, smoothing: Smoothing::Glide, ..NEW }
}

pub(crate) const fn command((label, meaning): Text) -> Spec {
    Spec { label, meaning, max: u32::MAX as f32, ..NEW }
}

/// One word that the engine measures, in the record of a strip, a bus or the master.
#[derive(Clone, Copy, Debug)]
pub struct MeterSpec {
    /// Its name in Rust.
    pub name: &'static str,
    /// What it measures, as a sentence.
    pub meaning: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// Its word, counted from the first of its record.
    pub offset: usize,
}

/// Who stores into a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The engine, once, when it is created.
    Creation,
    /// The engine, as it runs.
    Engine,
    /// The page, or the worklet on its behalf.
    Page,
}

/// One word of the block's header.
#[derive(Clone, Copy, Debug)]
pub struct HeaderSpec {
    /// Its name in Rust.
    pub name: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// Its one writer.
    pub owner: Owner,
    /// Its word, counted from the first of the block.
    pub offset: usize,
}
