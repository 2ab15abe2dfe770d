//! How a gate sounds, against formulas in double precision.

use megamixer_dsp::dynamics::{Gate, GateTimes, GateWork};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;
use std::f64::consts::TAU;

const RATE: f32 = 48_000.0;

/// What is turned of one gate.
#[derive(Clone, Copy)]
struct Turned {
    threshold_db: f32,
    range_db: f32,
    ratio: f32,
    times: GateTimes,
}

const QUICK: GateTimes = GateTimes { attack_s: 0.0005, hold_s: 0.0, release_s: 0.001 };
const PLAIN: Turned = Turned { threshold_db: -40.0, range_db: 60.0, ratio: 100.0, times: QUICK };

impl Turned {
    /// Gain in dB for a level in dB.
    fn gain_db(&self, level_db: f64) -> f64 {
        let below = f64::from(self.threshold_db) - level_db;
        -((f64::from(self.ratio) - 1.0) * below).clamp(0.0, f64::from(self.range_db))
    }
}

fn gain(level_db: f64) -> f64 {
    10f64.powf(level_db / 20.0)
}

fn decibels(gain: f64) -> f64 {
    20.0 * gain.log10()
}

/// What is no number is the worst error of all.
fn larger_error(worst: f64, error: f64) -> f64 {
    if error <= worst { worst } else { error }
}

/// Four gates with a clock.
struct Rig {
    unit: Gate,
    work: Box<GateWork>,
    pace: Pace,
    now: usize,
    heard: Mask,
    longest: usize,
}

impl Rig {
    fn new(sample_rate: f32) -> Self {
        Self {
            unit: Gate::new(sample_rate),
            work: Box::new(GateWork::new()),
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
        }
        rig.unit.snap();
        rig
    }

    fn turn(&mut self, lane: usize, turned: Turned) {
        self.unit.threshold().glide_to(lane, turned.threshold_db);
        self.unit.range().glide_to(lane, turned.range_db);
        self.unit.ratio().glide_to(lane, turned.ratio);
        self.unit.set_times(lane, turned.times);
    }

