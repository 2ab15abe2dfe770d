//! The reference page of every control and meter.

use super::{camel_case, records, smoothing_name, unit_name};
use crate::limits::{BUS_COUNT, STRIP_COUNT, VCA_COUNT};
use crate::meters::{MASTER_METERS, METERS};
use crate::record::Record;
use crate::spec::{Kind, Smoothing, Spec, Taper};
use std::fmt::Write;

/// `docs/reference/controls.md`, whole.
pub fn reference() -> String {
    let mut text = format!(
        "<!-- Emitted from crates/schema by `make schema`. Do not edit: change the tables there. -->
# Controls and meters

A mixer has {} to {} strips ({} unless said otherwise) and {} to {} buses ({}), and {VCA_COUNT} VCAs.
Values are those of Web Audio wherever it has the control: gains are linear, with a decibel view beside them (`gain.db`).
*glide* follows `mixer.glide` or a ramp, evenly in octaves where it says so; *fade* takes 5 ms.
Bands one to four of an equaliser are `eq.bands[0]` to `eq.bands[3]`.
",
        STRIP_COUNT.min, STRIP_COUNT.max, STRIP_COUNT.default, BUS_COUNT.min, BUS_COUNT.max, BUS_COUNT.default
    );
    for record in records() {
        let _ = write!(
            text,
            "\n## {}\n\n{}{}\n\n| name | meaning | range | default | travel | changes by |\n|---|---|---|---|---|---|\n",
            camel_case(record.name),
            record.meaning.trim(),
            parts(record)
        );
        for spec in record.specs {
            let _ = writeln!(text, "{}", row(spec));
        }
    }
    for (title, meters) in [("every strip, bus and the master", METERS), ("the master alone", MASTER_METERS)] {
        let _ = write!(text, "\n## Meters of {title}\n\n| name | meaning | unit |\n|---|---|---|\n");
        for meter in meters {
            let _ = writeln!(text, "| `{}` | {} | {} |", camel_case(meter.name), meter.meaning, unit_name(meter.unit));
        }
    }
    text
}

/// Where else to look.
fn parts(record: &Record) -> String {
    let names: Vec<String> = record
        .parts
        .iter()
        .map(|part| camel_case(part.record.name))
        .map(|name| format!("[`{name}`](#{})", name.to_lowercase()))
        .collect();
    if names.is_empty() { String::new() } else { format!(" Its parts: {}.", names.join(", ")) }
}

fn row(spec: &Spec) -> String {
    let name = camel_case(spec.name);
    let (range, default) = match spec.kind {
        Kind::Command => return format!("| `{name}()` | {} | command | | | |", spec.meaning),
        Kind::Switch => ("on, off".to_owned(), if spec.default == 0.0 { "off" } else { "on" }.to_owned()),
        Kind::Choice(names) => (names.join(", "), names[spec.default as usize].to_owned()),
        Kind::Output => ("the master, any bus".to_owned(), "the master".to_owned()),
        Kind::Key => ("its own signal, any bus, any strip".to_owned(), "its own signal".to_owned()),
        Kind::Vca => ("none, any VCA".to_owned(), "none".to_owned()),
        Kind::Gain | Kind::Number | Kind::Setting => {
            (format!("{} to {} {}", spec.min, spec.max, unit_name(spec.unit)), spec.default.to_string())
        }
    };
    let travel = match (spec.kind, spec.taper) {
        (Kind::Switch | Kind::Choice(_) | Kind::Output | Kind::Key | Kind::Vca, _) => "",
        (_, Taper::Linear) => "even",
        (_, Taper::Fader) => "max × position⁴",
        (_, Taper::Octaves) => "even in octaves",
        (_, Taper::Cubic) => "min + (max - min) × position³",
    };
    let smoothing = if spec.smoothing == Smoothing::None { "" } else { smoothing_name(spec.smoothing) };
    format!("| `{name}` | {} | {range} | {default} | {travel} | {smoothing} |", spec.meaning)
}
