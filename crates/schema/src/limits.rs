//! What may be asked for at creation, and the bottom of every fader.

/// How many strips a mixer may have.
pub const STRIP_COUNT: Range = Range { min: 1, max: 128, default: 32 };
/// How many buses a mixer may have.
pub const BUS_COUNT: Range = Range { min: 0, max: 16, default: 4 };
/// Sample rates the engine runs at, in Hz.
pub const SAMPLE_RATE: Range = Range { min: 3_000, max: 768_000, default: 48_000 };
/// Frames that the worklet hands over in one call; a longer quantum goes in pieces.
pub const CAPACITY_FRAMES: Range = Range { min: 128, max: 4_096, default: 128 };

/// How many effect slots a mixer may have: the first buses have one each.
pub const EFFECT_COUNT: Range = Range { min: 0, max: 16, default: 4 };
/// How many VCAs every mixer has.
pub const VCA_COUNT: usize = 16;
/// How many VCAs act on one fader: the one that it is a member of, the one that this is a member of, and so on.
pub const VCA_DEPTH: usize = 4;
/// The most memory that a mixer may take, in bytes: 256 MB.
pub const MEMORY_MAX_BYTES: usize = 256_000_000;

/// A count chosen at creation.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The smallest.
    pub min: usize,
    /// The largest.
    pub max: usize,
    /// When nothing is said.
    pub default: usize,
}

impl Range {
    /// Whether `count` lies in the range.
    pub const fn contains(&self, count: usize) -> bool {
        self.min <= count && count <= self.max
    }
}

/// The bottom of every fader in decibels. Not "very quiet": at and below it a gain is 0, off.
pub const FLOOR_DB: f32 = -100.0;