    fn run(&mut self, frames: usize, signal: impl Fn(usize) -> Frame) -> Vec<Frame> {
        let mut output = Vec::with_capacity(frames);
        let end = self.now + frames;
        while self.now < end {
            let to_grid = CELL_FRAMES - self.now % CELL_FRAMES;
            let count = to_grid.min(self.longest).min(end - self.now);
            let mut cell = SILENCE;
            for (i, frame) in cell[..count].iter_mut().enumerate() {
                *frame = signal(self.now + i);
                let bits = (!frame.simd_eq(Frame::ZERO)).to_bitmask();
                self.heard = self.heard.or(Mask((bits | bits >> LANES) & Mask::ALL.0));
            }
            self.unit.render(&mut cell[..count], &self.pace, &mut self.work);
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

/// Swells and fades between -90 dBFS and full scale.
fn music(frame: usize) -> Frame {
    let swell = 10f32.powf(((frame as f32 * 0.004).sin() - 1.0) * 2.25);
    Frame::from(core::array::from_fn(|channel| noise(frame * 8 + channel) * swell))
}

#[test]
fn below_threshold_it_takes_what_ratio_and_range_say_and_above_nothing() {
    let mut worst = 0.0f64;
    for threshold_db in [-80.0, -40.0, -20.0, 0.0] {
        for range_db in [0.0, 6.0, 40.0, 100.0] {
            for ratio in [1.0, 1.5, 3.0, 100.0] {
                let turned = Turned { threshold_db, range_db, ratio, ..PLAIN };
                for below_db in [[-20.0, -1.0, 0.1, 1.0], [5.0, 13.0, 29.0, 60.0]] {
                    let level_db = |at: usize| f64::from(threshold_db) - below_db[at];
                    let mut rig = Rig::on([turned; LANES], RATE);
                    // Even lanes a constant, odd ones a square; the left channel is 6 dB below and must not matter.
                    let output = rig.run(1_024, |i| {
                        let sign = |at: usize| if at % 2 == 1 && i / 24 % 2 == 1 { -1.0 } else { 1.0 };
                        Frame::from(core::array::from_fn(|c| {
                            gain(level_db(c % 4)) as f32 * sign(c % 4) * if c < 4 { 0.5 } else { 1.0 }
                        }))
                    });
                    let (last, shown) = (output[1_023].to_array(), rig.unit.gain_reduction_db().to_array());
                    for at in 0..LANES {
                        let [left, right] = [last[at] * 2.0, last[at + LANES]].map(|x| f64::from(x.abs()));
                        assert!((left / right - 1.0).abs() < 1e-6);
                        let wanted_db = turned.gain_db(level_db(at));
                        worst = larger_error(worst, (decibels(right) - level_db(at) - wanted_db).abs());
                        worst = larger_error(worst, (f64::from(shown[at]) + wanted_db).abs());
                    }
                }
            }
        }
    }
    println!("static curve: {worst:.5} dB");
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn above_its_threshold_an_open_gate_is_bit_exact() {
    let mut rig = Rig::on([PLAIN; LANES], RATE);
    let square = |i: usize| Frame::splat(if i / 20 % 2 == 1 { -0.7 } else { 0.3 });
    rig.run(9_600, square);
    assert!(rig.run(96, square).into_iter().enumerate().all(|(i, frame)| frame == square(9_600 + i)));
    assert_eq!(rig.unit.gain_reduction_db().to_array(), [0.0; 4]);
}

/// Reduction in dB of a level that goes from 20 dB below to 20 dB above the threshold at `frames[0]` and back at the next.
fn reductions(rig: &mut Rig, up: usize, down: usize, end: usize) -> [Vec<f64>; LANES] {
    let level_db = |i: usize| if i < up || i >= down { -60.0 } else { -20.0 };
    let output = rig.run(end, |i| Frame::splat(gain(level_db(i)) as f32));
    core::array::from_fn(|at| lane(&output, at).iter().enumerate().map(|(i, x)| level_db(i) - decibels(*x)).collect())
}

#[test]
fn attack_and_release_cover_63_percent_of_a_step_in_their_time() {
    let goal = 1.0 - (-1f64).exp();
    let mut worst = 0.0f64;
    for sample_rate in [8_000.0f32, 48_000.0, 192_000.0] {
        for times_s in [[0.001f32, 0.003, 0.01, 0.03], [0.1, 0.1, 0.3, 1.0]] {
            let frames = |time_s: f32| (time_s * sample_rate) as usize;
            for opens in [true, false] {
                let turned = |at: usize| {
                    let [attack_s, release_s] = if opens { [times_s[at], 0.0] } else { [0.0, times_s[at]] };
                    Turned { times: GateTimes { attack_s, hold_s: 0.0, release_s }, ..PLAIN }
                };
                let mut rig = Rig::on(core::array::from_fn(turned), sample_rate);
                let end = 128 + frames(times_s[3]) * 9 / 8;
                let [up, down] = if opens { [128, end] } else { [64, 128] };
                for (found, time_s) in reductions(&mut rig, up, down, end).into_iter().zip(times_s) {
                    let covered = |i: usize| if opens { 1.0 - found[i] / 60.0 } else { found[i] / 60.0 };
                    assert!(covered(127) < 1e-3, "{}", covered(127));
                    let after = (128..end).find(|i| covered(*i) >= goal).unwrap();
                    let part = (covered(after) - goal) / (covered(after) - covered(after - 1));
                    let found_s = (after as f64 + 1.0 - part - 128.0) / f64::from(sample_rate);
                    worst = larger_error(worst, (found_s / f64::from(time_s) - 1.0).abs());
                }
            }
        }
    }
    println!("attack and release: {:.3} %", worst * 100.0);
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn hold_keeps_it_open_for_its_time() {
    for sample_rate in [8_000.0f32, 48_000.0, 192_000.0] {
        let holds_s = [0.0, 0.005, 0.02, 0.5];
        let turned = |at: usize| {
            let times = GateTimes { attack_s: 0.0, hold_s: holds_s[at], release_s: 0.001 };
            Turned { times, ..PLAIN }
        };
        let mut rig = Rig::on(core::array::from_fn(turned), sample_rate);
        let end = 1_100 + (0.5 * sample_rate) as usize;
        for (found, hold_s) in reductions(&mut rig, 64, 1_000, end).into_iter().zip(holds_s) {
            let closes = (1_000..end).find(|i| found[*i] > 1e-3).unwrap();
            let late = (closes - 1_000) as f64 - f64::from(hold_s * sample_rate);
            assert!(late.abs() <= 1.0, "{hold_s} s at {sample_rate}: {late} frames");
        }
    }
}

#[test]
fn a_low_note_just_above_the_threshold_does_not_chatter() {
    let turned = |attack_s: f32, hold_s: f32| Turned {
        times: GateTimes { attack_s, hold_s, release_s: 0.01 },
        range_db: 100.0,
        ..PLAIN
    };
    let mut rig = Rig::on([turned(0.001, 0.02), turned(0.01, 0.02), turned(0.0, 0.02), turned(0.001, 0.0)], RATE);
    let note = |i: usize| Frame::splat((gain(-39.9) * (TAU * 50.0 * i as f64 / f64::from(RATE)).sin()) as f32);
    let mut largest = [vec![], vec![], vec![], vec![]];
    for _ in 0..1_500 {
        rig.run(CELL_FRAMES, note);
        let shown = rig.unit.gain_reduction_db().to_array();
        (0..LANES).for_each(|at| largest[at].push(shown[at]));
    }
    for (at, found) in largest.iter().enumerate() {
        // The note begins at its zero, so the gate is closed for its first quarter.
        assert!(found[3] > 99.9);
        let closes_again = found.windows(2).skip(8).any(|pair| pair[1] > pair[0] + 1e-3);
        assert_eq!(closes_again, at == 3, "lane {at}");
    }
    let opened = |at: usize| largest[at].iter().rposition(|db| *db > 0.1).unwrap() as f32 * 32.0 / RATE;
    println!("open after {:.3}, {:.3}, {:.3} s", opened(0), opened(1), opened(2));
    assert!(opened(0) < 0.15);
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

#[test]
fn switches_and_jumps_of_controls_leave_no_click() {
    let calm = GateTimes { attack_s: 0.005, hold_s: 0.02, release_s: 0.05 };
    let around = |label: &str, bar_db: f64, threshold_db: f32, on: bool, act: &dyn Fn(&mut Gate)| {
        let mut rig = Rig::on([Turned { threshold_db, times: calm, ..PLAIN }; LANES], RATE);
        if !on {
            rig.unit.on().set(0, false);
            rig.unit.on().land(0);
        }
        rig.run(9_600, |i| Frame::splat(tone(i)));
        let mut output = rig.run(500, |i| Frame::splat(tone(i)));
        act(&mut rig.unit);
        output.extend(rig.run(12_000, |i| Frame::splat(tone(i))));
        let output = lane(&output, 0);
        let peak = |range: std::ops::Range<usize>| output[range].iter().fold(0.0, |peak: f64, x| peak.max(x.abs()));
        let (moved_db, click) = (decibels(peak(12_000..12_400) / peak(0..400)), click_db(&output));
        println!("{label}: gain moves by {moved_db:.1} dB, click {click:.1} dB");
        assert!(click < bar_db, "{label}: {click}");
    };
    around("switched on above its threshold", -140.0, -20.0, false, &|gate| gate.on().set(0, true));
    around("switched on below its threshold", -70.0, 12.0, false, &|gate| gate.on().set(0, true));
    around("switched off while closed", -70.0, 12.0, true, &|gate| gate.on().set(0, false));
    around("switched off while open", -140.0, -20.0, true, &|gate| gate.on().set(0, false));
    // These move as the gate's own times say, whose one-poles begin with a corner: so does a gate that hears a note end.
    around("threshold jumps above the level", -60.0, -20.0, true, &|gate| gate.threshold().glide_to(0, 12.0));
    around("threshold jumps below the level", -80.0, 12.0, true, &|gate| gate.threshold().glide_to(0, -20.0));
    around("range jumps while open", -140.0, -20.0, true, &|gate| gate.range().glide_to(0, 100.0));
    around("range jumps while closed", -70.0, 12.0, true, &|gate| gate.range().glide_to(0, 0.0));
    around("ratio jumps to 1 while closed", -65.0, 12.0, true, &|gate| gate.ratio().glide_to(0, 1.0));
}

#[test]
fn off_is_bit_exact_also_beside_neighbours() {
    let mut rig = Rig::on([PLAIN; LANES], RATE);
    rig.unit.on().set(1, false);
    rig.unit.on().land(1);
    let signal: Vec<Frame> = (0..4_800).map(music).collect();
    let output = rig.run(4_800, |i| signal[i]);
    assert_eq!(bits(&output, 1), bits(&signal, 1));
    assert_ne!(bits(&output, 2), bits(&signal, 2));
    assert_eq!(rig.unit.gain_reduction_db().to_array()[1], 0.0);
    (0..4).for_each(|at| rig.unit.on().set(at, false));
    rig.run(320, music);
    assert!(!rig.unit.active());
    assert_eq!((rig.unit.gain_reduction_db().to_array(), rig.unit.at_rest()), ([0.0; 4], Mask::ALL));
    let output = rig.run(320, |i| signal[i % 4_800]);
    assert!(output.iter().enumerate().all(|(i, frame)| *frame == signal[(i + 5_120) % 4_800]));
}

#[test]
fn silence_in_is_exact_silence_out_and_closes_it_as_if_it_had_never_heard_anything() {
    let slow = Turned { times: GateTimes { attack_s: 0.01, hold_s: 0.5, release_s: 0.3 }, ..PLAIN };
    let all = [PLAIN, Turned { range_db: 0.0, ..PLAIN }, Turned { ratio: 1.0, ..PLAIN }, slow];
    let mut rig = Rig::on(all, RATE);
    assert_eq!(rig.unit.at_rest(), Mask::ALL);
    rig.run(4_800, |i| music(i) + Frame::splat(0.1));
    assert_eq!(rig.unit.at_rest(), Mask(0));
    let output = rig.run(48_000, |_| Frame::ZERO);
    assert!(output.iter().all(|frame| *frame == Frame::ZERO));
    assert_eq!(rig.unit.at_rest(), Mask(0b0111));
    rig.run(160_000, |_| Frame::ZERO);
    assert_eq!(rig.unit.at_rest(), Mask::ALL);
    let mut fresh = Rig::on(all, RATE);
    let [old, new] = [&mut rig, &mut fresh].map(|rig| {
        let start = rig.now;
        rig.run(3_200, |i| music(i - start))
    });
    assert!((0..4).all(|at| bits(&old, at) == bits(&new, at)));
}

#[test]
fn a_gate_that_is_reset_or_lands_on_unheard_is_closed() {
    let mut reset = Rig::on([PLAIN; LANES], RATE);
    reset.run(960, |_| Frame::ONE);
    reset.unit.reset(Mask(0b0001));
    assert_eq!(reset.unit.at_rest(), Mask(0b0001));
    let mut landed = Rig::on([PLAIN; LANES], RATE);
    (0..2).for_each(|at| landed.unit.on().set(at, false));
    landed.run(960, |_| Frame::ONE);
    landed.unit.on().set(0, true);
    landed.unit.on().land(0);
    landed.unit.on().set(1, true);
    let mut fresh = Rig::on([PLAIN; LANES], RATE);
    let soft = |_: usize| Frame::splat(gain(-30.0) as f32);
    let [reset, landed, fresh] = [&mut reset, &mut landed, &mut fresh].map(|rig| rig.run(96, soft));
    assert_eq!(bits(&reset, 0), bits(&fresh, 0));
    assert_eq!(bits(&landed, 0), bits(&fresh, 0));
    // Switched on within earshot it is open, and stays so.
    assert!(landed.iter().all(|frame| frame.to_array()[1] == soft(0).to_array()[1]));
}

/// Everything at once, in lane 1.
fn eventful(rig: &mut Rig, neighbours: bool) -> Vec<Frame> {
    let signal = |i: usize| if neighbours { music(i) } else { Mask::one(1).frame().select(music(i), Frame::ZERO) };
    let lanes: &[usize] = if neighbours { &[1, 0, 2, 3] } else { &[1] };
    let mut output = Vec::new();
    for (step, frames) in [70, 333, 5, 480, 11, 900, 77, 600, 2, 245].into_iter().cycle().take(60).enumerate() {
        for at in lanes {
            let amount = (step + at) as f32;
            match (step + 3 * at + step / 8 * (at + 3)) % 8 {
                3 | 0 => rig.unit.on().set(*at, true),
                4 => rig.unit.threshold().glide_to(*at, -60.0 + amount),
                5 => rig.unit.range().ramp_to(*at, None, 1.5 * amount, 700),
                6 => rig.unit.ratio().glide_to(*at, 1.0 + amount),
                7 => rig.unit.set_times(*at, GateTimes { attack_s: 0.001, hold_s: 0.001 * amount, release_s: 0.01 }),
                1 => rig.unit.threshold().glide_to(*at, -40.0),
                _ => rig.unit.on().set(*at, false),
            }
        }
        output.extend(rig.run(frames, signal));
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
    for at in 0..LANES {
        from.turn(at, Turned { times: GateTimes { hold_s: 0.01, ..QUICK }, ..PLAIN });
        from.unit.on().set(at, true);
    }
    // While it holds.
    from.run(3_200, |_| Frame::ONE);
    from.run(320, |_| Frame::splat(1e-4));
    let mut to = Rig::on([PLAIN; LANES], RATE);
    to.now = from.now;
    to.unit.copy_lanes(&from.unit, Mask(0b0110));
    let [expected, output] = [&mut from, &mut to].map(|rig| rig.run(640, |_| Frame::splat(1e-4)));
    for at in [1, 2] {
        assert_eq!(bits(&expected, at), bits(&output, at));
    }
}

#[test]
fn extremes_of_every_control_at_any_rate_never_amplify() {
    for sample_rate in [3_000.0, 44_100.0, 768_000.0] {
        let mut rig = Rig::new(sample_rate);
        for step in 0..96 {
            let pick = |i: usize, low: f32, high: f32| if (step * 7 + i * 5) / 3 % 2 == 1 { high } else { low };
            for at in 0..LANES {
                let i = at * 11 + step;
                rig.unit.on().set(at, i % 9 != 0);
                let times = GateTimes {
                    attack_s: pick(i + 5, 0.0, 10.0),
                    hold_s: pick(i + 4, 0.0, 10.0),
                    release_s: pick(i + 6, 0.0, 10.0),
                };
                let [threshold_db, range_db] = [pick(i, -100.0, 0.0), pick(i + 1, 0.0, 100.0)];
                rig.turn(at, Turned { threshold_db, range_db, ratio: pick(i + 2, 1.0, 100.0), times });
            }
            let loud = [0.0, 1e-38, 1e-20, 1e-9, 1.0, 1_048_576.0][step % 6];
            let output = rig.run(100, |i| Frame::splat(if i % 3 == 0 { -loud } else { loud }));
            assert!(output.iter().all(|frame| frame.abs().simd_le(Frame::splat(1.000_001 * loud)).all()));
            assert!(rig.unit.gain_reduction_db().to_array().iter().all(|db| (0.0..=100.001).contains(db)));
        }
    }
}

#[test]
fn the_meter_shows_the_largest_reduction_of_the_last_cell() {
    let times = GateTimes { attack_s: 0.0, hold_s: 0.01, release_s: 0.0 };
    let mut rig = Rig::on([Turned { times, ..PLAIN }; LANES], RATE);
    rig.run(CELL_FRAMES, |i| if i < 3 { Frame::ZERO } else { Frame::ONE });
    assert!(rig.unit.gain_reduction_db().to_array().iter().all(|db| (db - 60.0).abs() < 1e-3));
    rig.run(CELL_FRAMES, |_| Frame::ZERO);
    assert_eq!(rig.unit.gain_reduction_db().to_array(), [0.0; 4]);
}
