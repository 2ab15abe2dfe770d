//! One answer for each of four signals.

use crate::lanes::{Frame, LANES, both};
use megamixer_vectors::{f32x4, i32x4};

/// Which of four signals something holds for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mask(pub u32);

impl Mask {
    /// Every signal.
    pub const ALL: Self = Self((1 << LANES) - 1);

    /// One signal alone.
    pub const fn one(lane: usize) -> Self {
        Self(1 << lane)
    }

    /// Of a comparison.
    pub fn of(quad: f32x4) -> Self {
        Self(quad.to_bitmask() & Self::ALL.0)
    }

    /// Whether it is set for a signal.
    pub const fn has(self, lane: usize) -> bool {
        self.0 >> lane & 1 == 1
    }

    /// The same, but set or not for one signal.
    pub const fn with(self, lane: usize, set: bool) -> Self {
        if set { self.or(Self::one(lane)) } else { self.without(Self::one(lane)) }
    }

    /// Whether it is set for any.
    pub const fn any(self) -> bool {
        self.0 != 0
    }

    /// Set in either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Set in both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Set here and not there.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// How many are set.
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The signals that it is set for.
    pub fn lanes(self) -> impl Iterator<Item = usize> {
        (0..LANES).filter(move |lane| self.has(*lane))
    }

    /// The mask of a select between values of one lane a signal.
    pub fn quad(self) -> f32x4 {
        let each = i32x4::from([1, 2, 4, 8]);
        bytemuck::cast((i32x4::splat(self.0 as i32) & each).simd_eq(each))
    }

    /// The mask of a select between frames.
    pub fn frame(self) -> Frame {
        both(self.quad())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_selects_both_channels_of_its_signals() {
        let mask = Mask::one(1).or(Mask::one(3));
        let chosen = mask.frame().select(Frame::ONE, Frame::ZERO);
        assert_eq!(chosen.to_array(), [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]);
        assert_eq!(mask.lanes().collect::<Vec<_>>(), [1, 3]);
        assert_eq!((Mask::ALL.without(mask).count(), Mask::ALL.and(mask)), (2, mask));
    }
}
