//! What is shown of four reductions: the largest of the last cell.

use super::log::larger_size;
use crate::mask::Mask;
use crate::poly::DB_PER_OCTAVE;
use megamixer_vectors::f32x4;

/// The largest reductions of a cell so far and of the one before, octaves.
#[derive(Clone, Copy)]
pub struct ReductionMeter {
    cell: f32x4,
    shown: f32x4,
}

impl ReductionMeter {
    /// Shows nothing.
    pub const fn new() -> Self {
        Self { cell: f32x4::ZERO, shown: f32x4::ZERO }
    }

    /// One frame: reductions in octaves, 0 and up.
    #[inline(always)]
    pub fn see(&mut self, reduction: f32x4) {
        self.cell = larger_size(reduction, self.cell);
    }

    /// At a grid point: the cell is shown.
    pub fn settle(&mut self) {
        self.shown = core::mem::replace(&mut self.cell, f32x4::ZERO);
    }

    /// Where the mask is set nothing is shown.
    pub fn hide(&mut self, mask: f32x4) {
        self.shown &= !mask;
    }

    /// Some lanes forget what they saw in this cell.
    pub fn forget(&mut self, lanes: Mask) {
        self.cell &= !lanes.quad();
    }

    /// The reductions that are shown, dB, 0 and up.
    pub fn db(&self) -> f32x4 {
        self.shown * f32x4::splat(DB_PER_OCTAVE)
    }

    /// Some lanes become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let chosen = lanes.quad();
        self.cell = chosen.select(from.cell, self.cell);
        self.shown = chosen.select(from.shown, self.shown);
    }
}

impl Default for ReductionMeter {
    fn default() -> Self {
        Self::new()
    }
}
