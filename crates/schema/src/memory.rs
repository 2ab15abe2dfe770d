//! How much memory a mixer needs.
//!
//! The page must know the maximum before the engine exists, so the formula stands here and the engine's tests hold
//! it against what creation really takes, for every extreme of counts.

use crate::layout::SCOPE_FRAMES;
use crate::records::ECHO_MAX_S;

/// Bytes in a page of WebAssembly memory.
pub const WASM_PAGE_BYTES: usize = 65_536;

/// Stack, static data, the allocator's own needs and the parts of an engine that every mixer has.
pub(crate) const BASE_BYTES: usize = 1344 * 1024 + 2 * SCOPE_FRAMES * 4;
/// State, settled values and words of one strip. Strips come in vectors of four.
pub(crate) const STRIP_BYTES: usize = 14 * 1024;
/// State, settled values, words and sums of one bus. Buses come in vectors of four too.
pub(crate) const BUS_BYTES: usize = 14 * 1024;
/// State, settled values and words of one send.
pub(crate) const SEND_BYTES: usize = 256;
/// Strips and buses in a vector.
pub(crate) const LANES: usize = 4;
/// Of a strip's ring of alignment delay, in each second at each frame a second: two samples.
pub(crate) const DELAY_BYTES_A_FRAME: usize = 8;
/// Seconds of stereo that an effect slot remembers.
pub(crate) const EFFECT_S: f64 = ECHO_MAX_S as f64 + 0.1;
/// Loudness, limiter and rings that are as long as a time, in seconds of stereo.
pub(crate) const MASTER_S: f64 = 0.25;

/// What a mixer's memory depends on.
#[derive(Clone, Copy, Debug)]
pub struct MemoryNeeds {
    /// How many strips.
    pub strips: usize,
    /// How many buses.
    pub buses: usize,
    /// What the worklet hands over in one call.
    pub capacity_frames: usize,
    /// Frames per second.
    pub sample_rate: f64,
    /// The longest alignment delay of a strip, in seconds.
    pub max_delay_s: f64,
    /// How many effect slots; no more than buses count.
    pub effects: usize,
}

impl MemoryNeeds {
    /// The largest that the memory of the mixer may get, in bytes, a whole number of pages.
    pub fn bytes(self) -> usize {
        let strip_lanes = self.strips.next_multiple_of(LANES);
        let bus_lanes = self.buses.next_multiple_of(LANES);
        let state = strip_lanes * STRIP_BYTES + bus_lanes * BUS_BYTES + strip_lanes * self.buses * SEND_BYTES;
        let audio = (self.strips + 2) * 2 * self.capacity_frames * size_of::<f32>();
        let delays = strip_lanes as f64 * DELAY_BYTES_A_FRAME as f64 * self.max_delay_s * self.sample_rate;
        let effects = (self.effects.min(self.buses) as f64 * EFFECT_S + MASTER_S) * self.sample_rate * 8.0;
        let whole = BASE_BYTES + state + audio + (delays + effects).ceil() as usize;
        whole.next_multiple_of(WASM_PAGE_BYTES)
    }
}
