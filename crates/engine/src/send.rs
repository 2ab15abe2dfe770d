//! The ways of four strips into one bus: a send each, or the bus as their output.

use crate::times::{Arrival, Change, Times, decibels, switch};
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Cell, Planar, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::smoother::{Control, Smoother};
use megamixer_dsp::sum::{Planes, Tap};
use megamixer_schema::{Choice, TAP_PRE, Target};
use megamixer_vectors::f32x4;

/// Four sends: a level, and a gate on each tap. Changing the tap crossfades the gates. Beside them, the gates of
/// strips whose output the bus is.
pub struct Sends {
    level: Smoother,
    post: Fade,
    pre: Fade,
    group: Fade,
}

/// Room to work in.
pub struct SendWork {
    mix: Cell,
    gate: Cell,
    level: Cell,
    planes: Planes,
}

impl SendWork {
    pub const fn new() -> Self {
        Self { mix: SILENCE, gate: SILENCE, level: SILENCE, planes: Planes::new() }
    }
}

/// The signals of four strips where sends may listen.
pub struct SendTaps<'a> {
    pub pre: Tap<'a>,
    pub post: Tap<'a>,
}

impl Sends {
    #[optimize(size)]
    pub fn new() -> Self {
        Self {
            level: Smoother::new(decibels(), 0.0),
            post: Fade::new(true),
            pre: Fade::new(false),
            group: Fade::new(false),
        }
    }

    pub fn set_level(&mut self, lane: usize, level: Change<Target>, times: &Times, arrival: Arrival) {
        times.steer(&mut self.level, lane, level, arrival);
    }

    /// Opens the gate of the chosen tap if the route is open, and closes the other.
    pub fn set_route(&mut self, lane: usize, open: bool, tap: Choice, arrival: Arrival) {
        switch(&mut self.post, lane, open && tap != TAP_PRE, arrival);
        switch(&mut self.pre, lane, open && tap == TAP_PRE, arrival);
    }

    /// Makes the bus the output of a strip, or no longer.
    pub fn set_group(&mut self, lane: usize, open: bool, arrival: Arrival) {
        switch(&mut self.group, lane, open, arrival);
    }

    /// Whether anything of a strip gets through, or may while a gate closes.
    pub fn open(&self, lane: usize) -> bool {
        !(self.post.is_off(lane) && self.pre.is_off(lane) && self.group.is_off(lane))
    }

    /// Puts a strip's send where it is going: the strip falls asleep.
    #[optimize(size)]
    pub fn land(&mut self, lane: usize) {
        self.level.land(lane);
        self.post.land(lane);
        self.pre.land(lane);
        self.group.land(lane);
    }

    /// Some strips' ways become those of `from`.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.level.copy_lanes(&from.level, lanes);
        self.post.copy_lanes(&from.post, lanes);
        self.pre.copy_lanes(&from.pre, lanes);
        self.group.copy_lanes(&from.group, lanes);
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.level.snap();
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        self.level.settle();
    }

    /// Whether any level is under way.
    pub fn moving(&self) -> bool {
        self.level.moving()
    }

    /// Ramps go on in time while everybody sleeps.
    pub fn pass_time(&mut self, frames: usize, times: &Times, scratch: &mut Cell) {
        if self.level.moving() {
            self.level.course(times.pace.glide, frames, scratch);
        }
    }

    /// What gets through behind the fader, where nothing moves and that is the only way in use.
    pub fn post_at_rest(&self) -> Option<f32x4> {
        let moving = self.post.moving() || self.pre.moving() || self.group.moving() || self.level.moving();
        let (level, group) = (self.level.targets(), self.group.ends());
        let [post, pre] = [&self.post, &self.pre].map(|gate| level * gate.ends());
        let alone = pre == f32x4::ZERO && (post == f32x4::ZERO || group == f32x4::ZERO);
        (!moving && alone).then(|| post + group)
    }

    /// Adds what the four strips send to a bus's sum, and tells whether that was anything.
    pub fn add(&mut self, taps: &mut SendTaps, times: &Times, work: &mut SendWork, bus: &mut [Planar; 2]) -> bool {
        let gates_move = self.post.moving() || self.pre.moving() || self.group.moving();
        if gates_move || self.level.moving() {
            return self.add_moving(taps, times, work, bus);
        }
        let level = self.level.targets();
        // Way by way, in the order of those that move: in another, the same sum would be rounded elsewhere.
        let mut heard = add_still(&mut taps.post, level * self.post.ends(), bus);
        heard |= add_still(&mut taps.pre, level * self.pre.ends(), bus);
        heard | add_still(&mut taps.post, self.group.ends(), bus)
    }

    #[inline(never)]
    fn add_moving(&mut self, taps: &SendTaps, times: &Times, work: &mut SendWork, bus: &mut [Planar; 2]) -> bool {
        let frames = taps.post.signal.len();
        let level = self.level.course(times.pace.glide, frames, &mut work.level);
        let ways = [
            (&mut self.post, taps.post.signal, Some(&level)),
            (&mut self.pre, taps.pre.signal, Some(&level)),
            (&mut self.group, taps.post.signal, None),
        ];
        for (gate, tap, level) in ways {
            let mix = &mut work.mix[..frames];
            mix.copy_from_slice(tap);
            gate.course(times.pace.fade, 0.0, 1.0, frames, &mut work.gate).apply(mix);
            if let Some(level) = level {
                level.apply(mix);
            }
            work.planes.turn(mix);
            work.planes.add(f32x4::ONE, bus);
        }
        true
    }
}

/// Adds what does not move, and tells whether that was anything.
fn add_still(tap: &mut Tap, gain: f32x4, bus: &mut [Planar; 2]) -> bool {
    let heard = gain != f32x4::ZERO;
    if heard {
        tap.planes().add(gain, bus);
    }
    heard
}
