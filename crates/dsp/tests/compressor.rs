//! How a compressor sounds, against the paper's formulas in double precision.

use megamixer_dsp::dynamics::{Compressor, CompressorWork, Detector, Key};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;
use std::f64::consts::TAU;

const RATE: f32 = 48_000.0;

/// What is turned of one compressor.
#[derive(Clone, Copy)]
struct Turned {
    threshold_db: f32,
    knee_db: f32,
    ratio: f32,
    makeup_db: f32,
    mix: f32,
    attack_s: f32,
    release_s: f32,
    detector: Detector,
}

const PLAIN: Turned = Turned {
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
    fn gain_db(&self, level_db: f64) -> f64 {
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
}

fn gain(level_db: f64) -> f64 {
    10f64.powf(level_db / 20.0)
}

/// What is no number is the worst error of all.
fn larger_error(worst: f64, error: f64) -> f64 {
    if error <= worst { worst } else { error }
}

fn decibels(gain: f64) -> f64 {
    20.0 * gain.log10()
}

/// Four compressors with a clock.
struct Rig {
    unit: Compressor,
    work: Box<CompressorWork>,
    pace: Pace,
    now: usize,
    heard: Mask,
    longest: usize,
}

impl Rig {
    fn new(sample_rate: f32) -> Self {
        Self {
            unit: Compressor::new(sample_rate),
            work: Box::new(CompressorWork::new()),
            pace: Pace::new(0.02, sample_rate),
            now: 0,
            heard: Mask(0),
            longest: CELL_FRAMES,
        }
    }

    fn on(turned: [Turned; LANES], sample_rate: f32) -> Self {
        let mut rig = Self::new(sample_rate);
        for (lane, turned) in turned.into_iter().enumerate() {
            rig.turn(lane, turned);
            rig.unit.on().set(lane, true);
            rig.unit.set_detector(lane, turned.detector, true);
        }
        rig.unit.snap();
        rig
    }

    fn turn(&mut self, lane: usize, turned: Turned) {
        self.unit.threshold().glide_to(lane, turned.threshold_db);
        self.unit.knee().glide_to(lane, turned.knee_db);
        self.unit.ratio().glide_to(lane, turned.ratio);
        self.unit.makeup().glide_to(lane, turned.makeup_db);
        self.unit.mix().glide_to(lane, turned.mix);
        self.unit.set_times(lane, turned.attack_s, turned.release_s);
    }

    /// The next frames, each lane listening to itself.
    fn run(&mut self, frames: usize, signal: impl Fn(usize) -> Frame) -> Vec<Frame> {
        self.run_keyed(frames, signal, Mask(0), |_| Frame::ZERO)
    }

    fn run_keyed(
        &mut self,
        frames: usize,
        signal: impl Fn(usize) -> Frame,
        keyed: Mask,
        key: impl Fn(usize) -> Frame,
    ) -> Vec<Frame> {
        let mut output = Vec::with_capacity(frames);
        let end = self.now + frames;
        while self.now < end {
            let to_grid = CELL_FRAMES - self.now % CELL_FRAMES;
            let count = to_grid.min(self.longest).min(end - self.now);
            let (mut cell, mut keys) = (SILENCE, SILENCE);
            for i in 0..count {
                cell[i] = signal(self.now + i);
                keys[i] = key(self.now + i);
                let bits = (!cell[i].simd_eq(Frame::ZERO)).to_bitmask();
                self.heard = self.heard.or(Mask((bits | bits >> LANES) & Mask::ALL.0));
            }
            let key = Key { frames: &keys[..count], lanes: keyed };
            self.unit.render(&mut cell[..count], &key, &self.pace, &mut self.work);
            output.extend(&cell[..count]);
            self.now += count;
            if self.now.is_multiple_of(CELL_FRAMES) {
                self.unit.settle(Mask::ALL.without(self.heard));
                self.heard = Mask(0);
            }
        }
        output
    }
}

/// The left channel of a lane.
fn lane(output: &[Frame], lane: usize) -> Vec<f64> {
    output.iter().map(|frame| f64::from(frame.to_array()[lane])).collect()
}

fn bits(output: &[Frame], lane: usize) -> Vec<[u32; 2]> {
    output.iter().map(|frame| frame.to_array()).map(|f| [f[lane].to_bits(), f[lane + LANES].to_bits()]).collect()
}

/// Noise that is the same every time, -1 to 1.
fn noise(seed: usize) -> f32 {
    let mut x = (seed as u32).wrapping_mul(0x9e37_79b9) ^ 0x85eb_ca6b;
    x = (x ^ (x >> 15)).wrapping_mul(0x2c1b_3c6d);
    x = (x ^ (x >> 12)).wrapping_mul(0x297a_2d39);
    (x ^ (x >> 15)) as i32 as f32 / i32::MAX as f32
}

fn music(frame: usize) -> Frame {
    let swell = (frame as f32 * 0.002).sin() * 2.0;
    Frame::from(core::array::from_fn(|channel| noise(frame * 8 + channel) * swell))
}

/// Settings of every kind.
fn assortment() -> Vec<Turned> {
    let mut all = Vec::new();
    for (i, threshold_db) in [-70.0, -40.0, -24.0, -6.0, 0.0].into_iter().enumerate() {
        for (k, knee_db) in [0.0, 6.0, 24.0, 40.0].into_iter().enumerate() {
            for (r, ratio) in [1.0, 1.5, 4.0, 100.0].into_iter().enumerate() {
                let makeup_db = [-24.0, 0.0, 7.5, 24.0][(i + k + r) % 4];
                let mix = [1.0, 1.0, 0.5, 0.25, 0.0][(i + 2 * k + r) % 5];
                all.push(Turned { threshold_db, knee_db, ratio, makeup_db, mix, ..PLAIN });
            }
        }
    }
    all
}

#[test]
fn a_peak_level_gets_the_gain_of_the_paper() {
    let mut worst = 0.0f64;
    for turned in assortment() {
        for levels_db in [[-80.0, -60.0, -45.0, -38.0], [-30.0, -24.0, -20.0, -9.0], [-3.0, 0.0, 6.0, 30.0]] {
            let level = |lane: usize| gain(levels_db[lane]) as f32;
            let mut rig = Rig::on([turned; LANES], RATE);
            // Even lanes a constant, odd ones a square; the right channel is 6 dB below and must not matter.
            let output = rig.run(1_024, |i| {
                let sign = |lane: usize| if lane % 2 == 1 && i / 24 % 2 == 1 { -1.0 } else { 1.0 };
                Frame::from(core::array::from_fn(|c| level(c % 4) * sign(c % 4) * if c < 4 { 1.0 } else { 0.5 }))
            });
            let last = output[1_023].to_array();
            for (at, level_db) in levels_db.into_iter().enumerate() {
                let [left, right] = [last[at], last[at + LANES] * 2.0].map(|x| f64::from(x.abs()));
                assert!((left / right - 1.0).abs() < 1e-6);
                worst = larger_error(worst, (decibels(left) - level_db - turned.gain_db(level_db)).abs());
            }
        }
    }
    println!("static curve, peak: {worst:.5} dB");
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn an_rms_level_gets_the_gain_of_the_paper() {
    let mut worst = 0.0f64;
    for turned in assortment().into_iter().skip(1).step_by(5) {
        let turned = Turned { detector: Detector::Rms, attack_s: 0.01, release_s: 0.03, ..turned };
        let levels_db = [-60.0, -30.0, -15.0, 3.0];
        let mut rig = Rig::on([turned; LANES], RATE);
        let sine = |i: usize, level_db: f64| {
            (gain(level_db) * 2f64.sqrt() * (TAU * 1_000.0 * i as f64 / f64::from(RATE)).sin()) as f32
        };
        rig.run(12_000, |i| Frame::from(core::array::from_fn(|c| sine(i + 12 * (c / 4), levels_db[c % 4]))));
        let output = rig.run(960, |i| Frame::from(core::array::from_fn(|c| sine(i, levels_db[c % 4]))));
        for (at, level_db) in levels_db.into_iter().enumerate() {
            let power: f64 = lane(&output, at).iter().map(|x| x * x).sum::<f64>() / output.len() as f64;
            worst = larger_error(worst, (10.0 * power.log10() - level_db - turned.gain_db(level_db)).abs());
        }
    }
    println!("static curve, RMS: {worst:.4} dB");
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn a_parallel_mix_is_the_sum_of_dry_and_wet() {
    for mix in [0.0, 0.1, 0.5, 0.99] {
        let mut rig = Rig::on([PLAIN, Turned { mix, ..PLAIN }, Turned { makeup_db: 9.0, mix, ..PLAIN }, PLAIN], RATE);
        let output = rig.run(9_600, |i| Frame::splat(music(i).to_array()[0]));
        let makeup = gain(9.0);
        for (i, frame) in output.iter().enumerate() {
            let (dry, out) = (f64::from(music(i).to_array()[0]), frame.to_array().map(f64::from));
            let wanted = |wet: f64| dry * (1.0 - f64::from(mix)) + wet * f64::from(mix);
            assert!((out[1] - wanted(out[0])).abs() <= 4e-7 * dry.abs());
            // Makeup is part of the power, which is within 3e-6 of itself, once here and once there.
            let loudest = dry.abs() * makeup;
            assert!((out[2] - wanted(out[0] * makeup)).abs() <= 6.5e-6 * loudest);
        }
    }
}

/// Seconds until the reduction has gone 63.2 % of the way to its last value.
fn time_to_63_percent(reductions_db: &[f64], sample_rate: f32) -> f64 {
    let (start, end) = (reductions_db[0], reductions_db[reductions_db.len() - 1]);
    let goal = 1.0 - (-1f64).exp();
    let covered = |i: usize| (reductions_db[i] - start) / (end - start);
    let after = (0..reductions_db.len()).find(|i| covered(*i) >= goal).unwrap();
    (after as f64 - (covered(after) - goal) / (covered(after) - covered(after - 1))) / f64::from(sample_rate)
}

#[test]
fn attack_and_release_cover_63_percent_of_a_step_in_their_time() {
    let mut worst = 0.0f64;
    for sample_rate in [8_000.0, 48_000.0, 192_000.0] {
        for times_s in [[0.001, 0.003, 0.01, 0.03], [0.1, 0.1, 0.3, 1.0]] {
            let turn = |at: usize, attacks: bool| {
                let (attack_s, release_s) = if attacks { (times_s[at], 0.0) } else { (0.0, times_s[at]) };
                Turned { threshold_db: -30.0, attack_s, release_s, ..PLAIN }
            };
            let longest = (times_s[3] * sample_rate) as usize;
            for attacks in [true, false] {
                let mut rig = Rig::on(core::array::from_fn(|at| turn(at, attacks)), sample_rate);
                let [before_db, after_db] = if attacks { [-50.0, -10.0] } else { [-10.0, -50.0] };
                let mut output = rig.run(64, |_| Frame::splat(gain(before_db) as f32));
                output.extend(rig.run(longest * 9 / 8, |_| Frame::splat(gain(after_db) as f32)));
                for (at, time_s) in times_s.into_iter().enumerate() {
                    let given_db = |i: usize| if i < 64 { before_db } else { after_db };
                    let output = lane(&output, at);
                    let mut reductions: Vec<f64> =
                        output.iter().enumerate().skip(63).map(|(i, x)| given_db(i) - decibels(*x)).collect();
                    reductions.truncate((time_s * sample_rate * 1.12) as usize + 3);
                    // Where it will end, by the formula; the run need not be so long.
                    reductions.push(if attacks { 15.0 } else { 0.0 });
                    let error = time_to_63_percent(&reductions, sample_rate) / f64::from(time_s) - 1.0;
                    worst = larger_error(worst, error.abs());
                }
            }
        }
    }
    println!("attack and release: {:.3} %", worst * 100.0);
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn compression_follows_the_key_and_not_the_signal() {
    let mut rig = Rig::on([PLAIN; LANES], RATE);
    let keyed = Mask::one(0).or(Mask::one(2));
    let levels = |levels_db: [f64; 4]| Frame::from(core::array::from_fn(|c| gain(levels_db[c % 4]) as f32));
    let (own_db, key_db) = ([-40.0, -40.0, -4.0, -4.0], [-8.0, -8.0, -60.0, -60.0]);
    let output = rig.run_keyed(2_048, |_| levels(own_db), keyed, |_| levels(key_db));
    for (at, listened_db) in [-8.0, -40.0, -60.0, -4.0].into_iter().enumerate() {
        let gain_db = decibels(f64::from(output[2_047].to_array()[at])) - own_db[at];
        assert!((gain_db - PLAIN.gain_db(listened_db)).abs() < 0.01, "lane {at}: {gain_db}");
    }
    let shown = rig.unit.gain_reduction_db().to_array();
    for (shown, wanted) in shown.into_iter().zip([12.0, 0.0, 0.0, 15.0]) {
        assert!((shown - wanted).abs() < 0.01, "{shown} for {wanted}");
    }
}

#[test]
fn the_key_filter_takes_a_thump_from_the_detector_by_the_butterworth_formula() {
    const THUMP_HZ: f64 = 50.0;
    let turned =
        Turned { threshold_db: -60.0, ratio: 2.0, attack_s: 0.1, release_s: 0.1, detector: Detector::Rms, ..PLAIN };
    let mut worst = 0.0f64;
    for corners_hz in [[20.0, 50.0, 100.0, 200.0], [400.0, 800.0, 1_200.0, 2_000.0]] {
        let mut rig = Rig::on([turned; LANES], RATE);
        for (at, corner_hz) in corners_hz.into_iter().enumerate() {
            rig.unit.key_filter().set(at, true);
            rig.unit.key_frequency().glide_to(at, corner_hz);
            rig.unit.land(at);
        }
        let thump = |i: usize| Frame::splat((TAU * THUMP_HZ * i as f64 / f64::from(RATE)).sin() as f32);
        rig.run(48_000, thump);
        let output = rig.run(960, thump);
        for (at, corner_hz) in corners_hz.into_iter().enumerate() {
            let power: f64 = lane(&output, at).iter().map(|x| x * x).sum::<f64>() / output.len() as f64;
            let gain_db = 10.0 * (2.0 * power).log10();
            let warped = |hz: f64| (std::f64::consts::PI * hz / f64::from(RATE)).tan();
            let ratio4 = (warped(THUMP_HZ) / warped(f64::from(corner_hz))).powi(4);
            let level_db = -3.0103 + 10.0 * (ratio4 / (1.0 + ratio4)).log10();
            worst = larger_error(worst, (gain_db - turned.gain_db(level_db)).abs());
        }
    }
    println!("key filter on a thump: {worst:.4} dB of reduction");
    assert!(worst < 0.1, "{worst}");
}

fn tone(frame: usize) -> f32 {
    (TAU * 1_000.0 * frame as f64 / f64::from(RATE)).sin() as f32
}

/// Level outside 1 kHz ± 1 kHz of the loudest 10 ms Blackman window, relative to the full-level sine's in such a window.
fn click_db(output: &[f64]) -> f64 {
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

/// A tone whose gain follows a steady key at 0 dBFS, before and after something is done.
fn around(turned: Turned, act: impl Fn(&mut Rig)) -> Vec<f64> {
    let mut rig = Rig::on([turned; LANES], RATE);
    let run = |frames: usize, rig: &mut Rig| {
        let output = rig.run_keyed(frames, |i| Frame::splat(tone(i)), Mask::ALL, |_| Frame::ONE);
        lane(&output, 0)
    };
    run(4_800, &mut rig);
    let mut output = run(500, &mut rig);
    act(&mut rig);
    output.extend(run(2_400, &mut rig));
    output
}

#[test]
fn switches_and_jumps_of_controls_leave_no_click() {
    let instant = Turned { attack_s: 0.0, release_s: 0.0, ..PLAIN };
    let unlike = |label: &str, bar_db: f64, output: Vec<f64>| {
        let moved = output.iter().skip(2_400).fold(0.0, |peak: f64, x| peak.max(x.abs()))
            / output.iter().take(400).fold(0.0, |peak: f64, x| peak.max(x.abs()));
        let click = click_db(&output);
        println!("{label}: gain moves by {:.1} dB, click {click:.1} dB", decibels(moved));
        assert!(click < bar_db, "{label}: {click}");
    };
    unlike("switched off", -75.0, around(instant, |rig| rig.unit.on().set(0, false)));
    unlike("threshold jumps by 40 dB", -80.0, around(instant, |rig| rig.unit.threshold().glide_to(0, -64.0)));
    unlike("threshold jumps above the level", -80.0, around(instant, |rig| rig.unit.threshold().glide_to(0, 0.0)));
    unlike("ratio jumps from 4 to 100", -80.0, around(instant, |rig| rig.unit.ratio().glide_to(0, 100.0)));
    unlike("ratio jumps from 4 to 1", -80.0, around(instant, |rig| rig.unit.ratio().glide_to(0, 1.0)));
    unlike("makeup jumps by 24 dB", -80.0, around(instant, |rig| rig.unit.makeup().glide_to(0, 24.0)));
    let near = Turned { threshold_db: -6.0, ..instant };
    unlike("knee jumps by 40 dB", -80.0, around(near, |rig| rig.unit.knee().glide_to(0, 40.0)));
    unlike("mix jumps to 0", -80.0, around(instant, |rig| rig.unit.mix().glide_to(0, 0.0)));
    let to_rms = |rig: &mut Rig| rig.unit.set_detector(0, Detector::Rms, false);
    unlike("detector becomes RMS, no times", -80.0, around(instant, to_rms));
    unlike("detector becomes RMS", -80.0, around(PLAIN, to_rms));
    unlike("key filter comes in", -80.0, around(PLAIN, |rig| rig.unit.key_filter().set(0, true)));
}

#[test]
fn off_and_a_mix_of_nothing_are_bit_exact_also_beside_neighbours() {
    let mut rig = Rig::on([Turned { mix: 0.0, makeup_db: 24.0, ..PLAIN }, PLAIN, PLAIN, PLAIN], RATE);
    rig.unit.on().set(1, false);
    rig.unit.on().land(1);
    let signal: Vec<Frame> = (0..4_800).map(music).collect();
    let output = rig.run(4_800, |i| signal[i]);
    for at in 0..2 {
        assert_eq!(bits(&output, at), bits(&signal, at));
    }
    assert_ne!(bits(&output, 2), bits(&signal, 2));
    assert_eq!(rig.unit.gain_reduction_db().to_array()[1], 0.0);
    (0..4).for_each(|at| rig.unit.on().set(at, false));
    rig.run(320, music);
    assert!(!rig.unit.active());
    assert_eq!(rig.unit.gain_reduction_db().to_array(), [0.0; 4]);
    assert_eq!(rig.unit.at_rest(), Mask::ALL);
    let output = rig.run(320, |i| signal[i % 4_800]);
    assert_eq!(bits(&output, 2), (5_120..5_440).map(|i| bits(&[signal[i % 4_800]], 2)[0]).collect::<Vec<_>>());
}

#[test]
fn below_the_knee_a_compressor_without_makeup_is_bit_exact() {
    let mut rig = Rig::on([Turned { knee_db: 6.0, ..PLAIN }; LANES], RATE);
    let signal: Vec<Frame> = (0..4_800).map(|i| music(i) * Frame::splat(0.02)).collect();
    let output = rig.run(4_800, |i| signal[i]);
    assert_eq!(bits(&output, 3), bits(&signal, 3));
}

#[test]
fn silence_in_is_exact_silence_out_and_leaves_nothing_remembered() {
    let rms = Turned { detector: Detector::Rms, makeup_db: 24.0, ..PLAIN };
    let mut rig = Rig::on([rms, PLAIN, Turned { release_s: 0.3, ..rms }, PLAIN], RATE);
    rig.unit.key_filter().set(0, true);
    rig.run(9_600, music);
    assert_eq!(rig.unit.at_rest(), Mask(0));
    let output = rig.run(96_000, |_| Frame::ZERO);
    assert!(output.iter().all(|frame| *frame == Frame::ZERO));
    assert_eq!(rig.unit.at_rest(), Mask(0b1011));
    rig.run(120_000, |_| Frame::ZERO);
    assert_eq!(rig.unit.at_rest(), Mask::ALL);
    // It now behaves as one that has never heard anything.
    let mut fresh = Rig::on([rms, PLAIN, Turned { release_s: 0.3, ..rms }, PLAIN], RATE);
    fresh.unit.key_filter().set(0, true);
    fresh.unit.snap();
    let [old, new] = [&mut rig, &mut fresh].map(|rig| {
        let start = rig.now;
        rig.run(3_200, |i| music(i - start))
    });
    assert!((0..4).all(|at| bits(&old, at) == bits(&new, at)));
}

/// Everything at once, in lane 1: switches, jumps, ramps, a key, the key filter, both detectors.
fn eventful(rig: &mut Rig, neighbours: bool) -> Vec<Frame> {
    let keyed = if neighbours { Mask(0b0111) } else { Mask(0b0010) };
    let run = |rig: &mut Rig, frames: usize| {
        rig.run_keyed(
            frames,
            |i| if neighbours { music(i) } else { Mask::one(1).frame().select(music(i), Frame::ZERO) },
            keyed,
            |i| music(i + 999) * Frame::splat(0.7),
        )
    };
    let lanes: &[usize] = if neighbours { &[1, 0, 2, 3] } else { &[1] };
    let mut output = Vec::new();
    for (step, frames) in [70, 333, 5, 480, 11, 900, 77, 600, 2, 245].into_iter().cycle().take(60).enumerate() {
        for at in lanes {
            let amount = (step + at) as f32;
            match (step + 3 * at + step / 8 * (at + 3)) % 8 {
                3 => rig.unit.on().set(*at, true),
                4 => rig.unit.threshold().glide_to(*at, -60.0 + amount),
                5 => rig.unit.set_detector(*at, Detector::Rms, false),
                6 => rig.unit.key_filter().set(*at, true),
                7 => rig.unit.ratio().ramp_to(*at, None, 20.0, 700),
                0 => rig.unit.key_frequency().glide_to(*at, 20.0 + 10.0 * amount),
                1 => rig.unit.set_detector(*at, Detector::Peak, false),
                _ => rig.unit.on().set(*at, false),
            }
        }
        output.extend(run(rig, frames));
    }
    output
}

#[test]
fn a_lane_does_not_notice_its_neighbours() {
    let [mut alone, mut among] = [Rig::new(RATE), Rig::new(RATE)];
    assert_eq!(bits(&eventful(&mut alone, false), 1), bits(&eventful(&mut among, true), 1));
    assert_eq!(alone.unit.gain_reduction_db().to_array()[1], among.unit.gain_reduction_db().to_array()[1]);
}

#[test]
fn it_does_not_matter_where_a_render_is_cut() {
    let mut whole = Rig::new(RATE);
    let expected = eventful(&mut whole, true);
    for longest in [1, 7, 13] {
        let mut cut = Rig::new(RATE);
        cut.longest = longest;
        let output = eventful(&mut cut, true);
        assert!((0..4).all(|at| bits(&output, at) == bits(&expected, at)));
        assert_eq!(cut.unit.gain_reduction_db().to_array(), whole.unit.gain_reduction_db().to_array());
    }
}

#[test]
fn a_copied_lane_goes_on_as_the_one_it_was_copied_from() {
    let mut from = Rig::new(RATE);
    eventful(&mut from, true);
    let mut to = Rig::on([PLAIN; LANES], RATE);
    to.now = from.now;
    to.unit.copy_lanes(&from.unit, Mask(0b0110));
    let [expected, output] = [&mut from, &mut to].map(|rig| rig.run(3_200, music));
    for at in [1, 2] {
        assert_eq!(bits(&expected, at), bits(&output, at));
    }
}

#[test]
fn extremes_of_every_control_at_any_rate_leave_finite_numbers() {
    for sample_rate in [3_000.0, 44_100.0, 768_000.0] {
        let mut rig = Rig::new(sample_rate);
        for step in 0..96 {
            let pick = |i: usize, low: f32, high: f32| if (step * 7 + i * 5) / 3 % 2 == 1 { high } else { low };
            for at in 0..LANES {
                let i = at * 11 + step;
                rig.unit.on().set(at, i % 9 != 0);
                rig.turn(
                    at,
                    Turned {
                        threshold_db: pick(i, -100.0, 0.0),
                        knee_db: pick(i + 1, 0.0, 40.0),
                        ratio: pick(i + 2, 1.0, 100.0),
                        makeup_db: pick(i + 3, -24.0, 24.0),
                        mix: pick(i + 4, 0.0, 1.0),
                        attack_s: pick(i + 5, 0.0, 10.0),
                        release_s: pick(i + 6, 0.0, 10.0),
                        detector: Detector::Peak,
                    },
                );
                rig.unit.set_detector(at, if i % 2 == 0 { Detector::Rms } else { Detector::Peak }, i % 5 == 0);
                rig.unit.key_filter().set(at, i % 3 == 0);
                rig.unit.key_frequency().glide_to(at, pick(i + 7, 20.0, 2_000.0));
            }
            let loud = [0.0, 1e-38, 1e-20, 1e-9, 1.0, 1_048_576.0][step % 6];
            let output = rig.run_keyed(
                100,
                |i| Frame::splat(if i % 3 == 0 { -loud } else { loud }),
                Mask(step as u32 % 16),
                |i| Frame::splat(noise(i) * 1_048_576.0),
            );
            // At most 24 dB louder than it came in; -100 dB of threshold cannot take more than 220.
            let most = 17.0 * loud;
            assert!(output.iter().all(|frame| frame.abs().simd_le(Frame::splat(most)).all()));
            assert!(rig.unit.gain_reduction_db().to_array().iter().all(|db| (0.0..=260.0).contains(db)));
        }
    }
}

#[test]
fn the_meter_shows_the_largest_reduction_of_the_last_cell() {
    let mut rig = Rig::on([Turned { attack_s: 0.0, release_s: 0.0005, ..PLAIN }; LANES], RATE);
    rig.run(CELL_FRAMES, |i| Frame::splat(if i == 5 { 1.0 } else { 0.01 }));
    assert!(rig.unit.gain_reduction_db().to_array().iter().all(|db| (db - 18.0).abs() < 1e-3));
    rig.run(3 * CELL_FRAMES, |_| Frame::splat(0.01));
    assert!(rig.unit.gain_reduction_db().to_array().iter().all(|db| *db > 0.0 && *db < 2.0));
}
