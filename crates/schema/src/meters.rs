//! What the engine measures.

use crate::spec::{MeterSpec, Unit, read_by_people};
use bytemuck::{Pod, Zeroable};
use core::mem::offset_of;

/// A record of words that the engine measures.
macro_rules! meters {
    ($(#[$doc:meta])* $record:ident, $specs:ident { $($name:ident: $unit:ident = $meaning:expr;)* }) => {
        $(#[$doc])*
        #[repr(C)]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
        pub struct $record {
            $(#[doc = $meaning] pub $name: u32,)*
        }

        #[doc = concat!("The words of [`", stringify!($record), "`], in order.")]
        pub const $specs: &[MeterSpec] = &[$(MeterSpec {
            name: stringify!($name),
            meaning: read_by_people($meaning),
            unit: Unit::$unit,
            offset: offset_of!($record, $name) / 4,
        },)*];

        impl $record {
            /// How many words it takes in the block.
            pub const WORDS: usize = size_of::<$record>() / 4;
        }
    };
}

meters! {
    /// The meters of a strip (after the fader), a bus or the master.
    MeterWords, METERS {
        peak_left: Linear = "Left peak: instant attack, held for 1 s, then falling 20 dB/s.";
        peak_right: Linear = "Right peak: instant attack, held for 1 s, then falling 20 dB/s.";
        peak_since_read_left: Linear = "Largest left sample since the page took it, which both sides write.";
        peak_since_read_right: Linear = "Largest right sample since the page took it, which both sides write.";
        rms_left: Linear = "Left RMS: the root of the power behind a one-pole of 300 ms.";
        rms_right: Linear = "Right RMS: the root of the power behind a one-pole of 300 ms.";
        clip_left: None = "1 once a left sample went beyond full scale, until cleared.";
        clip_right: None = "1 once a right sample went beyond full scale, until cleared.";
        gate_reduction: Decibels = "Gain reduction of the gate, 0 or more: the largest of the last cell of 128 frames. Strips only.";
        compressor_reduction: Decibels = "Gain reduction of the compressor, 0 or more: the largest of the last cell of 128 frames.";
        fault: None = "1 once a cell was silenced for holding a sample that is not finite or beyond 2^20, until cleared.";
    }
}

meters! {
    /// What is measured of the master alone. Those that a page has to want read the last figure while nobody does.
    MasterMeterWords, MASTER_METERS {
        limiter_reduction: Decibels = "Gain reduction of the limiter, 0 or more: the largest of the last cell of 128 frames.";
        true_peak_left: Linear = "Left true peak, 1 being 0 dBTP: instant attack, held for 1 s, then falling 20 dB/s.";
        true_peak_right: Linear = "Right true peak, 1 being 0 dBTP: instant attack, held for 1 s, then falling 20 dB/s.";
        true_peak_max: Linear = "The largest true peak of either channel since the reset.";
        momentary: Lufs = "Loudness of the last 400 ms; not a number where the sample rate is too low to measure it, like all loudness.";
        short_term: Lufs = "Loudness of the last 3 s.";
        integrated: Lufs = "Loudness since the reset, gated.";
        range: Lu = "Loudness range since the reset.";
        momentary_max: Lufs = "The largest momentary loudness since the reset.";
        short_term_max: Lufs = "The largest short-term loudness since the reset.";
        correlation: None = "Correlation of left and right over about 300 ms: 1 the same, 0 unrelated, -1 opposite.";
    }
}
