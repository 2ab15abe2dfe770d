//! The reference page of every control and meter.

use super::{SECTIONS, camel_case, smoothing_name, unit_name};
use crate::spec::{Kind, Smoothing, Spec, Taper};
use crate::tables::{BUS_COUNT, METERS, STRIP_COUNT};
use std::fmt::Write;

/// `docs/reference/controls.md`, whole.
pub fn reference() -> String {
    let mut text = format!(
        "<!-- Emitted from crates/schema by `make schema`. Do not edit: change the tables there. -->
# Controls and meters

A mixer has {} to {} strips ({} unless said otherwise) and {} to {} buses ({}). Values are those of Web Audio wherever
it has the control: gains are linear, with a decibel view beside them (`gain.db`).
*glide* follows `mixer.glide` or a ramp; *fade* takes 5 ms.
",
        STRIP_COUNT.min, STRIP_COUNT.max, STRIP_COUNT.default, BUS_COUNT.min, BUS_COUNT.max, BUS_COUNT.default
    );
    for (section, specs) in SECTIONS {
        let _ = write!(
            text,
            "\n## {section}\n\n| name | meaning | range | default | travel | changes by |\n|---|---|---|---|---|---|\n"
        );
        for spec in specs {
            let _ = writeln!(text, "{}", row(spec));
        }
    }
    text += "\n## Meters of every strip, bus and the master\n\n| name | meaning | unit |\n|---|---|---|\n";
    for meter in METERS {
        let _ = writeln!(text, "| `{}` | {} | {} |", camel_case(meter.name), meter.meaning, unit_name(meter.unit));
    }
    text
}

fn row(spec: &Spec) -> String {
    let name = camel_case(spec.name);
    let (range, default) = match spec.kind {
        Kind::Command => return format!("| `{name}()` | {} | command | | | |", spec.meaning),
        Kind::Switch => ("on, off".to_owned(), if spec.default == 0.0 { "off" } else { "on" }.to_owned()),
        Kind::Choice(names) => (names.join(", "), names[spec.default as usize].to_owned()),
        Kind::Gain | Kind::Number | Kind::Setting => {
            (format!("{} to {} {}", spec.min, spec.max, unit_name(spec.unit)), spec.default.to_string())
        }
    };
    let travel = match (spec.kind, spec.taper) {
        (Kind::Switch | Kind::Choice(_), _) => "",
        (_, Taper::Linear) => "even",
        (_, Taper::Fader) => "max × position⁴",
    };
    let smoothing = if spec.smoothing == Smoothing::None { "" } else { smoothing_name(spec.smoothing) };
    format!("| `{name}` | {} | {range} | {default} | {travel} | {smoothing} |", spec.meaning)
}
