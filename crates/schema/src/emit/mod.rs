//! What the tables become for those who do not read Rust.

mod reference;
mod typescript;

pub use reference::reference;
pub use typescript::typescript;

use crate::record::Record;
use crate::records::{BUS, MASTER, MIXER, SEND, STRIP, VCA};
use crate::spec::{Kind, Smoothing, Taper, Unit};

/// A file that is checked in and emitted from here.
pub struct Emitted {
    /// Its path from the top of the repository.
    pub path: &'static str,
    /// What it must say.
    pub text: String,
}

/// Every emitted file.
pub fn files() -> [Emitted; 2] {
    [
        Emitted { path: "worklet/src/layout.gen.ts", text: typescript() },
        Emitted { path: "docs/reference/controls.md", text: reference() },
    ]
}

/// Every record once: the sections, each followed by its parts.
fn records() -> Vec<&'static Record> {
    fn gather(record: &'static Record, found: &mut Vec<&'static Record>) {
        if found.iter().all(|other| other.name != record.name) {
            found.push(record);
        }
        record.parts.iter().for_each(|part| gather(part.record, found));
    }
    let mut found = Vec::new();
    [MIXER, VCA, STRIP, SEND, BUS, MASTER].into_iter().for_each(|record| gather(record, &mut found));
    found
}

/// `solo_safe` as `soloSafe`, which is how public documents write a name.
pub fn camel_case(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| {
        let (initial, rest) = part.split_at(1);
        whole + &initial.to_uppercase() + rest
    })
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Gain => "gain",
        Kind::Number => "number",
        Kind::Setting => "setting",
        Kind::Switch => "switch",
        Kind::Choice(_) => "choice",
        Kind::Output => "output",
        Kind::Key => "key",
        Kind::Vca => "vca",
        Kind::Command => "command",
    }
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Linear => "linear",
        Unit::Pan => "pan",
        Unit::Seconds => "s",
        Unit::Decibels => "dB",
        Unit::Hertz => "Hz",
        Unit::Lufs => "LUFS",
        Unit::Lu => "LU",
        Unit::DecibelsTruePeak => "dBTP",
        Unit::None => "",
    }
}

fn taper_name(taper: Taper) -> &'static str {
    match taper {
        Taper::Linear => "linear",
        Taper::Fader => "fader",
        Taper::Octaves => "octaves",
        Taper::Cubic => "cubic",
    }
}

fn smoothing_name(smoothing: Smoothing) -> &'static str {
    match smoothing {
        Smoothing::Glide => "glide",
        Smoothing::GlideInOctaves => "glide in octaves",
        Smoothing::Fade => "fade",
        Smoothing::None => "none",
    }
}
