//! Mixes of many kinds are brought to the loudness and below the ceiling that were asked for, or as near as they come: measured by a
//! meter that we did not write.

mod support;
use ebur128::{EbuR128, Mode};
use megamixer_bounce::{Fit, LoudnessReport, LoudnessTarget, MixMeter, Normaliser, Plan};
use std::f64::consts::TAU;
use support::*;

const RATE: u32 = 48_000;
const FRAMES: usize = 3 * RATE as usize;

fn soak() -> bool {
    std::env::var_os("MEGAMIXER_SOAK").is_some()
}

/// What makes a mix of two channels: a sample from its frame and white noise.
fn mix(seed: u32, mut sample: impl FnMut(usize, f64) -> f64) -> Stereo {
    [0, 1].map(|channel| {
        let noise = noise(2 * seed + channel, FRAMES);
        noise.iter().enumerate().map(|(frame, noise)| sample(frame, f64::from(*noise)) as f32).collect()
    })
}

/// Noise whose spectrum falls by 6 dB an octave from 2 kHz on.
fn falling(seed: u32, level: impl Fn(usize) -> f64) -> Stereo {
    let mut state = 0.0;
    mix(seed, |frame, noise| {
        state += 0.25 * (noise - state);
        level(frame) * state
    })
}

/// Since the last multiple of a period, in frames.
fn since(frame: usize, period: usize) -> f64 {
    (frame % period) as f64
}

/// Loud and soft by turns, with hits.
fn music(seed: u32) -> Stereo {
    falling(seed, |frame| {
        let level = if (frame / 24_000).is_multiple_of(3) { 0.1 } else { 0.6 };
        level + if frame % 12_000 < 40 { 1.2 } else { 0.0 }
    })
}

/// Drums: bursts of white noise over a low tone, and nothing between.
fn drums(seed: u32) -> Stereo {
    mix(seed, |frame, noise| {
        let since = since(frame, 12_000);
        0.8 * noise * (-since / 400.0).exp() + 0.5 * (0.008 * since).sin() * (-since / 3_000.0).exp()
    })
}

fn white(seed: u32) -> Stereo {
    mix(seed, |_, noise| 0.3 * noise)
}

fn sines(seed: u32) -> Stereo {
    let hertz = [220.0, 277.2, 329.6].map(|hz| hz * f64::from(1 + seed % 5));
    mix(seed, |frame, _| hertz.iter().map(|hz| 0.2 * (TAU * hz * frame as f64 / f64::from(RATE)).sin()).sum())
}

/// Quiet syllables, and the noise of a room between them, which a limiter that works hard brings up until it counts.
fn speech(seed: u32) -> Stereo {
    falling(seed, |frame| {
        let speaks = frame / 9_600 % 5 < 2;
        if speaks { 0.02 * ((0.0004 * frame as f64).sin().abs() + 0.1) } else { 1e-4 }
    })
}

