//! What an engine is made with.

use core::fmt;
use megamixer_schema::{BUS_COUNT, DELAY_MAX_S, EFFECT_COUNT, MEMORY_MAX_BYTES, MemoryNeeds, SAMPLE_RATE, STRIP_COUNT};

/// What an engine is made with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EngineOptions {
    /// How many strips, 1 to 128.
    pub strips: usize,
    /// How many buses, 0 to 16.
    pub buses: usize,
    /// Frames per second, 3 kHz to 768 kHz.
    pub sample_rate: f32,
    /// How many effect slots, 0 to 16: the first buses have one each.
    pub effects: usize,
    /// The longest alignment delay of a strip, 0 to 0.1 s.
    pub max_delay_s: f32,
}

/// Why an engine could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A mixer has 1 to 128 strips.
    StripCount,
    /// A mixer has 0 to 16 buses.
    BusCount,
    /// An engine runs at 3 kHz to 768 kHz.
    SampleRate,
    /// A mixer has 0 to 16 effect slots.
    EffectCount,
    /// Strips are delayed by 0 to 0.1 s.
    MaxDelay,
    /// A mixer takes at most 256 MB.
    Memory,
}

impl EngineOptions {
    /// Of a mixer with the usual effect slots and no alignment delay.
    pub fn new(strips: usize, buses: usize, sample_rate: f32) -> Self {
        Self { strips, buses, sample_rate, effects: EFFECT_COUNT.default, max_delay_s: 0.0 }
    }

    /// What is out of range, if anything is.
    pub(crate) fn check(self) -> Result<(), Refusal> {
        let rates = SAMPLE_RATE.min as f32..=SAMPLE_RATE.max as f32;
        let needs = MemoryNeeds {
            strips: self.strips,
            buses: self.buses,
            capacity_frames: 0,
            sample_rate: f64::from(self.sample_rate),
            max_delay_s: f64::from(self.max_delay_s),
            effects: self.effects,
        };
        let checks = [
            (STRIP_COUNT.contains(self.strips), Refusal::StripCount),
            (BUS_COUNT.contains(self.buses), Refusal::BusCount),
            (rates.contains(&self.sample_rate), Refusal::SampleRate),
            (EFFECT_COUNT.contains(self.effects), Refusal::EffectCount),
            ((0.0..=DELAY_MAX_S).contains(&self.max_delay_s), Refusal::MaxDelay),
        ];
        if let Some((_, refusal)) = checks.into_iter().find(|(fits, _)| !fits) {
            return Err(refusal);
        }
        if needs.bytes() > MEMORY_MAX_BYTES { Err(Refusal::Memory) } else { Ok(()) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, range) = match self {
            Self::StripCount => ("strips", STRIP_COUNT),
            Self::BusCount => ("buses", BUS_COUNT),
            Self::EffectCount => ("effect slots", EFFECT_COUNT),
            Self::SampleRate => {
                return write!(f, "an engine runs at {} to {} Hz", SAMPLE_RATE.min, SAMPLE_RATE.max);
            }
            Self::MaxDelay => return write!(f, "strips are delayed by 0 to {DELAY_MAX_S} s"),
            Self::Memory => {
                return write!(f, "a mixer takes at most {} MB", MEMORY_MAX_BYTES / 1_000_000);
            }
        };
        write!(f, "a mixer has {} to {} {what}", range.min, range.max)
    }
}

impl core::error::Error for Refusal {}
