//! How fast everything in a console moves, and how a control is told where to go.

use megamixer_dsp::containment::RECOVERY_S;
use megamixer_dsp::exact;
use megamixer_dsp::fade::{Fade, FadeCoeffs};
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::meter::MeterCoeffs;
use megamixer_dsp::ramp::Shape;
use megamixer_dsp::smoother::{Control, SmootherCoeffs};
use megamixer_schema::{FLOOR_DB, Target};

/// How long an on/off control or a route takes.
const FADE_S: f64 = 0.005;

/// The coefficients of every unit that takes time.
#[derive(Clone, Copy)]
pub struct Times {
    sample_rate: f32,
    /// Cells of silence after which nothing that moves can be heard any more.
    pub tail_cells: u32,
    pub glide: SmootherCoeffs,
    pub fade: FadeCoeffs,
    pub recovery: FadeCoeffs,
    pub meter: MeterCoeffs,
}

impl Times {
    pub fn new(glide_s: f32, sample_rate: f32) -> Self {
        Self {
            sample_rate,
            tail_cells: tail_cells(glide_s, sample_rate),
            glide: SmootherCoeffs::new(glide_s, sample_rate),
            fade: FadeCoeffs::new(FADE_S, sample_rate),
            recovery: FadeCoeffs::new(RECOVERY_S, sample_rate),
            meter: MeterCoeffs::new(sample_rate),
        }
    }

    pub fn set_glide(&mut self, glide_s: f32) {
        self.glide = SmootherCoeffs::new(glide_s, self.sample_rate);
        self.tail_cells = tail_cells(glide_s, self.sample_rate);
    }

    /// Sends a control to a new target; the same one again changes nothing.
    pub fn steer(&self, control: &mut impl Control, lane: usize, change: Change<Target>, at_once: bool) {
        let Change { before, after } = change;
        if before == after {
            return;
        }
        if after.ramp_s > 0.0 && before.ramps != after.ramps {
            let start = (after.start != Target::WHERE_IT_IS).then_some(after.start);
            let frames = exact::frames(f64::from(after.ramp_s), f64::from(self.sample_rate));
            control.ramp_to(lane, start, after.value, frames);
        } else {
            control.glide_to(lane, after.value);
        }
        if at_once {
            control.land(lane);
        }
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

/// Turns a switch.
pub fn switch(fade: &mut Fade, lane: usize, on: bool, at_once: bool) {
    fade.set(lane, on);
    if at_once {
        fade.land(lane);
    }
}

/// How gains ramp: evenly in decibels, down to the bottom of every fader.
pub fn decibels() -> Shape {
    Shape::Decibels { floor: exact::gain_from_db(f64::from(FLOOR_DB)) as f32 }
}
