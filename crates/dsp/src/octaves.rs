//! The smoother of controls that are heard in octaves: frequencies and Q.
//!
//! It travels evenly in octaves, so a sweep of ten octaves passes each in the same time, and a ramp does too. At rest the exact
//! target counts, not the power of its rounded logarithm.

use crate::exact;
use crate::lanes::{Cell, LANES};
use crate::mask::Mask;
use crate::ramp::Shape;
use crate::smoother::{Control, Course, Smoother, SmootherCoeffs};
use megamixer_vectors::f32x4;

/// Four positive controls under way to their targets.
#[derive(Clone)]
pub struct Octaves {
    smoother: Smoother,
    targets: [f32; LANES],
}

impl Octaves {
    /// Four controls that rest at `value`, which is above 0 like everything here.
    pub fn new(value: f32) -> Self {
        Self { smoother: Smoother::new(Shape::Linear, octaves(value)), targets: [value; LANES] }
    }

    /// The value that a control glides or ramps to, exactly.
    pub fn target(&self, lane: usize) -> f32 {
        self.targets[lane]
    }

    /// The rounded logarithms of all targets: what [`Octaves::course`] has in lanes that rest.
    pub fn target_octaves(&self) -> f32x4 {
        self.smoother.targets()
    }

    /// Whether any control is under way.
    pub fn moving(&self) -> bool {
        self.smoother.moving()
    }

    /// Which controls are under way.
    pub fn moving_lanes(&self) -> Mask {
        self.smoother.moving_lanes()
    }

    /// Puts every control on its target at once, also those that ramp.
    pub fn snap(&mut self) {
        self.smoother.snap();
    }

    /// The controls over the next `frames` frames, as logarithms to base 2, written to `scratch` while any moves.
    pub fn course<'a>(&mut self, coeffs: SmootherCoeffs, frames: usize, scratch: &'a mut Cell) -> Course<'a> {
        self.smoother.course(coeffs, frames, scratch)
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        self.smoother.settle();
    }

    /// Some controls become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.smoother.copy_lanes(&from.smoother, lanes);
        lanes.lanes().for_each(|lane| self.targets[lane] = from.targets[lane]);
    }
}

impl Control for Octaves {
    fn glide_to(&mut self, lane: usize, target: f32) {
        self.targets[lane] = target;
        self.smoother.glide_to(lane, octaves(target));
    }

    fn ramp_to(&mut self, lane: usize, start: Option<f32>, target: f32, frames: u32) {
        self.targets[lane] = target;
        self.smoother.ramp_to(lane, start.map(octaves), octaves(target), frames);
    }

    fn land(&mut self, lane: usize) {
        self.smoother.land(lane);
    }
}

fn octaves(value: f32) -> f32 {
    exact::log2(f64::from(value)) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{CELL_FRAMES, SILENCE};

    #[test]
    fn half_way_of_a_ramp_is_half_the_octaves_and_it_lands_exactly() {
        let coeffs = SmootherCoeffs::new(0.02, 48_000.0);
        let mut control = Octaves::new(100.0);
        let half = 20 * CELL_FRAMES;
        control.ramp_to(1, None, 1_600.0, 2 * half as u32);
        let mut scratch = SILENCE;
        for _ in 0..half / CELL_FRAMES {
            control.course(coeffs, CELL_FRAMES, &mut scratch);
            control.settle();
        }
        let half_way = exact::exp2(f64::from(scratch[CELL_FRAMES - 1].to_array()[1]));
        assert!((half_way - 400.0).abs() < 0.01, "{half_way}");
        for _ in 0..half / CELL_FRAMES {
            control.course(coeffs, CELL_FRAMES, &mut scratch);
            control.settle();
        }
        assert!(!control.moving());
        assert_eq!((control.target(0), control.target(1)), (100.0, 1_600.0));
        assert_eq!(control.course(coeffs, CELL_FRAMES, &mut scratch).quad(0), control.target_octaves());
    }

    #[test]
    fn a_control_that_is_put_on_its_target_rests_at_once_and_one_that_ramps_goes_on() {
        let mut control = Octaves::new(20.0);
        control.glide_to(0, 240.0);
        control.land(0);
        assert!(!control.moving());
        control.ramp_to(1, None, 1_000.0, 400);
        control.land(1);
        assert!(control.moving());
    }

    #[test]
    fn a_lane_that_rests_has_the_rounded_logarithm_of_its_target_also_beside_one_that_moves() {
        let coeffs = SmootherCoeffs::new(0.02, 48_000.0);
        let mut control = Octaves::new(123.4);
        control.glide_to(0, 5_678.9);
        control.ramp_to(1, Some(20.0), 9.87, 400);
        let wanted = [5_678.9f32, 9.87, 123.4, 123.4].map(|target| f64::from(target).log2() as f32);
        assert_eq!(control.target_octaves().to_array(), wanted);
        let mut scratch = SILENCE;
        let found = control.course(coeffs, CELL_FRAMES, &mut scratch).quad(CELL_FRAMES - 1).to_array();
        assert!(found[0] != wanted[0] && found[1] != wanted[1] && found[2..] == wanted[2..]);
    }
}
