//! How a compressor sounds, against the paper's formulas in double precision.

mod house;
mod sound;

use crate::common::desk::Desk;
use crate::rig::{decibels, gain, noise};
use megamixer_dsp::dynamics::{Compressor, CompressorWork, Detector, Key};
use megamixer_dsp::lanes::{Frame, LANES};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::smoother::Control;

/// What is turned of one compressor.
#[derive(Clone, Copy)]
pub struct Turned {
    pub threshold_db: f32,
    pub knee_db: f32,
    pub ratio: f32,
    pub makeup_db: f32,
    pub mix: f32,
    pub attack_s: f32,
    pub release_s: f32,
    pub detector: Detector,
}

pub const PLAIN: Turned = Turned {
    threshold_db: -24.0,
    knee_db: 0.0,
    ratio: 4.0,
    makeup_db: 0.0,
    mix: 1.0,
    attack_s: 0.001,
    release_s: 0.02,
    detector: Detector::Peak,
};

impl Turned {
    /// Gain in dB for a level in dB: Giannoulis et al., soft knee, with makeup and mix.
    pub fn gain_db(&self, level_db: f64) -> f64 {
        let (over, knee) = (level_db - f64::from(self.threshold_db), f64::from(self.knee_db));
        let slope = 1.0 / f64::from(self.ratio) - 1.0;
        let curve_db = if 2.0 * over < -knee {
            0.0
        } else if 2.0 * over.abs() <= knee && knee > 0.0 {
            slope * (over + knee / 2.0).powi(2) / (2.0 * knee)
        } else {
            slope * over
        };
        let wet = gain(curve_db + f64::from(self.makeup_db));
        decibels(1.0 + f64::from(self.mix) * (wet - 1.0))
    }

    pub fn turn(&self, unit: &mut Compressor, lane: usize) {
        unit.threshold().glide_to(lane, self.threshold_db);
        unit.knee().glide_to(lane, self.knee_db);
        unit.ratio().glide_to(lane, self.ratio);
        unit.makeup().glide_to(lane, self.makeup_db);
        unit.mix().glide_to(lane, self.mix);
        unit.set_times(lane, self.attack_s, self.release_s);
    }
}

pub fn new(sample_rate: f32) -> Desk<Compressor> {
    Desk::of(Compressor::new(sample_rate), sample_rate)
}

/// Four that are on.
pub fn on(turned: [Turned; LANES], sample_rate: f32) -> Desk<Compressor> {
    let mut desk = new(sample_rate);
    for (lane, turned) in turned.into_iter().enumerate() {
        turned.turn(&mut desk.unit, lane);
        desk.unit.on().set(lane, true);
        desk.unit.set_detector(lane, turned.detector, true);
    }
    desk.unit.snap();
    desk
}

/// The next frames, in which the lanes of a mask listen to a key.
pub fn run_keyed(
    desk: &mut Desk<Compressor>,
    frames: usize,
    signal: impl Fn(usize) -> Frame,
    lanes: Mask,
    key: impl Fn(usize) -> Frame,
) -> Vec<Frame> {
    let time = desk.now..desk.now + frames;
    let (mut signal, key): (Vec<_>, Vec<_>) = time.map(|i| (signal(i), key(i))).unzip();
    desk.render_by(&mut signal, |unit, range, stretch, pace| {
        unit.render(stretch, &Key { frames: &key[range], lanes }, pace, &mut CompressorWork::new());
    });
    signal
}

pub fn music(frame: usize) -> Frame {
    noise(frame) * Frame::splat((frame as f32 * 0.002).sin() * 2.0)
}
