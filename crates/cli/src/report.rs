//! What was measured, for people and for programs.

use core::fmt::Write;
use megamixer_bounce::LoudnessReport;
use serde_json::{Value, json};

/// As JSON. What no number says, such as the loudness of silence, is null.
pub fn loudness_json(report: &LoudnessReport) -> Value {
    let LoudnessReport { integrated, range, momentary_max, short_term_max, true_peak_db, sample_peak_db } = *report;
    json!({
        "integratedLufs": number(integrated),
        "rangeLu": number(range),
        "momentaryMaxLufs": number(momentary_max),
        "shortTermMaxLufs": number(short_term_max),
        "truePeakDbtp": number(true_peak_db),
        "samplePeakDbfs": number(sample_peak_db),
    })
}

/// As lines.
pub fn loudness_lines(report: &LoudnessReport) -> String {
    let mut lines = String::new();
    for (name, value, unit) in [
        ("integrated", report.integrated, "LUFS"),
        ("range", report.range, "LU"),
        ("momentary max", report.momentary_max, "LUFS"),
        ("short-term max", report.short_term_max, "LUFS"),
        ("true peak", report.true_peak_db, "dBTP"),
        ("sample peak", report.sample_peak_db, "dBFS"),
    ] {
        let _ = writeln!(lines, "{name:>14}  {:>6} {unit}", decimal(value));
    }
    lines
}

/// To a tenth, as meters show it.
pub fn decimal(value: f64) -> String {
    format!("{value:.1}")
}

fn number(value: f64) -> Value {
    // A hundredth is finer than meters agree.
    if value.is_finite() { json!((value * 100.0).round() / 100.0) } else { Value::Null }
}
