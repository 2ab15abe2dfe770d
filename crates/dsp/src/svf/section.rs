//! What four stereo sections remember, in the form that each lane has just now.

use super::moving::SvfCoeffs;
use super::resting::Rest;
use crate::lanes::{Cell, Frame, LANES, both};
use crate::mask::Mask;
use megamixer_vectors::f32x4;

/// Four sections, each at rest or under way.
#[derive(Clone)]
pub struct Section {
    /// Integrators of the state-variable filter, or of lanes at rest what `rest` has.
    state: [Frame; 2],
    resting: Mask,
    rest: Rest,
}

/// State below this is none: far below anything that can be heard, far above what is slow to compute.
const GONE: f32 = 1e-30;
/// The same after a cell of silence: -180 dBFS.
const QUIET: f32 = 1e-9;

impl Section {
    /// Four sections at rest that pass their input.
    pub const fn new() -> Self {
        Self { state: [Frame::ZERO; 2], resting: Mask::ALL, rest: Rest::PASS }
    }

    /// Which lanes are at rest.
    pub fn resting(&self) -> Mask {
        self.resting
    }

    /// Some lanes rest from now on, in this form; the sound goes on. Those that do so already notice nothing.
    #[inline(never)]
    pub fn come_to_rest(&mut self, lanes: Mask, rest: &Rest) {
        self.wake(lanes.and(self.rest.differs(rest)));
        let new = lanes.without(self.resting);
        if new.any() {
            self.replace(new, rest.remembered(self.state));
            self.rest = Rest::select(new.quad(), rest, &self.rest);
            self.resting = self.resting.or(new);
        }
    }

    /// Some lanes are under way from now on; the sound goes on.
    #[inline(never)]
    pub fn wake(&mut self, lanes: Mask) {
        let lanes = lanes.and(self.resting);
        if lanes.any() {
            self.replace(lanes, self.rest.integrators(self.state));
            self.resting = self.resting.without(lanes);
        }
    }

    fn replace(&mut self, lanes: Mask, with: [Frame; 2]) {
        let chosen = lanes.frame();
        for (state, with) in self.state.iter_mut().zip(with) {
            *state = chosen.select(with, *state);
        }
    }

    /// A stretch while every lane is at rest.
    #[inline(always)]
    pub fn run(&mut self, signal: &mut [Frame]) {
        self.rest.run(&mut self.state, signal);
    }

    /// A stretch in which lanes that are not at rest have coefficients of their own in every frame, and how much of what they add is
    /// heard: 0 to 1. Lanes of which nothing is heard remember nothing. `spare` is room to work in.
    #[inline(always)]
    pub fn follow(&mut self, signal: &mut [Frame], spare: &mut Cell, mut at: impl FnMut(usize) -> (SvfCoeffs, f32x4)) {
        let (mut under_way, spare) = (self.state, &mut spare[..signal.len()]);
        if self.resting.any() {
            spare.copy_from_slice(signal);
            self.run(spare);
        }
        let [mut i1, mut i2] = under_way;
        for (i, frame) in signal.iter_mut().enumerate() {
            let (coeffs, heard) = at(i);
            let heard = both(heard);
            let mut state = [i1, i2];
            *frame += coeffs.tick(&mut state, *frame) * heard;
            let kept = heard.simd_gt(Frame::ZERO);
            [i1, i2] = state.map(|integrator| integrator & kept);
        }
        under_way = [i1, i2];
        if self.resting.any() {
            let resting = self.resting.frame();
            signal.iter_mut().zip(spare).for_each(|(frame, at_rest)| *frame = resting.select(*at_rest, *frame));
        }
        self.replace(Mask::ALL.without(self.resting), under_way);
    }

    #[inline(always)]
    fn retain(&mut self, lanes: Frame) {
        self.state.iter_mut().for_each(|state| *state &= lanes);
    }

    /// At a grid point: decaying state ends, earlier in lanes that had silence for a whole cell.
    pub fn settle(&mut self, quiet: Mask) {
        self.state.iter_mut().for_each(|state| *state &= state.abs().simd_ge(Frame::splat(GONE)));
        if quiet.any() {
            self.fall_silent(quiet);
        }
    }

    #[inline(never)]
    fn fall_silent(&mut self, quiet: Mask) {
        let scale = both(self.resting.quad().select(self.rest.scale(), f32x4::ONE));
        let [first, second] = self.state.map(Frame::abs);
        // One may pass zero while the other holds the energy, so both end at once.
        let floor = Frame::splat(QUIET);
        self.retain(first.simd_ge(floor) | second.simd_ge(floor * scale) | !quiet.frame());
    }

    /// Signals of which both channels remember nothing.
    pub fn at_rest(&self) -> Mask {
        let [first, second] = self.state.map(|state| !state.simd_eq(Frame::ZERO));
        let sounding = (first | second).to_bitmask();
        Mask::ALL.without(Mask(sounding | sounding >> LANES))
    }

    /// Some signals forget.
    pub fn reset(&mut self, lanes: Mask) {
        self.retain(!lanes.frame());
    }

    /// Some signals remember what those of `from` do.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.replace(lanes, from.state);
        self.rest = Rest::select(lanes.quad(), &from.rest, &self.rest);
        self.resting = self.resting.without(lanes).or(from.resting.and(lanes));
    }
}

impl Default for Section {
    fn default() -> Self {
        Self::new()
    }
}
