//! How fast everything in a console moves, and how a control is told where to go.

use megamixer_dsp::containment::RECOVERY_S;
use megamixer_dsp::exact;
use megamixer_dsp::fade::{Fade, FadeCoeffs};
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::meter::MeterCoeffs;
use megamixer_dsp::pace::{FADE_S, Pace};
use megamixer_dsp::ramp::Shape;
use megamixer_dsp::smoother::Control;
use megamixer_schema::{FLOOR_DB, Target};

/// The coefficients of everything that takes time.
#[derive(Clone, Copy)]
pub struct Times {
    /// Of controls.
    pub pace: Pace,
    /// Cells of silence after which nothing that moves can be heard any more.
    pub tail_cells: u32,
    pub recovery: FadeCoeffs,
    pub meter: MeterCoeffs,
}

impl Times {
    #[optimize(size)]
    pub fn new(glide_s: f32, sample_rate: f32) -> Self {
        Self {
            pace: Pace::new(glide_s, sample_rate),
            tail_cells: tail_cells(glide_s, sample_rate),
            recovery: FadeCoeffs::new(RECOVERY_S, sample_rate),
            meter: MeterCoeffs::new(sample_rate),
        }
    }

    pub fn set_glide(&mut self, glide_s: f32) {
        let sample_rate = self.pace.sample_rate;
        self.pace = Pace::new(glide_s, sample_rate);
        self.tail_cells = tail_cells(glide_s, sample_rate);
    }

    /// Sends a control to a new target; the same one again changes nothing.
    #[inline(never)]
    #[optimize(size)]
    pub fn steer(&self, control: &mut impl Control, lane: usize, change: Change<Target>, arrival: Arrival) {
        let Change { before, after } = change;
        if arrival == Arrival::Start {
            control.glide_to(lane, after.value);
            control.land(lane);
            return;
        }
        if before == after {
            return;
        }
        if after.ramp_s > 0.0 && before.ramps != after.ramps {
            let start = (after.start != Target::WHERE_IT_IS).then_some(after.start);
            let frames = exact::frames(f64::from(after.ramp_s), f64::from(self.pace.sample_rate));
            control.ramp_to(lane, start, after.value, frames);
        } else {
            control.glide_to(lane, after.value);
        }
        if arrival.at_once() {
            control.land(lane);
        }
    }
}

/// How the values of an edit are to arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// An engine starts: everything is where it is going, whether or not it differs.
    Start,
    /// Nobody hears it: glides and fades are over at once. Ramps are not: their time was asked for.
    AtOnce,
    /// Without a click.
    Smooth,
}

impl Arrival {
    /// Whether glides and fades are over at once.
    pub fn at_once(self) -> bool {
        self != Self::Smooth
    }

    /// The same, or at once where `silent` says that nobody hears it.
    pub fn or_at_once(self, silent: bool) -> Self {
        if self == Self::Smooth && silent { Self::AtOnce } else { self }
    }
}

/// As long as the longest of what is put on its target when a signal falls asleep: glides, fades, recovery.
fn tail_cells(glide_s: f32, sample_rate: f32) -> u32 {
    let tail_s = f64::from(glide_s).max(FADE_S).max(RECOVERY_S);
    exact::frames(tail_s, f64::from(sample_rate)).div_ceil(CELL_FRAMES as u32)
}

/// A value before and after an edit.
#[derive(Clone, Copy)]
pub struct Change<T> {
    pub before: T,
    pub after: T,
}

impl<T> Change<T> {
    /// A part of the value before and after.
    pub fn part<P>(&self, part: impl Fn(&T) -> P) -> Change<P> {
        Change { before: part(&self.before), after: part(&self.after) }
    }
}

/// Turns a switch.
#[inline(never)]
#[optimize(size)]
pub fn switch(fade: &mut Fade, lane: usize, on: bool, arrival: Arrival) {
    fade.set(lane, on);
    if arrival.at_once() {
        fade.land(lane);
    }
}

/// How gains ramp: evenly in decibels, down to the bottom of every fader.
pub fn decibels() -> Shape {
    Shape::Decibels { floor: exact::gain_from_db(f64::from(FLOOR_DB)) as f32 }
}
