//! What both units are tested with.

use crate::common::RATE;
use crate::common::desk::{Desk, Unit};
use crate::common::frames::bits;
use megamixer_dsp::dynamics::{Compressor, CompressorWork, Gate, GateWork, Key};
use megamixer_dsp::lanes::{Frame, LANES};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pace::Pace;
use std::f64::consts::TAU;

/// A unit that shows its reduction.
pub trait Dynamics: Unit {
    fn shown_db(&self) -> [f32; LANES];
}

impl Unit for Compressor {
    fn render(&mut self, signal: &mut [Frame], pace: &Pace) {
        self.render(signal, &Key::NONE, pace, &mut CompressorWork::new());
    }

    fn settle(&mut self, quiet: Mask) {
        self.settle(quiet);
    }
}

impl Dynamics for Compressor {
    fn shown_db(&self) -> [f32; LANES] {
        self.gain_reduction_db().to_array()
    }
}

impl Unit for Gate {
    fn render(&mut self, signal: &mut [Frame], pace: &Pace) {
        self.render(signal, pace, &mut GateWork::new());
    }

    fn settle(&mut self, quiet: Mask) {
        self.settle(quiet);
    }
}

impl Dynamics for Gate {
    fn shown_db(&self) -> [f32; LANES] {
        self.gain_reduction_db().to_array()
    }
}

pub fn gain(level_db: f64) -> f64 {
    10f64.powf(level_db / 20.0)
}

pub fn decibels(gain: f64) -> f64 {
    20.0 * gain.log10()
}

/// What is no number is the worst error of all.
pub fn larger_error(worst: f64, error: f64) -> f64 {
    if error <= worst { worst } else { error }
}

/// Four levels, the same left and right.
pub fn levels(levels_db: [f64; LANES]) -> Frame {
    Frame::from(core::array::from_fn(|c| gain(levels_db[c % LANES]) as f32))
}

/// Noise in every channel, -1 to 1, that depends on nothing but the time.
pub fn noise(frame: usize) -> Frame {
    Frame::from(core::array::from_fn(|channel| {
        let mut x = ((frame * 8 + channel) as u32).wrapping_mul(0x9e37_79b9) ^ 0x85eb_ca6b;
        x = (x ^ (x >> 15)).wrapping_mul(0x2c1b_3c6d);
        x = (x ^ (x >> 12)).wrapping_mul(0x297a_2d39);
        (x ^ (x >> 15)) as i32 as f32 / i32::MAX as f32
    }))
}

pub fn tone(frame: usize) -> f32 {
    (TAU * 1_000.0 * frame as f64 / f64::from(RATE)).sin() as f32
}

/// Seconds until something has covered 63.2 % of its way, by how much of it is covered in each frame from the first on.
pub fn time_to_63_percent(covered: impl Fn(usize) -> f64, frames: usize, sample_rate: f32) -> f64 {
    let goal = 1.0 - (-1f64).exp();
    let after = (0..frames).find(|i| covered(*i) >= goal).unwrap();
    (after as f64 - (covered(after) - goal) / (covered(after) - covered(after - 1))) / f64::from(sample_rate)
}

/// Level outside 1 kHz ± 1 kHz of the loudest 10 ms Blackman window, relative to the full-level sine's in such a window.
pub fn click_db(output: &[f64]) -> f64 {
    const WINDOW: usize = 480;
    let shape = |n: usize| {
        let x = TAU * n as f64 / WINDOW as f64;
        0.42 - 0.5 * x.cos() + 0.08 * (2.0 * x).cos()
    };
    let magnitude = |samples: &[f64], bin: usize| {
        let (mut re, mut im) = (0.0, 0.0);
        for (n, x) in samples.iter().enumerate() {
            let (sin, cos) = (TAU * (bin * n % WINDOW) as f64 / WINDOW as f64).sin_cos();
            (re, im) = (re + x * shape(n) * cos, im - x * shape(n) * sin);
        }
        (re * re + im * im).sqrt()
    };
    let reference = magnitude(&(0..WINDOW).map(|n| f64::from(tone(n))).collect::<Vec<_>>(), 10);
    let mut worst = 0.0f64;
    for start in (0..output.len() - WINDOW).step_by(97) {
        for bin in (21..=240).step_by(6) {
            worst = larger_error(worst, magnitude(&output[start..start + WINDOW], bin));
        }
    }
    20.0 * (worst / reference).log10()
}

/// How loud a tone is after something was done, relative to before, and the click, both in dB.
pub fn moved_and_click_db(label: &str, output: &[f64], after: core::ops::Range<usize>) -> f64 {
    let peak = |part: &[f64]| part.iter().fold(0.0, |peak: f64, x| peak.max(x.abs()));
    let click = click_db(output);
    println!(
        "{label}: gain moves by {:.1} dB, click {click:.1} dB",
        decibels(peak(&output[after]) / peak(&output[..400]))
    );
    click
}

/// What happens to `desk` at 60 times, to lane 1 alone or to all: `turn` does the `which`th of eight things to a lane, by
/// an amount; `run` plays on.
pub fn eventful<U: Unit>(
    desk: &mut Desk<U>,
    neighbours: bool,
    turn: impl Fn(&mut U, usize, usize, f32),
    run: impl Fn(&mut Desk<U>, usize) -> Vec<Frame>,
) -> Vec<Frame> {
    let lanes: &[usize] = if neighbours { &[1, 0, 2, 3] } else { &[1] };
    let mut output = Vec::new();
    for (step, frames) in [70, 333, 5, 480, 11, 900, 77, 600, 2, 245].into_iter().cycle().take(60).enumerate() {
        for at in lanes {
            turn(&mut desk.unit, *at, (step + 3 * at + step / 8 * (at + 3)) % 8, (step + at) as f32);
        }
        output.extend(run(desk, frames));
    }
    output
}

/// What `play` makes of lane 1 alone and among neighbours is the same, also what is shown.
pub fn neighbours_go_unnoticed<U: Dynamics>(
    new: impl Fn() -> Desk<U>,
    play: impl Fn(&mut Desk<U>, bool) -> Vec<Frame>,
) {
    let [mut alone, mut among] = [new(), new()];
    assert_eq!(bits(&play(&mut alone, false), 1), bits(&play(&mut among, true), 1));
    assert_eq!(alone.unit.shown_db()[1], among.unit.shown_db()[1]);
}

/// What `play` makes is the same however its stretches are cut.
pub fn cuts_go_unnoticed<U: Dynamics>(new: impl Fn() -> Desk<U>, play: impl Fn(&mut Desk<U>, bool) -> Vec<Frame>) {
    let mut whole = new();
    let expected = play(&mut whole, true);
    for longest in [1, 7, 13] {
        let mut cut = new();
        cut.longest = longest;
        let output = play(&mut cut, true);
        assert!((0..LANES).all(|at| bits(&output, at) == bits(&expected, at)));
        assert_eq!(cut.unit.shown_db(), whole.unit.shown_db());
    }
}
