//! The hold of a gate: it stays as open as it is for some time once the level asks for less.

use crate::exact;
use crate::mask::Mask;
use megamixer_vectors::{f32x4, i32x4};

/// Longer than anybody waits, and countable.
const LONGEST_FRAMES: u32 = 1 << 30;

/// Four holds.
#[derive(Clone, Copy)]
pub struct Hold {
    /// Frames for which each holds, and one.
    armed: i32x4,
    /// Frames until each may close, and one: at zero it may.
    left: i32x4,
}

impl Hold {
    /// Four holds of no time.
    pub const fn new() -> Self {
        Self { armed: i32x4::ONE, left: i32x4::ZERO }
    }

    /// Sets the time of a lane, 0 and up. One that holds does so for no longer than that from now on.
    pub fn set(&mut self, lane: usize, hold_s: f32, sample_rate: f32) {
        let hold_s = f64::from(hold_s);
        let frames = if hold_s > 0.0 { exact::frames(hold_s, f64::from(sample_rate)) } else { 0 };
        let (armed, left) = (&mut self.armed.as_mut_array()[lane], &mut self.left.as_mut_array()[lane]);
        *armed = frames.min(LONGEST_FRAMES) as i32 + 1;
        *left = (*left).min(*armed);
    }

    /// One frame: begins anew where the level asks for no less, and tells the lanes that may not close.
    #[inline(always)]
    pub fn holds(&mut self, opens: f32x4) -> f32x4 {
        self.left = (self.left - i32x4::ONE).max(self.armed & bytemuck::cast::<f32x4, i32x4>(opens));
        bytemuck::cast(self.left.simd_gt(i32x4::ZERO))
    }

    /// Goes on where the mask is set, and is over elsewhere.
    #[inline(always)]
    pub fn retain(&mut self, mask: f32x4) {
        self.left &= bytemuck::cast::<f32x4, i32x4>(mask);
    }

    /// Some lanes become those of `from`.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        for lane in lanes.lanes() {
            self.armed.as_mut_array()[lane] = from.armed.to_array()[lane];
            self.left.as_mut_array()[lane] = from.left.to_array()[lane];
        }
    }
}

impl Default for Hold {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_that_is_made_shorter_while_it_holds_is_over_as_soon_as_that() {
        let mut hold = Hold::new();
        hold.set(0, 0.05, 48_000.0);
        hold.holds(f32x4::ONE.simd_eq(f32x4::ONE));
        hold.set(0, 0.001, 48_000.0);
        let held = (0..2_400).take_while(|_| Mask::of(hold.holds(f32x4::ZERO)).has(0)).count();
        assert_eq!(held, 48);
    }
}
