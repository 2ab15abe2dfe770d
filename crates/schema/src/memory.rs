//! How much memory a mixer needs.
//!
//! The page must know the maximum before the engine exists, so the formula stands here and the engine's tests hold
//! it against what creation really takes, for every extreme of counts.

/// Bytes in a page of WebAssembly memory.
pub const WASM_PAGE_BYTES: usize = 65_536;

/// Stack, static data, the allocator's own needs and the parts of an engine that every mixer has.
pub(crate) const BASE_BYTES: usize = 640 * 1024;
/// State, settled values and words of one strip. Strips come in vectors of four.
pub(crate) const STRIP_BYTES: usize = 2 * 1024;
/// State, settled values, words and sums of one bus. Buses come in vectors of four too.
pub(crate) const BUS_BYTES: usize = 3 * 1024;
/// State, settled values and words of one send.
pub(crate) const SEND_BYTES: usize = 256;
/// Strips and buses in a vector.
pub(crate) const LANES: usize = 4;

/// The largest that the memory of a mixer may get, in bytes, a whole number of pages.
///
/// `capacity_frames` is what the worklet hands over in one call.
pub const fn memory_bytes(strips: usize, buses: usize, capacity_frames: usize) -> usize {
    let strip_lanes = strips.next_multiple_of(LANES);
    let bus_lanes = buses.next_multiple_of(LANES);
    let engine = BASE_BYTES + strip_lanes * STRIP_BYTES + bus_lanes * BUS_BYTES + strip_lanes * buses * SEND_BYTES;
    let audio = (strips + 1) * 2 * capacity_frames * size_of::<f32>();
    (engine + audio).next_multiple_of(WASM_PAGE_BYTES)
}
