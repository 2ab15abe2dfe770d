//! Where every word of a block is.
//!
//! ```text
//! header │ versions │ mixer (with its VCAs) │ master │ buses… │ strips (each with its sends)… │ meters │ scope
//!        └───────────── the page writes ─────────────────────────────────────────────────────┘ └ engine writes ┘
//!
//! meters: master, buses…, strips…, what is measured of the master alone
//! scope:  the frame that it is written up to, on a line of its own, then a ring of frames, left and right in turn
//! ```

use crate::header_words::header;
use crate::limits::VCA_COUNT;
use crate::meters::{MasterMeterWords, MeterWords};
use crate::records::{BusValues, MasterValues, MixerValues, SendValues, StripValues, VcaValues};

/// The first word of a block: "MMIX" in ASCII.
pub const MAGIC: u32 = 0x4d4d_4958;

/// Words in a cache line. Regions of different writers never share one.
pub(crate) const LINE_WORDS: usize = 16;

/// Frames in the ring of the scope. A reader copies half of them at most, and looks afterwards whether it was overrun.
/// Miri, which nobody listens to, need not go through so many words.
pub const SCOPE_FRAMES: usize = if cfg!(miri) { 16 } else { 16_384 };

/// The addresses of a mixer's block, in words from its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How many strips.
    pub strips: usize,
    /// How many buses.
    pub buses: usize,
}

impl Layout {
    /// Section 0: what holds for the whole mixer, its VCAs included.
    pub const MIXER_SECTION: usize = 0;
    /// Section 1: the master.
    pub const MASTER_SECTION: usize = 1;

    /// The section of a bus.
    pub const fn bus_section(self, bus: usize) -> usize {
        2 + bus
    }

    /// The section of a strip, its sends included.
    pub const fn strip_section(self, strip: usize) -> usize {
        2 + self.buses + strip
    }

    /// How many sections, and versions, there are.
    pub const fn sections(self) -> usize {
        2 + self.buses + self.strips
    }

    /// The first word that the page writes.
    pub const fn page_start(self) -> usize {
        header::sequence
    }

    /// The version of a section: the page adds one when an edit changes it.
    pub const fn version(self, section: usize) -> usize {
        header::sequence + 1 + section
    }

    /// The mixer's values; its VCAs follow.
    pub const fn mixer(self) -> usize {
        self.version(self.sections())
    }

    /// A VCA's values.
    pub const fn vca(self, vca: usize) -> usize {
        self.mixer() + MixerValues::WORDS + vca * VcaValues::WORDS
    }

    /// The master's values.
    pub const fn master(self) -> usize {
        self.vca(VCA_COUNT)
    }

    /// A bus's values.
    pub const fn bus(self, bus: usize) -> usize {
        self.master() + MasterValues::WORDS + bus * BusValues::WORDS
    }

    /// A strip's values; its sends follow.
    pub const fn strip(self, strip: usize) -> usize {
        self.bus(self.buses) + strip * (StripValues::WORDS + self.buses * SendValues::WORDS)
    }

    /// The values of a strip's send to a bus.
    pub const fn send(self, strip: usize, bus: usize) -> usize {
        self.strip(strip) + StripValues::WORDS + bus * SendValues::WORDS
    }

    /// One past the last word that the page writes.
    pub const fn page_end(self) -> usize {
        self.strip(self.strips)
    }

    /// The master's meters.
    pub const fn master_meter(self) -> usize {
        self.page_end().next_multiple_of(LINE_WORDS)
    }

    /// A bus's meters.
    pub const fn bus_meter(self, bus: usize) -> usize {
        self.master_meter() + (1 + bus) * MeterWords::WORDS
    }

    /// A strip's meters.
    pub const fn strip_meter(self, strip: usize) -> usize {
        self.bus_meter(self.buses + strip)
    }

    /// What is measured of the master alone.
    pub const fn master_extras(self) -> usize {
        self.strip_meter(self.strips)
    }

    /// The frame up to which the scope is written, low 32 bits.
    pub const fn scope_frame(self) -> usize {
        (self.master_extras() + MasterMeterWords::WORDS).next_multiple_of(LINE_WORDS)
    }

    /// The ring of the scope: [`SCOPE_FRAMES`] frames, left and right in turn. Frame n stands at n modulo its length.
    pub const fn scope(self) -> usize {
        self.scope_frame() + LINE_WORDS
    }

    /// How many words the block takes.
    pub const fn words(self) -> usize {
        self.scope() + 2 * SCOPE_FRAMES
    }
}
