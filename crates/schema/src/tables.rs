//! The tables. To add a parameter, add a line here and run `make schema`.

use crate::spec::{
    Choice, Counter, HeaderSpec, MeterSpec, Owner, Spec, Switch, Target, Unit, choice, command, gain, pan, seconds,
    switch,
};
use bytemuck::{Pod, Zeroable};
use core::mem::offset_of;

/// A section of the block: the struct of its settled values and the table of its words, from one list.
macro_rules! section {
    ($(#[$doc:meta])* $values:ident, $specs:ident { $($name:ident: $type:ty = $spec:expr;)* }) => {
        $(#[$doc])*
        #[repr(C)]
        #[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
        pub struct $values {
            $(#[doc = concat!("`", stringify!($name), "`, as [`", stringify!($specs), "`] describes it.")] pub $name: $type,)*
        }

        #[doc = concat!("The words of [`", stringify!($values), "`], in order.")]
        pub const $specs: &[Spec] = &[$($spec.at(stringify!($name), offset_of!($values, $name)),)*];

        impl $values {
            /// How many words it takes in the block.
            pub const WORDS: usize = size_of::<$values>() / 4;
        }

        impl Default for $values {
            fn default() -> Self {
                let mut values = Self::zeroed();
                let words: &mut [u32] = bytemuck::cast_slice_mut(core::slice::from_mut(&mut values));
                for spec in $specs {
                    words[spec.offset] = spec.bits(spec.default);
                }
                values
            }
        }
    };
}

/// The values of [`StripValues::input`].
pub const INPUTS: &[&str] = &["stereo", "mono"];
/// [`StripValues::input`]: two channels, StereoPannerNode's rule for stereo.
pub const INPUT_STEREO: Choice = 0;
/// [`StripValues::input`]: both channels averaged, StereoPannerNode's rule for mono.
pub const INPUT_MONO: Choice = 1;

/// The values of [`SendValues::tap`].
pub const TAPS: &[&str] = &["post", "pre"];
/// [`SendValues::tap`]: after fader, mute and pan.
pub const TAP_POST: Choice = 0;
/// [`SendValues::tap`]: before the fader.
pub const TAP_PRE: Choice = 1;

/// The largest gain of a fader, a send, a bus or the master: +12 dB.
const FADER_MAX: f32 = 4.0;
/// The largest trim: +24 dB.
const TRIM_MAX: f32 = 16.0;

const SOLO: Spec = switch("Solo", "Cuts every route that neither comes from nor leads to something soloed.", false);
const SOLO_SAFE: Spec = switch("Solo safe", "Keeps its routes open when something else is soloed.", false);
const CLEAR_CLIP: Spec = command("Clear clip", "Unlatches the clip lamps of both channels.");
const CLEAR_FAULT: Spec = command("Clear fault", "Unlatches the fault lamp.");

section! {
    /// What holds for the whole mixer.
    MixerValues, MIXER {
        glide: f32 = seconds("Glide", "Time until a continuous control is within 1 % of its step.", (0.001, 1.0), 0.02);
    }
}

section! {
    /// One input's whole path.
    StripValues, STRIP {
        trim: Target = gain("Trim", "Level at the top of the strip, before everything else.", TRIM_MAX, 1.0);
        polarity: Switch = switch("Polarity", "Flips the sign of both channels.", false);
        input: Choice = choice("Input", "Whether pan treats the source as stereo or as mono.", INPUTS);
        gain: Target = gain("Fader", "Level at the bottom of the strip.", FADER_MAX, 1.0);
        mute: Switch = switch("Mute", "Silences the strip after the fader; pre-fader sends play on.", false);
        pan: Target = pan("Pan", "Stereo position, by StereoPannerNode's rule for the strip's input.");
        solo: Switch = SOLO;
        solo_safe: Switch = SOLO_SAFE;
        clear_clip: Counter = CLEAR_CLIP;
        clear_fault: Counter = CLEAR_FAULT;
    }
}

section! {
    /// One strip's way into one bus.
    SendValues, SEND {
        level: Target = gain("Send", "Level from the strip into the bus.", FADER_MAX, 0.0);
        tap: Choice = choice("Send tap", "Whether the send listens after or before the fader.", TAPS);
        on: Switch = switch("Send on", "Whether the strip is routed to the bus at all.", true);
    }
}

section! {
    /// A sum of strips.
    BusValues, BUS {
        gain: Target = gain("Bus fader", "Level of the bus.", FADER_MAX, 1.0);
        pan: Target = pan("Bus pan", "Stereo position, by StereoPannerNode's rule for stereo.");
        mute: Switch = switch("Bus mute", "Silences the bus.", false);
        solo: Switch = SOLO;
        solo_safe: Switch = SOLO_SAFE;
        clear_clip: Counter = CLEAR_CLIP;
        clear_fault: Counter = CLEAR_FAULT;
    }
}

section! {
    /// The last bus.
    MasterValues, MASTER {
        gain: Target = gain("Master fader", "Level of the output.", FADER_MAX, 1.0);
        mute: Switch = switch("Master mute", "Silences the output.", false);
        clear_clip: Counter = CLEAR_CLIP;
        clear_fault: Counter = CLEAR_FAULT;
    }
}

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
            meaning: $meaning,
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
        peak_since_read_left: Linear = "Largest left sample since the page took it. Both sides write: see docs/decisions.";
        peak_since_read_right: Linear = "Largest right sample since the page took it. Both sides write: see docs/decisions.";
        rms_left: Linear = "Left RMS: the root of the power behind a one-pole of 300 ms.";
        rms_right: Linear = "Right RMS: the root of the power behind a one-pole of 300 ms.";
        clip_left: None = "1 once a left sample went beyond full scale, until cleared.";
        clip_right: None = "1 once a right sample went beyond full scale, until cleared.";
        fault: None = "1 once a cell was silenced for holding a sample that is not finite or beyond 2^20, until cleared.";
    }
}

/// The header: words at fixed addresses, each group of one writer on cache lines of its own.
macro_rules! header {
    ($($owner:ident from $first:literal { $($name:ident = $offset:literal, $meaning:literal;)* })*) => {
        /// The words of the header, in order.
        pub const HEADER: &[HeaderSpec] = &[$($(HeaderSpec {
            name: stringify!($name),
            meaning: $meaning,
            owner: Owner::$owner,
            offset: $first + $offset,
        },)*)*];

        /// Where each word of the header is, counted from the first of the block.
        #[allow(non_upper_case_globals)]
        pub mod header {
            $($(#[doc = $meaning] pub const $name: usize = $first + $offset;)*)*
        }
    };
}

header! {
    Creation from 0 {
        magic = 0, "Marks a block of Megamixer.";
        layout_hash = 1, "Hash of every table that this layout comes from.";
        strips = 2, "How many strips.";
        buses = 3, "How many buses.";
        words = 4, "How many words the block takes.";
        sample_rate = 5, "Frames per second, as float bits.";
    }
    Engine from 16 {
        adopted_sequence = 0, "The sequence of the last edit that the engine adopted.";
        adoptions = 1, "How often it adopted edits.";
        deferrals = 2, "How often it kept its values for a quantum, since the page was publishing at every try.";
        quanta = 3, "How many calls it rendered.";
        frames_low = 4, "Frames rendered, low 32 bits.";
        frames_high = 5, "Frames rendered, high 32 bits.";
        strips_awake = 6, "Strips that were not asleep in the last call.";
        faults = 7, "How many cells of strips, buses and master were silenced for faults.";
    }
    Page from 32 {
        sequence = 0, "Odd while an edit is being published; each edit adds two.";
    }
}

/// How many strips a mixer may have.
pub const STRIP_COUNT: Range = Range { min: 1, max: 128, default: 32 };
/// How many buses a mixer may have.
pub const BUS_COUNT: Range = Range { min: 0, max: 16, default: 4 };
/// Sample rates the engine runs at, in Hz.
pub const SAMPLE_RATE: Range = Range { min: 3_000, max: 768_000, default: 48_000 };
/// Frames that the worklet hands over in one call; a longer quantum goes in pieces.
pub const CAPACITY_FRAMES: Range = Range { min: 128, max: 4_096, default: 128 };

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
