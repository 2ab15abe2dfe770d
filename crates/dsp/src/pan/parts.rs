//! The part that each law has in four positions: one of them the whole, except while a law changes to another.

use super::law::PanLaw;
use crate::fade::{Fade, FadeCoeffs};
use crate::lanes::{Cell, LANES};
use crate::mask::Mask;
use crate::smoother::Course;
use megamixer_vectors::f32x4;

const COUNT: usize = PanLaw::ALL.len();

/// The laws of four signals.
#[derive(Clone)]
pub struct Laws {
    /// The law of each signal, or the one that it changes to.
    chosen: [PanLaw; LANES],
    after: [f32x4; COUNT],
    /// What the parts were when the last change began. So a change may follow upon another at any time without a jump.
    before: [f32x4; COUNT],
    /// From the parts before to those after.
    change: Fade,
    /// How far each change was in the last frame.
    travelled: f32x4,
}

impl Laws {
    #[optimize(size)]
    pub fn new() -> Self {
        let parts = PanLaw::ALL.map(|law| if law == PanLaw::default() { f32x4::ONE } else { f32x4::ZERO });
        Self {
            chosen: [PanLaw::default(); LANES],
            after: parts,
            before: parts,
            change: Fade::new(true),
            travelled: f32x4::ONE,
        }
    }

    pub fn chosen(&self) -> [PanLaw; LANES] {
        self.chosen
    }

    pub fn set(&mut self, lane: usize, law: PanLaw) {
        if self.chosen[lane] == law {
            return;
        }
        for each in PanLaw::ALL {
            let now = self.part(each, self.travelled);
            self.before[each as usize].as_mut_array()[lane] = now.to_array()[lane];
            self.after[each as usize].as_mut_array()[lane] = if each == law { 1.0 } else { 0.0 };
        }
        self.chosen[lane] = law;
        self.change.cut(lane);
        self.travelled.as_mut_array()[lane] = 0.0;
    }

    pub fn land(&mut self, lane: usize) {
        self.change.land(lane);
        self.travelled.as_mut_array()[lane] = 1.0;
    }

    pub fn changing(&self) -> bool {
        self.change.moving()
    }

    /// How far each change is over the next `frames` frames.
    pub fn course<'a>(&mut self, coeffs: FadeCoeffs, frames: usize, scratch: &'a mut Cell) -> Course<'a> {
        let course = self.change.course(coeffs, 0.0, 1.0, frames, scratch);
        if frames > 0 {
            self.travelled = course.quad(frames - 1);
        }
        course
    }

    /// The part of a law, 0 to 1, where the changes are that far.
    #[inline(always)]
    pub fn part(&self, law: PanLaw, travelled: f32x4) -> f32x4 {
        let (before, after) = (self.before[law as usize], self.after[law as usize]);
        before + (after - before) * travelled
    }

    /// Whether a law has a part in any of the signals until the changes are over.
    pub fn has_part(&self, law: PanLaw) -> bool {
        let none = f32x4::ZERO;
        self.after[law as usize] != none || self.changing() && self.before[law as usize] != none
    }

    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let quad = lanes.quad();
        for i in 0..COUNT {
            self.after[i] = quad.select(from.after[i], self.after[i]);
            self.before[i] = quad.select(from.before[i], self.before[i]);
        }
        self.travelled = quad.select(from.travelled, self.travelled);
        self.change.copy_lanes(&from.change, lanes);
        lanes.lanes().for_each(|lane| self.chosen[lane] = from.chosen[lane]);
    }
}
