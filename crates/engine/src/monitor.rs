//! The monitor output: the master, or whoever is listened to alone.

use crate::times::{Arrival, Change, Times, decibels, switch};
use megamixer_dsp::containment::LIMIT;
use megamixer_dsp::exact;
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Planar, SILENCE};
use megamixer_dsp::smoother::Smoother;
use megamixer_schema::{DIM_DB, MonitorValues};

const LANE: usize = 0;

/// The second output.
pub struct Monitor {
    gain: Smoother,
    dim: Fade,
    mono: Fade,
    /// On while somebody is listened to alone.
    alone: Fade,
    dim_gain: f32,
}

impl Monitor {
    #[optimize(size)]
    pub fn new() -> Self {
        Self {
            gain: Smoother::new(decibels(), 1.0),
            dim: Fade::new(false),
            mono: Fade::new(false),
            alone: Fade::new(false),
            dim_gain: exact::gain_from_db(-f64::from(DIM_DB)) as f32,
        }
    }

    pub fn change(&mut self, change: &Change<MonitorValues>, times: &Times, arrival: Arrival) {
        times.steer(&mut self.gain, LANE, change.part(|values| values.gain), arrival);
        switch(&mut self.dim, LANE, change.after.dim != 0, arrival);
        switch(&mut self.mono, LANE, change.after.mono != 0, arrival);
    }

    /// Whether somebody is listened to alone from now on.
    pub fn set_alone(&mut self, alone: bool, arrival: Arrival) {
        switch(&mut self.alone, LANE, alone, arrival);
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.gain.snap();
    }

    /// Whether any control is under way.
    pub fn moving(&self) -> bool {
        self.gain.moving() || self.dim.moving() || self.mono.moving() || self.alone.moving()
    }

    /// Renders a stretch: `master` as it leaves, `listened` as it is summed.
    #[inline(never)]
    pub fn render(
        &mut self,
        master: [&[f32]; 2],
        listened: &[Planar; 2],
        times: &Times,
        [left, right]: [&mut [f32]; 2],
    ) {
        let frames = left.len();
        let mut scratch = [SILENCE; 4];
        let [gain, dim, mono, alone] = &mut scratch;
        let gain = self.gain.course(times.pace.glide, frames, gain);
        let dim = self.dim.course(times.pace.fade, 1.0, self.dim_gain, frames, dim);
        let mono = self.mono.course(times.pace.fade, 0.0, 0.5, frames, mono);
        let alone = self.alone.course(times.pace.fade, 0.0, 1.0, frames, alone);
        for i in 0..frames {
            let [gain, dim, mono, alone] = [&gain, &dim, &mono, &alone].map(|course| course.at(i).as_array()[LANE]);
            let heard = |channel: usize| {
                let (master, listened) = (master[channel][i], contained(listened[channel][i]));
                master + (listened - master) * alone
            };
            let (l, r) = (heard(0), heard(1));
            left[i] = contained((l + (r - l) * mono) * dim * gain);
            right[i] = contained((r + (l - r) * mono) * dim * gain);
        }
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        self.gain.settle();
    }
}

/// What is no audio is silent, and so is what is too small to be.
fn contained(sample: f32) -> f32 {
    let size = sample.abs();
    if (f32::MIN_POSITIVE..=LIMIT).contains(&size) { sample } else { 0.0 }
}
