//! The low cut before a reverb: what a room should not boom with does not get in.

use super::ring::{STRETCH_FRAMES, Span, Stretch};
use crate::lanes::CELL_FRAMES;

/// Of a filter that is flat to its corner (Butterworth): `1 / Q`.
const DAMPING: f32 = core::f32::consts::SQRT_2;

/// A high-pass of two poles.
///
/// Source: V. Zavalishin, The Art of VA Filter Design, chapter 4: the trapezoidal state variable filter, with its two steps
/// multiplied out.
#[derive(Clone, Copy)]
struct CutCoeffs {
    through: f32,
    from_first: f32,
    keep_first: f32,
    first: f32,
    second: f32,
}

impl CutCoeffs {
    /// From the warped corner, `tan(π f / rate)`.
    #[inline(always)]
    #[optimize(size)]
    fn new(warped: f32) -> Self {
        let through = 1.0 / (1.0 + warped * (warped + DAMPING));
        let first = 2.0 * warped * through;
        Self {
            through,
            from_first: warped + DAMPING,
            keep_first: through + through - 1.0,
            first,
            second: warped * first,
        }
    }
}

/// A low cut of both channels, whose corner moves evenly within a cell.
#[derive(Clone)]
pub struct LowCut {
    warped: f32,
    step: f32,
    coeffs: CutCoeffs,
    states: [[f32; 2]; 2],
}

impl LowCut {
    /// With a warped corner.
    pub fn new(warped: f32) -> Self {
        Self { warped, step: 0.0, coeffs: CutCoeffs::new(warped), states: [[0.0; 2]; 2] }
    }

    /// Jumps to a corner.
    pub fn snap(&mut self, warped: f32) {
        *self = Self { states: self.states, ..Self::new(warped) };
    }

    /// Whether the corner moves within this cell.
    pub fn gliding(&self) -> bool {
        self.step != 0.0
    }

    /// At a grid point: the last cell's corner has come to its end, and moves to another in the next.
    pub fn glide_to(&mut self, from: f32, to: f32) {
        self.snap(from);
        self.step = (to - from) / CELL_FRAMES as f32;
    }

    /// Filters a stretch that begins at a frame of the cell.
    pub fn pass(&mut self, [left, right]: [&[f32]; 2], at: usize) -> [Span; 2] {
        let mut out: [Stretch; 2] = [[0.0; STRETCH_FRAMES]; 2];
        let [mut l, mut r] = self.states;
        let [out_left, out_right] = &mut out;
        let frames = left.iter().zip(right).zip(out_left.iter_mut().zip(out_right));
        if self.step == 0.0 {
            for ((left, right), (out_left, out_right)) in frames {
                *out_left = pass_one(&mut l, self.coeffs, *left);
                *out_right = pass_one(&mut r, self.coeffs, *right);
            }
        } else {
            for (i, ((left, right), (out_left, out_right))) in frames.enumerate() {
                let coeffs = CutCoeffs::new(self.warped + self.step * (at + i) as f32);
                *out_left = pass_one(&mut l, coeffs, *left);
                *out_right = pass_one(&mut r, coeffs, *right);
            }
        }
        self.states = [l, r];
        bytemuck::cast(out)
    }

    /// At a grid point: what is remembered below `floor` becomes zero.
    pub fn settle(&mut self, floor: f32) {
        for state in self.states.as_flattened_mut() {
            if state.abs() < floor {
                *state = 0.0;
            }
        }
    }

    /// Whether nothing is remembered.
    pub fn at_rest(&self) -> bool {
        self.states == [[0.0; 2]; 2]
    }

    /// Forgets.
    pub fn reset(&mut self) {
        self.states = [[0.0; 2]; 2];
    }
}

#[inline(always)]
fn pass_one([first, second]: &mut [f32; 2], coeffs: CutCoeffs, input: f32) -> f32 {
    let rest = input - *second;
    let high = coeffs.through * (rest - coeffs.from_first * *first);
    let next = coeffs.keep_first * *first + coeffs.first * rest;
    *second += coeffs.first * *first + coeffs.second * rest;
    *first = next;
    high
}

#[cfg(test)]
mod tests {
    use super::super::coeffs::warp;
    use super::*;

    /// The level of a sine after the cut.
    fn level_db(low_cut_hz: f32, hz: f64, rate: f32) -> f64 {
        let mut cut = LowCut::new(warp(low_cut_hz, rate));
        let frames = (f64::from(rate) * 0.5) as usize / STRETCH_FRAMES * STRETCH_FRAMES;
        let sine: Vec<f32> =
            (0..frames).map(|i| (std::f64::consts::TAU * hz * i as f64 / f64::from(rate)).sin() as f32).collect();
        let mut energy = 0.0;
        for (cell, frames) in sine.chunks_exact(STRETCH_FRAMES).enumerate() {
            let out: [Stretch; 2] = bytemuck::cast(cut.pass([frames, frames], 0));
            if cell * 64 >= sine.len() {
                energy += out[1].iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>();
            }
        }
        10.0 * (energy / (sine.len() as f64 / 4.0)).log10()
    }

    #[test]
    fn the_cut_is_3_db_down_at_its_corner_and_24_db_down_two_octaves_below() {
        for (rate, corner) in [(48_000.0, 100.0), (48_000.0, 1_000.0), (8_000.0, 400.0), (192_000.0, 200.0)] {
            assert!((level_db(corner, f64::from(corner), rate) + 3.01).abs() < 0.2);
            let below = level_db(corner, f64::from(corner) / 4.0, rate);
            assert!((below + 24.1).abs() < 0.8, "{below}");
            assert!(level_db(corner, f64::from(corner) * 3.0, rate).abs() < 0.2);
        }
    }
}
