//! How a gate sounds, against formulas in double precision.

mod house;
mod sound;

use crate::common::desk::Desk;
use crate::rig::noise;
use megamixer_dsp::dynamics::{Gate, GateTimes};
use megamixer_dsp::lanes::{Frame, LANES};
use megamixer_dsp::smoother::Control;

/// What is turned of one gate.
#[derive(Clone, Copy)]
pub struct Turned {
    pub threshold_db: f32,
    pub range_db: f32,
    pub ratio: f32,
    pub times: GateTimes,
}

pub const QUICK: GateTimes = GateTimes { attack_s: 0.0005, hold_s: 0.0, release_s: 0.001 };
pub const PLAIN: Turned = Turned { threshold_db: -40.0, range_db: 60.0, ratio: 100.0, times: QUICK };

impl Turned {
    /// Gain in dB for a level in dB.
    pub fn gain_db(&self, level_db: f64) -> f64 {
        let below = f64::from(self.threshold_db) - level_db;
        -((f64::from(self.ratio) - 1.0) * below).clamp(0.0, f64::from(self.range_db))
    }

    pub fn turn(&self, unit: &mut Gate, lane: usize) {
        unit.threshold().glide_to(lane, self.threshold_db);
        unit.range().glide_to(lane, self.range_db);
        unit.ratio().glide_to(lane, self.ratio);
        unit.set_times(lane, self.times);
    }
}

pub fn new(sample_rate: f32) -> Desk<Gate> {
    Desk::of(Gate::new(sample_rate), sample_rate)
}

/// Four that are on.
pub fn on(turned: [Turned; LANES], sample_rate: f32) -> Desk<Gate> {
    let mut desk = new(sample_rate);
    for (lane, turned) in turned.into_iter().enumerate() {
        turned.turn(&mut desk.unit, lane);
        desk.unit.on().set(lane, true);
    }
    desk.unit.snap();
    desk
}

/// Swells and fades between -90 dBFS and full scale.
pub fn music(frame: usize) -> Frame {
    noise(frame) * Frame::splat(10f32.powf(((frame as f32 * 0.004).sin() - 1.0) * 2.25))
}
