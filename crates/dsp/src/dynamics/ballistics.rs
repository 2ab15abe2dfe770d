//! Ballistics: how a reduction follows what is wanted of it. A one-pole with two paces.
//!
//! Source: Giannoulis et al., smooth branching. A slow one-pole in single precision stalls on its way up: at
//! 192 kHz a step of a one-second release is lost once 0.3 dB are left. What a step loses is therefore carried to the next.

use crate::exact;
use crate::lanes::LANES;
use crate::mask::Mask;
use megamixer_vectors::f32x4;

/// How much of what is left is covered in a frame.
#[derive(Clone, Copy)]
pub struct BallisticsCoeffs {
    /// On the way up.
    pub rise: f32x4,
    /// On the way down.
    pub fall: f32x4,
}

impl BallisticsCoeffs {
    /// Four lanes that do everything at once.
    pub const INSTANT: Self = Self { rise: f32x4::ONE, fall: f32x4::ONE };

    /// Sets the time constants of a lane.
    pub fn set(&mut self, lane: usize, rise_s: f32, fall_s: f32, sample_rate: f32) {
        self.rise.as_mut_array()[lane] = pace(rise_s, sample_rate);
        self.fall.as_mut_array()[lane] = pace(fall_s, sample_rate);
    }

    /// Some lanes become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let chosen = lanes.quad();
        self.rise = chosen.select(from.rise, self.rise);
        self.fall = chosen.select(from.fall, self.fall);
    }
}

/// Of a one-pole that covers 63.2 % of a step in `time_s`; 1 for no time at all.
pub fn pace(time_s: f32, sample_rate: f32) -> f32 {
    let frames = f64::from(time_s) * f64::from(sample_rate);
    if frames > 0.0 { (1.0 - exact::exp(-1.0 / frames)) as f32 } else { 1.0 }
}

/// Four values under way.
#[derive(Clone, Copy)]
pub struct Ballistics {
    /// Where each is.
    pub value: f32x4,
    /// What the value was too coarse to take.
    carry: f32x4,
}

impl Ballistics {
    /// Four values at rest.
    pub const fn new(value: f32x4) -> Self {
        Self { value, carry: f32x4::ZERO }
    }

    /// Goes on by a frame towards what is wanted.
    #[inline(always)]
    pub fn follow(self, wanted: f32x4, coeffs: &BallisticsCoeffs) -> Self {
        let to_go = wanted - self.value;
        // Both products first: the select then waits for one operation, not two, and this chain is what a frame waits for.
        let (up, down) = (to_go * coeffs.rise, to_go * coeffs.fall);
        self.step(to_go.simd_gt(f32x4::ZERO).select(up, down))
    }

    /// Goes on by so much.
    #[inline(always)]
    pub fn step(self, by: f32x4) -> Self {
        let step = by + self.carry;
        let value = self.value + step;
        Self { value, carry: step - (value - self.value) }
    }

    /// Where the mask is set as it is, and exact zero elsewhere.
    #[inline(always)]
    pub fn only(self, mask: f32x4) -> Self {
        Self { value: self.value & mask, carry: self.carry & mask }
    }

    /// Exactly at `value` where the mask is set.
    #[inline(always)]
    pub fn put(&mut self, mask: f32x4, value: f32x4) {
        self.value = mask.select(value, self.value);
        self.carry = mask.select(f32x4::ZERO, self.carry);
    }

    /// Some lanes become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let chosen = lanes.quad();
        self.value = chosen.select(from.value, self.value);
        self.carry = chosen.select(from.carry, self.carry);
    }

    /// The lanes that are exactly at `value` with nothing to carry.
    pub fn is_at(&self, value: f32x4) -> Mask {
        let (values, wanted, carry) = (self.value.to_array(), value.to_array(), self.carry.to_array());
        let at = |lane: &usize| values[*lane] == wanted[*lane] && carry[*lane] == 0.0;
        (0..LANES).filter(at).fold(Mask(0), |mask, lane| mask.or(Mask::one(lane)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_constant_covers_63_2_percent_at_every_rate_and_the_slowest_arrives() {
        for sample_rate in [8_000.0, 48_000.0, 192_000.0] {
            for time_s in [0.001, 0.03, 1.0] {
                let mut coeffs = BallisticsCoeffs::INSTANT;
                coeffs.set(2, time_s, 0.0, sample_rate);
                let mut found = Ballistics::new(f32x4::ZERO);
                let frames = (time_s * sample_rate) as usize;
                (0..frames).for_each(|_| found = found.follow(f32x4::splat(6.0), &coeffs));
                let covered = found.value.to_array()[2] / 6.0;
                assert!((covered - 0.632_12).abs() < 1e-4, "{time_s} s at {sample_rate}: {covered}");
                (0..16 * frames).for_each(|_| found = found.follow(f32x4::splat(6.0), &coeffs));
                assert!((found.value.to_array()[2] - 6.0).abs() < 1e-5, "{}", found.value.to_array()[2]);
            }
        }
    }

    #[test]
    fn no_time_is_at_once_both_ways() {
        let mut found = Ballistics::new(f32x4::ZERO);
        for wanted in [3.3, 0.7, 11.0, 0.0] {
            found = found.follow(f32x4::splat(wanted), &BallisticsCoeffs::INSTANT);
            assert!((found.value.to_array()[0] - wanted).abs() < 1e-6);
        }
    }
}
