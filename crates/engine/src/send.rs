//! The sends of four strips to one bus.

use crate::times::{Change, Times, decibels, switch};
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Frame, Planar, SILENCE};
use megamixer_dsp::smoother::Smoother;
use megamixer_dsp::sum;
use megamixer_schema::{Choice, TAP_PRE, Target};
use wide::f32x4;

/// Four sends: a level, and a gate on each tap. Changing the tap crossfades the gates.
pub struct Sends {
    level: Smoother,
    post: Fade,
    pre: Fade,
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

    /// At a grid point.
    pub fn settle(&mut self) {
        self.level.settle();
    }

    /// Ramps go on in time while everybody sleeps.
    pub fn pass_time(&mut self, frames: usize, times: &Times) {
        if self.level.moving() {
            self.level.course(times.glide, frames, &mut SILENCE.clone());
        }
    }

    /// Adds what the four strips send to a bus's sum, and tells whether that was anything.
    pub fn add(&mut self, taps: &Taps, times: &Times, bus: &mut [Planar; 2]) -> bool {
        let frames = taps.post.len();
        let closed = self.post.all_off() && self.pre.all_off();
        if closed || (!self.level.moving() && self.level.targets() == f32x4::ZERO) {
            self.pass_time(frames, times);
            if !closed {
                self.run_gates(frames, times);
            }
            return false;
        }
        let mut mix = SILENCE;
        let mut scratch = SILENCE;
        for (gate, tap) in [(&mut self.post, taps.post), (&mut self.pre, taps.pre)] {
            if gate.all_off() {
                continue;
            }
            let mut part = SILENCE;
            part[..frames].copy_from_slice(tap);
            gate.course(times.fade, 0.0, 1.0, frames, &mut scratch).apply(&mut part[..frames]);
            mix[..frames].iter_mut().zip(&part).for_each(|(sum, part)| *sum += *part);
        }
        self.level.course(times.glide, frames, &mut scratch).apply(&mut mix[..frames]);
        sum::add(&mix[..frames], bus);
        true
    }

    /// Gates move on even while the level is off.
    fn run_gates(&mut self, frames: usize, times: &Times) {
        let mut scratch = SILENCE;
        self.post.course(times.fade, 0.0, 1.0, frames, &mut scratch);
        self.pre.course(times.fade, 0.0, 1.0, frames, &mut scratch);
    }
}
