//! The header of a block.

use crate::spec::{HeaderSpec, Owner};

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
        limiter_latency_frames = 6, "Frames that the limiter delays the output by while it is on.";
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
        busy_ms = 8, "Milliseconds that the timed quanta took in the worklet, by a clock that steps a whole one.";
        timed_frames = 9, "Frames of the timed quanta: those rendered while the load is wanted.";
        connected_0 = 10, "Whether something was connected to strips 0 to 31 in the last call, a bit each.";
        connected_1 = 11, "The same of strips 32 to 63.";
        connected_2 = 12, "The same of strips 64 to 95.";
        connected_3 = 13, "The same of strips 96 to 127.";
    }
    Page from 32 {
        sequence = 0, "Odd while an edit is being published; each edit adds two.";
    }
}
