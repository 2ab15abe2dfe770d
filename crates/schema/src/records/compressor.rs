//! The compressor of strips, buses and the master.

use crate::record::record;
use crate::spec::{Choice, Key, Switch, Target, Unit, choice, key, number, octaves, seconds, switch};

/// The values of [`CompressorValues::detector`].
pub const DETECTORS: &[&str] = &["peak", "rms"];
/// [`CompressorValues::detector`]: the power behind a one-pole.
pub const DETECTOR_RMS: Choice = 1;

record! {
    /// A compressor with one gain for both channels.
    CompressorValues, COMPRESSOR = "compressor" {
        on: Switch = switch(("Compressor", "Whether the compressor is heard."), false);
        threshold: Target = number(("Threshold", "The level above which it reduces."), Unit::Decibels, (-100.0, 0.0), -24.0);
        knee: Target = number(("Knee", "Width of the soft transition around the threshold."), Unit::Decibels, (0.0, 40.0), 6.0);
        ratio: Target = octaves(("Ratio", "Decibels in for each decibel out above the threshold."), Unit::None, (1.0, 100.0), 4.0);
        attack: f32 = seconds(("Attack", "Time in which 63.2 % of the gain reduction comes."), (0.0, 1.0), 0.01);
        release: f32 = seconds(("Release", "Time in which 63.2 % of the gain reduction goes."), (0.0, 5.0), 0.2);
        makeup: Target = number(("Makeup", "Level after the reduction."), Unit::Decibels, (-24.0, 24.0), 0.0);
        mix: Target = number(("Mix", "From the signal as it comes, 0, to the compressed one, 1."), Unit::None, (0.0, 1.0), 1.0);
        detector: Choice = choice(("Detector", "What the level is: the peak, or the RMS."), DETECTORS, 0);
        key: Key = key(("Key", "What it listens to: its own signal, a strip after trim and polarity, or a bus's sum."));
    } parts {
        key_highpass: KeyHighpassValues = KEY_HIGHPASS;
    }
}

record! {
    /// A high-pass of 12 dB per octave before the detector.
    KeyHighpassValues, KEY_HIGHPASS = "key_highpass" {
        on: Switch = switch(("Key high-pass", "Whether the detector listens through it."), false);
        frequency: Target = octaves(("Frequency", "Where it is 3 dB down."), Unit::Hertz, (20.0, 2_000.0), 100.0);
    }
}
