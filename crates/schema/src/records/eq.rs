//! The equaliser of strips, buses and the master.

use crate::record::{Record, record};
use crate::spec::{Choice, Switch, Target, Unit, choice, number, octaves, switch};

/// The values of [`CutValues::slope`], in decibels per octave.
pub const SLOPES: &[&str] = &["12", "24"];

/// The values of [`BandValues::kind`], named as BiquadFilterNode's, in the order of `BandType` in `crates/dsp`.
pub const BAND_TYPES: &[&str] = &["peaking", "lowshelf", "highshelf", "notch", "bandpass", "allpass"];
const PEAKING: Choice = 0;
const LOW_SHELF: Choice = 1;
const HIGH_SHELF: Choice = 2;

/// Frequencies of filters, in Hz. The engine clamps them below 0.49 of the sample rate.
const FREQUENCIES: (f32, f32) = (10.0, 24_000.0);

record! {
    /// High-pass, four bands and low-pass, in this order.
    EqValues, EQ = "eq" {
        on: Switch = switch(("EQ", "Whether any of it is heard."), true);
    } parts {
        highpass: CutValues = HIGHPASS;
        band1: BandValues = BAND_1;
        band2: BandValues = BAND_2;
        band3: BandValues = BAND_3;
        band4: BandValues = BAND_4;
        lowpass: CutValues = LOWPASS;
    }
}

record! {
    /// A Butterworth high-pass or low-pass.
    CutValues, cut(default_hz: f32) {
        on: Switch = switch(("On", "Whether the filter is heard."), false);
        slope: Choice = choice(("Slope", "Decibels per octave."), SLOPES, 0);
        frequency: Target = octaves(("Frequency", "Where it is 3 dB down."), Unit::Hertz, FREQUENCIES, default_hz);
    }
}

record! {
    /// A band of the equaliser, as BiquadFilterNode's formulas have it.
    BandValues, band(default_type: Choice, default_hz: f32) {
        on: Switch = switch(("On", "Whether the band is heard."), true);
        kind as "type": Choice = choice(("Type", "What the band does."), BAND_TYPES, default_type);
        frequency: Target = octaves(("Frequency", "Centre or corner."), Unit::Hertz, FREQUENCIES, default_hz);
        gain: Target = number(
            ("Gain", "How much a peaking band or a shelf lifts; the other types ignore it."),
            Unit::Decibels,
            (-24.0, 24.0),
            0.0,
        );
        q as "Q": Target = octaves(
            ("Q", "Centre over bandwidth. BiquadFilterNode's for peaking, notch, band-pass and all-pass; of shelves, 0.7071 is BiquadFilterNode's."),
            Unit::None,
            (0.1, 30.0),
            core::f32::consts::FRAC_1_SQRT_2,
        );
    }
}

const fn cut_record(name: &'static str, specs: &'static [crate::spec::Spec]) -> Record {
    Record { name, meaning: "A Butterworth filter.", specs, parts: &[], words: CutValues::WORDS }
}

const fn band_record(name: &'static str, specs: &'static [crate::spec::Spec]) -> Record {
    Record { name, meaning: "A band of the equaliser.", specs, parts: &[], words: BandValues::WORDS }
}

/// The high-pass of an equaliser.
pub const HIGHPASS: &Record = &cut_record("highpass", &cut(80.0));
/// The low-pass of an equaliser.
pub const LOWPASS: &Record = &cut_record("lowpass", &cut(16_000.0));
/// The first band of an equaliser.
pub const BAND_1: &Record = &band_record("band1", &band(LOW_SHELF, 100.0));
/// The second band of an equaliser.
pub const BAND_2: &Record = &band_record("band2", &band(PEAKING, 400.0));
/// The third band of an equaliser.
pub const BAND_3: &Record = &band_record("band3", &band(PEAKING, 2_500.0));
/// The fourth band of an equaliser.
pub const BAND_4: &Record = &band_record("band4", &band(HIGH_SHELF, 8_000.0));
