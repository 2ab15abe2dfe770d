//! Which types four bands have, and the blend from one type to another.

use super::recipe::BandType;
use crate::fade::{Fade, FadeCoeffs};
use crate::lanes::{Cell, LANES};
use crate::mask::Mask;
use crate::smoother::Course;
use megamixer_vectors::f32x4;

/// Types of four bands. Each has two slots, of which one is heard, or both while a blend goes from one to the other.
///
/// A change during a blend, back or to a third type, waits for its end: 5 ms and a cell at most. Both slots are heard until then.
#[derive(Clone)]
pub struct Kinds {
    slots: [[BandType; 2]; LANES],
    wanted: [BandType; LANES],
    /// From the first slot (off) to the second (on).
    blend: Fade,
    /// Where the last frame left a blend unfinished.
    blending: Mask,
    /// Who wants another type once its blend is over.
    waiting: Mask,
}

impl Kinds {
    /// Four bands of the default type.
    #[optimize(size)]
    pub fn new() -> Self {
        Self {
            slots: Default::default(),
            wanted: Default::default(),
            blend: Fade::new(false),
            blending: Mask::default(),
            waiting: Mask::default(),
        }
    }

    /// The types in both slots of a lane.
    pub fn slots(&self, lane: usize) -> [BandType; 2] {
        self.slots[lane]
    }

    /// Whether any blend is under way.
    pub fn moving(&self) -> bool {
        self.blend.moving()
    }

    /// Which blends are under way.
    pub fn moving_lanes(&self) -> Mask {
        self.blend.moving_lanes()
    }

    /// The mask of lanes that are in their second slot, or on the way there.
    pub fn in_second(&self) -> f32x4 {
        self.blend.ends().simd_eq(f32x4::ONE)
    }

    fn heading(&self, lane: usize) -> usize {
        usize::from(self.blend.ends().to_array()[lane] != 0.0)
    }

    /// Changes a type, with a blend or at once. The same again changes nothing.
    pub fn set(&mut self, lane: usize, kind: BandType, at_once: bool) {
        self.wanted[lane] = kind;
        if at_once { self.land(lane) } else { self.pursue(lane) }
    }

    /// Starts towards the wanted type, or waits while a blend is under way.
    fn pursue(&mut self, lane: usize) {
        let here = self.heading(lane);
        let another = self.slots[lane][here] != self.wanted[lane];
        self.waiting = self.waiting.with(lane, another && self.blending.has(lane));
        if another && !self.waiting.has(lane) {
            let there = 1 - here;
            self.slots[lane][there] = self.wanted[lane];
            self.blend.set(lane, there == 1);
            self.blending = self.blending.or(Mask::one(lane));
        }
    }

    /// Ends the blend of a lane.
    #[optimize(size)]
    pub fn land(&mut self, lane: usize) {
        let here = self.heading(lane);
        self.slots[lane][here] = self.wanted[lane];
        self.blend.land(lane);
        self.blending = self.blending.without(Mask::one(lane));
        self.waiting = self.waiting.without(Mask::one(lane));
    }

    /// How far each lane is from its first slot (0) to its second (1).
    pub fn course<'a>(&mut self, coeffs: FadeCoeffs, frames: usize, scratch: &'a mut Cell) -> Course<'a> {
        let course = self.blend.course(coeffs, 0.0, 1.0, frames, scratch);
        let last = course.quad(frames - 1);
        self.blending = Mask::of(!last.simd_eq(self.blend.ends()));
        course
    }

    /// At a grid point: types that had to wait have their turn.
    #[inline(always)]
    pub fn settle(&mut self) {
        if self.waiting.any() {
            (0..LANES).for_each(|lane| self.pursue(lane));
        }
    }

    /// Some bands become those of `from`.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.blend.copy_lanes(&from.blend, lanes);
        self.blending = self.blending.without(lanes).or(from.blending.and(lanes));
        self.waiting = self.waiting.without(lanes).or(from.waiting.and(lanes));
        for lane in lanes.lanes() {
            self.slots[lane] = from.slots[lane];
            self.wanted[lane] = from.wanted[lane];
        }
    }
}

impl Default for Kinds {
    fn default() -> Self {
        Self::new()
    }
}
