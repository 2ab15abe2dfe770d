//! The sends of four strips to one bus.

use crate::times::{Change, Times, decibels, switch};
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Cell, Frame, Planar, SILENCE, both};
use megamixer_dsp::smoother::{Control, Smoother};
use megamixer_dsp::sum;
use megamixer_schema::{Choice, TAP_PRE, Target};
use wide::f32x4;

/// Four sends: a level, and a gate on each tap. Changing the tap crossfades the gates.
pub struct Sends {
    level: Smoother,
    post: Fade,
    pre: Fade,
}

/// Room to work in.
pub struct SendWork {
    mix: Cell,
    gate: Cell,
    level: Cell,
}

impl SendWork {
    pub const fn new() -> Self {
        Self { mix: SILENCE, gate: SILENCE, level: SILENCE }
    }
}

/// The signals of four strips where sends may listen.
pub struct Taps<'a> {
    pub pre: &'a [Frame],
    pub post: &'a [Frame],
}

impl Sends {
    pub fn new() -> Self {
        Self { level: Smoother::new(decibels(), 0.0), post: Fade::new(true), pre: Fade::new(false) }
    }

    pub fn set_level(&mut self, lane: usize, level: Change<Target>, times: &Times, at_once: bool) {
        times.steer(&mut self.level, lane, level, at_once);
    }

    /// Opens the gate of the chosen tap if the route is open, and closes the other.
    pub fn set_route(&mut self, lane: usize, open: bool, tap: Choice, at_once: bool) {
        switch(&mut self.post, lane, open && tap != TAP_PRE, at_once);
        switch(&mut self.pre, lane, open && tap == TAP_PRE, at_once);
    }

    /// Puts a strip's send where it is going: the strip falls asleep.
    pub fn land(&mut self, lane: usize) {
        self.level.land(lane);
        self.post.land(lane);
        self.pre.land(lane);
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.level.snap();
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        self.level.settle();
    }

    /// Ramps go on in time while everybody sleeps.
    pub fn pass_time(&mut self, frames: usize, times: &Times, scratch: &mut Cell) {
        if self.level.moving() {
            self.level.course(times.glide, frames, scratch);
        }
    }

    /// Adds what the four strips send to a bus's sum, and tells whether that was anything.
    pub fn add(&mut self, taps: &Taps, times: &Times, work: &mut SendWork, bus: &mut [Planar; 2]) -> bool {
        let gates_move = self.post.moving() || self.pre.moving();
        if gates_move || self.level.moving() {
            return self.add_moving(taps, times, work, bus);
        }
        let level = self.level.targets();
        let mut heard = false;
        for (gate, tap) in [(&self.post, taps.post), (&self.pre, taps.pre)] {
            let gain = level * gate.ends();
            if gain != f32x4::ZERO {
                sum::add(tap, both(gain), bus);
                heard = true;
            }
        }
        heard
    }

    fn add_moving(&mut self, taps: &Taps, times: &Times, work: &mut SendWork, bus: &mut [Planar; 2]) -> bool {
        let frames = taps.post.len();
        let level = self.level.course(times.glide, frames, &mut work.level);
        for (gate, tap) in [(&mut self.post, taps.post), (&mut self.pre, taps.pre)] {
            let mix = &mut work.mix[..frames];
            mix.copy_from_slice(tap);
            gate.course(times.fade, 0.0, 1.0, frames, &mut work.gate).apply(mix);
            level.apply(mix);
            sum::add(mix, Frame::ONE, bus);
        }
        true
    }
}
