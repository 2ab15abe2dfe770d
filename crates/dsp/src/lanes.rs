//! Lanes are channels, not time: four stereo signals fill one vector of eight, the left channels first.
//!
//! ```text
//! one frame:  L0 L1 L2 L3 │ R0 R1 R2 R3
//! ```
//! Recursive filters and detectors then run side by side with no dependency between lanes.

use megamixer_vectors::{f32x4, f32x8};

/// Stereo signals in a vector.
pub const LANES: usize = 4;

/// Frames between grid points. Everything slower than a sample happens on the grid.
pub const CELL_FRAMES: usize = 128;

/// One frame of four stereo signals.
pub type Frame = f32x8;

/// A stretch of at most this many frames is worked on at a time.
pub type Cell = [Frame; CELL_FRAMES];

/// A cell of zeros.
pub const SILENCE: Cell = [f32x8::ZERO; CELL_FRAMES];

/// One channel of a stretch, in order of time.
pub type Planar = [f32; CELL_FRAMES];

/// The same value for the left and the right channel of each signal.
#[inline(always)]
pub fn both(of_each: f32x4) -> Frame {
    bytemuck::cast([of_each, of_each])
}

/// One value for the left channels and one for the right.
#[inline(always)]
pub fn sides(left: f32x4, right: f32x4) -> Frame {
    bytemuck::cast([left, right])
}

/// The left channels and the right ones.
#[inline(always)]
pub fn split(frame: Frame) -> [f32x4; 2] {
    bytemuck::cast(frame)
}

/// Left and right exchanged.
#[inline(always)]
pub fn swap(frame: Frame) -> Frame {
    let [left, right] = split(frame);
    sides(right, left)
}

/// The larger of two, lane by lane; `b` where either is not a number.
#[inline(always)]
pub fn larger(a: Frame, b: Frame) -> Frame {
    let ([a_left, a_right], [b_left, b_right]) = (split(a), split(b));
    sides(larger_quad(a_left, b_left), larger_quad(a_right, b_right))
}

/// The larger of two, lane by lane; `b` where either is not a number.
#[inline(always)]
pub fn larger_quad(a: f32x4, b: f32x4) -> f32x4 {
    // The same as the other, in one instruction; the compiler does not find it.
    #[cfg(target_feature = "simd128")]
    return bytemuck::cast(core::arch::wasm32::f32x4_pmax(bytemuck::cast(b), bytemuck::cast(a)));
    #[cfg(not(target_feature = "simd128"))]
    a.simd_gt(b).select(a, b)
}

/// The smaller of two, lane by lane; `b` where either is not a number.
#[inline(always)]
pub fn smaller_quad(a: f32x4, b: f32x4) -> f32x4 {
    #[cfg(target_feature = "simd128")]
    return bytemuck::cast(core::arch::wasm32::f32x4_pmin(bytemuck::cast(b), bytemuck::cast(a)));
    #[cfg(not(target_feature = "simd128"))]
    a.simd_lt(b).select(a, b)
}

/// Reads one frame from each of eight channels per row, L0 to L3, then R0 to R3, each as `take` hands it on.
#[inline(always)]
pub fn gather(channels: &[&[f32]; 2 * LANES], out: &mut [Frame], mut take: impl FnMut(Frame) -> Frame) {
    let frames = out.len();
    assert!(channels.iter().all(|channel| channel.len() >= frames));
    let whole = frames - frames % LANES;
    for (i, rows) in (0..whole).step_by(LANES).zip(out.chunks_exact_mut(LANES)) {
        let at = |channel: usize| f32x4::from(&channels[channel][i..i + LANES]);
        let left = f32x4::transpose([at(0), at(1), at(2), at(3)]);
        let right = f32x4::transpose([at(4), at(5), at(6), at(7)]);
        for (row, (left, right)) in rows.iter_mut().zip(left.into_iter().zip(right)) {
            *row = take(sides(left, right));
        }
    }
    for (i, row) in out.iter_mut().enumerate().skip(whole) {
        *row = take(Frame::from(channels.map(|channel| channel[i])));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_stereo_signals_land_in_their_lanes_whatever_the_length() {
        let source: Vec<Vec<f32>> = (0..8).map(|c| (0..CELL_FRAMES).map(|i| (c * 100 + i) as f32).collect()).collect();
        let channels: [&[f32]; 8] = core::array::from_fn(|c| source[c].as_slice());
        for frames in 0..=CELL_FRAMES {
            let mut cell = SILENCE;
            gather(&channels, &mut cell[..frames], |frame| frame);
            for (i, row) in cell.iter().enumerate() {
                for (c, value) in row.to_array().into_iter().enumerate() {
                    assert_eq!(value, if i < frames { source[c][i] } else { 0.0 });
                }
            }
        }
    }

    #[test]
    fn swapping_exchanges_left_and_right() {
        let frame = Frame::from([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
        assert_eq!(swap(frame).to_array(), [5.0, 6.0, 7.0, 8.0, 1.0, 2.0, 3.0, 4.0]);
    }
}
