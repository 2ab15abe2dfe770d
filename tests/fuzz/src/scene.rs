//! What may happen to a console.
//!
//! The fuzzer mutates bytes, so everything here is made of few of them, and whatever they are, they mean something.

use arbitrary::Arbitrary;
use megamixer_engine::EngineOptions;

/// A console and what happens to it.
#[derive(Arbitrary, Debug)]
pub struct Scene {
    options: Options,
    pub events: Vec<Event>,
}

#[derive(Arbitrary, Debug)]
struct Options {
    strips: u8,
    buses: u8,
    effects: u8,
    rate: u8,
    max_delay: u8,
}

/// From the lowest that there is. Most are low, where a second of silence is soon rendered.
const RATES: [f32; 8] = [3_000.0, 3_000.0, 3_000.0, 8_000.0, 8_000.0, 11_025.5, 16_000.0, 48_000.0];

impl Scene {
    /// What the console is made with.
    pub fn options(&self) -> EngineOptions {
        let Options { strips, buses, effects, rate, max_delay } = self.options;
        EngineOptions {
            strips: 1 + usize::from(strips % 9),
            buses: usize::from(buses % 7),
            sample_rate: RATES[usize::from(rate) % RATES.len()],
            effects: usize::from(effects % 4),
            max_delay_s: f32::from(max_delay) / 2_550.0,
        }
    }
}

/// Somebody does something, and then so many frames pass in calls of at most `cut`.
#[derive(Arbitrary, Debug)]
pub struct Event {
    pub deed: Deed,
    pub frames: u16,
    pub cut: u8,
}

/// What is done. Sections, parameters, strips and words are meant by numbers that pick one; after the last section come all of
/// them.
#[derive(Arbitrary, Debug)]
pub enum Deed {
    Nothing,
    /// The page moves parameters, as one edit.
    Edit(Vec<Move>),
    /// The page moves so much of a section, of 256, as one edit.
    Shake {
        section: u8,
        share: u8,
        seed: u16,
    },
    /// Somebody writes into the words of the page, the protocol's own included; they are not published yet.
    Scribble(Vec<(u16, Bits)>),
    /// The same into any word of the block, those of the engine included.
    ScribbleAnywhere(Vec<(u16, Bits)>),
    /// Any bits get into so many words of a section, of 256, as one edit.
    Litter {
        section: u8,
        share: u8,
        seed: u16,
    },
    /// What stands in the block is published, as a change of every section.
    Publish,
    /// A strip is connected to something else.
    Feed(u8, Source),
    /// The engine adopts the block at once.
    Start,
    /// The engine is replaced by another with the same words, as after a trap.
    Replace,
}

/// A parameter moves.
#[derive(Arbitrary, Debug)]
pub struct Move {
    pub section: u8,
    pub parameter: u8,
    /// Where to: a part of its range, or which of its choices.
    pub to: u16,
    pub ramp: Option<Ramp>,
}

/// How a parameter gets there.
#[derive(Arbitrary, Debug)]
pub struct Ramp {
    /// Hundredths of a second.
    pub hundredths: u8,
    /// A part of its range, or from where it is.
    pub start: Option<u16>,
}

/// The bits of a word or of a sample.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Bits {
    Special(u8),
    Any(u32),
}

impl Bits {
    /// Zeros, subnormal numbers, the smallest that is none, one, the largest that is let through and the next, infinities and
    /// what is no number.
    const SPECIAL: [u32; 12] = [
        0,
        0x8000_0000,
        1,
        0x007f_ffff,
        0x0080_0000,
        0x3f80_0000,
        0x4980_0000,
        0x4980_0001,
        0x7f7f_ffff,
        0x7f80_0000,
        0xff80_0000,
        0x7fc0_0000,
    ];

    pub fn get(self) -> u32 {
        match self {
            Self::Special(which) => Self::SPECIAL[usize::from(which) % Self::SPECIAL.len()],
            Self::Any(bits) => bits,
        }
    }
}

/// What a strip is connected to. Levels are in decibels.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Source {
    Nothing,
    Noise(i8),
    Square(i8, u8),
    /// Samples of any bits, over and over.
    Samples([Bits; 4]),
    /// A signal with one sample of any bits.
    Blemish(u8, Bits),
}
