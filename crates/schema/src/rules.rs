//! What the engine needs of the tables, flat and small: the tables themselves, names and all, stay out of WebAssembly.

use crate::record::Record;
use crate::records::{BUS, MASTER, MIXER, SEND, STRIP, VCA};
use crate::spec::{Kind, Spec, Target};
use core::mem::offset_of;

/// What the engine needs to know of one parameter.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its word, counted from the first of its section.
    pub word: u16,
    /// What its word may hold.
    pub content: Content,
    /// The smallest value.
    pub min: f32,
    /// The largest value.
    pub max: f32,
    /// What its word holds in a fresh mixer.
    pub default: u32,
}

/// What a word may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A float in the range, with the words of its ramp behind it.
    Ramped,
    /// A float in the range.
    Number,
    /// 0 or 1.
    Switch,
    /// A whole number from 0 to the largest; what is beyond means 0.
    Index,
    /// Anything.
    Counter,
}

/// Of the mixer's section, without its VCAs.
pub static MIXER_RULES: [Rule; count(MIXER)] = rules(MIXER);
/// Of a VCA.
pub static VCA_RULES: [Rule; count(VCA)] = rules(VCA);
/// Of the master's section.
pub static MASTER_RULES: [Rule; count(MASTER)] = rules(MASTER);
/// Of a bus's section.
pub static BUS_RULES: [Rule; count(BUS)] = rules(BUS);
/// Of a strip's section, without its sends.
pub static STRIP_RULES: [Rule; count(STRIP)] = rules(STRIP);
/// Of a send.
pub static SEND_RULES: [Rule; count(SEND)] = rules(SEND);

impl Rule {
    /// The word of a ramp's time in seconds, of a parameter that ramps.
    pub const RAMP_SECONDS: usize = offset_of!(Target, ramp_s) / 4;
    /// The word of a ramp's start.
    pub const RAMP_START: usize = offset_of!(Target, start) / 4;

    const fn of(spec: &Spec, first: usize) -> Self {
        let content = match spec.kind {
            Kind::Gain | Kind::Number => Content::Ramped,
            Kind::Setting => Content::Number,
            Kind::Switch => Content::Switch,
            Kind::Choice(_) | Kind::Output | Kind::Key | Kind::Vca => Content::Index,
            Kind::Command => Content::Counter,
        };
        let word = (first + spec.offset) as u16;
        Self { word, content, min: spec.min, max: spec.max, default: spec.bits(spec.default) }
    }
}

/// How many parameters a record and its parts have.
const fn count(record: &Record) -> usize {
    let mut all = record.specs.len();
    let mut part = 0;
    while part < record.parts.len() {
        all += count(record.parts[part].record);
        part += 1;
    }
    all
}

const fn rules<const N: usize>(record: &Record) -> [Rule; N] {
    let none = Rule { word: 0, content: Content::Counter, min: 0.0, max: 0.0, default: 0 };
    gather(record, 0, [none; N], 0)
}

/// Puts the rules of a record that starts at word `first` from place `at` on: its own, then its parts'.
const fn gather<const N: usize>(record: &Record, first: usize, mut found: [Rule; N], at: usize) -> [Rule; N] {
    let mut next = at;
    let mut own = 0;
    while own < record.specs.len() {
        found[next] = Rule::of(&record.specs[own], first);
        next += 1;
        own += 1;
    }
    let mut part = 0;
    while part < record.parts.len() {
        let inner = &record.parts[part];
        found = gather(inner.record, first + inner.offset, found, next);
        next += count(inner.record);
        part += 1;
    }
    found
}

/// The words of a fresh record.
pub(crate) const fn default_words<const N: usize>(record: &Record) -> [u32; N] {
    fill(record, 0, [0; N])
}

const fn fill<const N: usize>(record: &Record, first: usize, mut words: [u32; N]) -> [u32; N] {
    let mut own = 0;
    while own < record.specs.len() {
        let spec = &record.specs[own];
        words[first + spec.offset] = spec.bits(spec.default);
        own += 1;
    }
    let mut part = 0;
    while part < record.parts.len() {
        words = fill(record.parts[part].record, first + record.parts[part].offset, words);
        part += 1;
    }
    words
}