type Material = (&'static str, fn(u32) -> Stereo);
const MATERIALS: [Material; 5] =
    [("music", music), ("drums", drums), ("white noise", white), ("sines", sines), ("speech", speech)];

fn slices([left, right]: &Stereo) -> [&[f32]; 2] {
    [left, right]
}

fn measured(mix: &Stereo) -> LoudnessReport {
    let mut meter = MixMeter::new(RATE as f32);
    meter.listen(slices(mix));
    meter.report()
}

/// Integrated loudness, in LUFS, and true peak, in dBTP.
fn by_ebur128(mix: &Stereo) -> (f64, f64) {
    let mut meter = EbuR128::new(2, RATE, Mode::I | Mode::TRUE_PEAK).expect("a meter");
    meter.add_frames_planar_f32(&slices(mix)).expect("two channels");
    let peak = [0, 1].map(|channel| meter.true_peak(channel).expect("a channel"));
    (meter.loudness_global().expect("loudness"), 20.0 * peak[0].max(peak[1]).log10())
}

fn played(mix: &Stereo, plan: Plan) -> Stereo {
    let mut normaliser = Normaliser::new(plan, RATE as f32);
    let mut out = [Vec::new(), Vec::new()];
    let [left, right] = &mut out;
    normaliser.process(slices(mix), [left, right]);
    normaliser.finish([left, right]);
    out
}

/// Fits a mix: how loud it is then, how high its peaks are, and how many times it was measured for that.
fn fitted(mix: &Stereo, report: &LoudnessReport, lufs: f64, ceiling: f64) -> (f64, f64, usize) {
    let mut fit = Fit::new(LoudnessTarget { lufs: Some(lufs), true_peak_db: Some(ceiling) }, report);
    let mut passes = 0;
    while let Some(plan) = fit.next_pass() {
        fit.heard(&measured(&played(mix, plan)));
        passes += 1;
    }
    let (loudness, peak) = by_ebur128(&played(mix, fit.plan()));
    (loudness, peak, passes)
}

/// How loud a mix gets with any of these gains, below this ceiling as plans have it.
fn loudest(mix: &Stereo, ceiling: f64, gains: impl Iterator<Item = usize>) -> f64 {
    let loudness = |gain: usize| {
        let plan = Plan { gain_db: gain as f64, ceiling_db: Some(ceiling - 0.4) };
        by_ebur128(&played(mix, plan)).0
    };
    gains.map(loudness).fold(f64::NEG_INFINITY, f64::max)
}

/// Half of these is counted only in the one that is louder, and half of the other only before it is turned down.
#[test]
fn passages_that_gain_lifts_above_the_gate_or_lets_fall_below_it_are_reckoned_with() {
    for (levels, lufs) in [([2e-3, 6e-4], -14.0), ([2e-1, 6e-2], -65.0)] {
        let mix = mix(1, |frame, noise| noise * levels[usize::from(frame > FRAMES / 2)]);
        let (loudness, ..) = fitted(&mix, &measured(&mix), lufs, 0.0);
        assert!((loudness - lufs).abs() < 0.03, "{loudness} LUFS for {lufs}");
    }
}

#[test]
fn any_mix_is_as_loud_as_it_is_to_be_wherever_some_gain_makes_it_so() {
    for (name, make) in MATERIALS {
        for seed in 1..if soak() { 5 } else { 2 } {
            let mix = make(seed);
            let report = measured(&mix);
            for ceiling in [-1.0, -6.0] {
                // By gains that the fit does not know of.
                let reachable = loudest(&mix, ceiling, (0..60).step_by(if soak() { 2 } else { 10 }));
                let least = report.integrated.min(reachable) - 3.0;
                let steps = if soak() { 40 } else { 4 };
                let steps = (0..=steps).map(|step| least + (reachable - least) * f64::from(step) / f64::from(steps));
                // Where the limiter has next to nothing to do, and does it.
                let hardly_limited = report.integrated + ceiling - 0.4 - report.true_peak_db + 0.01;
                for lufs in steps.chain([hardly_limited]) {
                    let lufs = lufs.clamp(-70.0, 0.0);
                    let (loudness, peak, passes) = fitted(&mix, &report, lufs, ceiling);
                    let found = format!("{name} {seed}: {loudness} LUFS, {peak} dBTP for {lufs} and {ceiling}");
                    assert!((loudness - lufs).abs() < 0.03, "{found}");
                    assert!(peak <= ceiling, "{found}");
                    assert!(passes <= 10, "{found}: {passes} passes");
                }
            }
        }
    }
}

#[test]
fn what_no_gain_reaches_is_missed_by_as_little_as_can_be() {
    for (name, make) in MATERIALS {
        let mix = make(1);
        let report = measured(&mix);
        for (lufs, ceiling) in if soak() { &[(-1.0, -6.0), (-1.0, -14.0), (-8.0, -20.0)][..] } else { &[(-3.0, -14.0)] }
        {
            let loudest = loudest(&mix, *ceiling, (0..=60).step_by(if soak() { 1 } else { 5 }));
            let (loudness, peak, passes) = fitted(&mix, &report, *lufs, *ceiling);
            let found = format!("{name}: {loudness} LUFS, {peak} dBTP, {passes} passes");
            assert!(loudest < lufs - 1.0, "{name} can be made as loud as {loudest} LUFS");
            assert!(loudness > loudest - 0.2 && peak <= *ceiling && passes <= 16, "{found} for {loudest} LUFS");
        }
    }
}

/// Soft passages rise until they are counted: then what makes a mix louder makes it softer by the measure, for many decibels.
#[test]
fn more_gain_that_gives_less_loudness_is_not_the_end() {
    let mix = falling(1, |frame| if frame / 24_000 % 3 == 0 { 1.0 } else { 0.05 });
    let report = measured(&mix);
    let loudness = |gain_db: f64| measured(&played(&mix, Plan { gain_db, ceiling_db: Some(-6.4) })).integrated;
    assert!(loudness(5.0) - loudness(10.0) > 2.0 && loudness(5.0) < -12.3, "it is no such mix");
    let (found, peak, passes) = fitted(&mix, &report, -12.0, -6.0);
    assert!((found + 12.0).abs() < 0.03 && peak <= -6.0 && passes <= 10, "{found} LUFS, {peak} dBTP, {passes} passes");
}

/// The limiter sees the peaks between samples at other places than this meter: what is least alike is far up in the spectrum.
#[test]
fn no_noise_has_peaks_above_the_ceiling() {
    let hits: [fn(usize, f64) -> f64; 4] = [
        |_, noise| noise,
        |frame, noise| noise * (-since(frame, 12_000) / 400.0).exp(),
        |frame, noise| if frame % 37 < 3 { noise } else { 0.0 },
        |frame, noise| if frame % 64 < 32 { 0.2 * noise } else { noise },
    ];
    for (kind, hits) in hits.into_iter().enumerate() {
        for seed in 1..if soak() { 60 } else { 4 } {
            let mix = mix(seed, hits);
            let report = measured(&mix);
            for over in [3.0, 20.0] {
                // A gain that is limited by so much.
                let target = LoudnessTarget { lufs: None, true_peak_db: Some(report.true_peak_db - over) };
                let plan = Fit::new(target, &report).plan();
                let peak = by_ebur128(&played(&mix, plan)).1;
                assert!(peak <= report.true_peak_db - over, "{kind}, {seed}: {peak} dBTP by {plan:?}");
            }
        }
    }
}
