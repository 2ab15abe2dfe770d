//! Loudness, peaks and length of what is written, by a meter that we did not write.

mod support;
use ebur128::{EbuR128, Mode};
use megamixer_bounce::{Fit, LoudnessReport, LoudnessTarget, MixMeter, Normaliser, Plan};
use support::*;

const RATE: u32 = 48_000;

/// Loud and soft by turns, with peaks: 20 s. Its spectrum falls by 6 dB an octave from 2 kHz on, as that of music does: true-peak
/// meters differ by tenths of a decibel about what has its energy just below half the sample rate.
fn music() -> Stereo {
    let frames = 20 * RATE as usize;
    let falling = |seed: u32| {
        let mut state = 0.0;
        let smooth = |sample: &f32| {
            state += 0.25 * (sample - state);
            2.0 * state
        };
        noise(seed, frames).iter().map(smooth).collect::<Vec<f32>>()
    };
    let (noise, other) = (falling(1), falling(2));
    let level = |frame: usize| if (frame / 24_000).is_multiple_of(3) { 0.05 } else { 0.3 };
    let hit = |frame: usize| if frame % 12_000 < 40 { 0.6 } else { 0.0 };
    let sample = |noise: &[f32], frame: usize| noise[frame] * (level(frame) + hit(frame));
    [0, 1].map(|channel| {
        let noise = if channel == 0 { &noise } else { &other };
        (0..frames).map(|frame| sample(noise, frame)).collect()
    })
}

fn slices([left, right]: &Stereo) -> [&[f32]; 2] {
    [left, right]
}

fn measured(mix: &Stereo) -> LoudnessReport {
    let mut meter = MixMeter::new(RATE as f32);
    let [left, right] = slices(mix);
    for (left, right) in left.chunks(1_000).zip(right.chunks(1_000)) {
        meter.listen([left, right]);
    }
    meter.report()
}

fn by_ebur128(mix: &Stereo) -> (f64, f64) {
    let mut meter = EbuR128::new(2, RATE, Mode::I | Mode::TRUE_PEAK).expect("a meter");
    meter.add_frames_planar_f32(&slices(mix)).expect("two channels");
    let peak = [0, 1].map(|channel| meter.true_peak(channel).expect("a channel"));
    (meter.loudness_global().expect("loudness"), 20.0 * peak[0].max(peak[1]).log10())
}

fn played(mix: &Stereo, plan: Plan) -> Stereo {
    let mut normaliser = Normaliser::new(plan, RATE as f32);
    let mut out = [Vec::new(), Vec::new()];
    let [left, right] = slices(mix);
    for (left, right) in left.chunks(777).zip(right.chunks(777)) {
        let [out_left, out_right] = &mut out;
        normaliser.process([left, right], [out_left, out_right]);
    }
    let [out_left, out_right] = &mut out;
    normaliser.finish([out_left, out_right]);
    out
}

fn fitted(mix: &Stereo, target: LoudnessTarget) -> (Stereo, Plan) {
    let mut fit = Fit::new(target, &measured(mix));
    while let Some(plan) = fit.next_pass() {
        fit.heard(&measured(&played(mix, plan)));
    }
    (played(mix, fit.plan()), fit.plan())
}

#[test]
fn the_meter_agrees_with_ebur128() {
    let mix = music();
    let (loudness, true_peak) = by_ebur128(&mix);
    let report = measured(&mix);
    assert!((report.integrated - loudness).abs() < 0.05, "{report:?} for {loudness}");
    assert!((report.true_peak_db - true_peak).abs() < 0.3, "{report:?} for {true_peak}");
    let silence = measured(&[vec![0.0; 50_000], vec![0.0; 50_000]]);
    assert_eq!((silence.integrated, silence.true_peak_db), (f64::NEG_INFINITY, f64::NEG_INFINITY));
}

#[test]
fn a_mix_is_as_loud_as_it_is_to_be_and_no_peak_is_above_the_ceiling() {
    let mix = music();
    for (lufs, ceiling) in [(-23.0, -1.0), (-14.0, -1.0), (-10.0, -1.0), (-16.0, -6.0), (-12.0, -6.0)] {
        let (found, plan) = fitted(&mix, LoudnessTarget { lufs: Some(lufs), true_peak_db: Some(ceiling) });
        let (loudness, true_peak) = by_ebur128(&found);
        assert!((loudness - lufs).abs() < 0.1, "{lufs} LUFS, {ceiling} dBTP: {loudness} by {plan:?}");
        assert!(true_peak <= ceiling, "{lufs} LUFS, {ceiling} dBTP: {true_peak} by {plan:?}");
        assert_eq!(found[0].len(), mix[0].len());
    }
}

#[test]
fn without_a_ceiling_there_is_a_gain_alone() {
    let mix = music();
    let (found, plan) = fitted(&mix, LoudnessTarget { lufs: Some(-20.0), true_peak_db: None });
    assert_eq!(plan.ceiling_db, None);
    let gain = found[0][5_000] / mix[0][5_000];
    assert!(found[0].iter().zip(&mix[0]).all(|(found, mix)| (found - mix * gain).abs() < 1e-6));
    assert!((by_ebur128(&found).0 + 20.0).abs() < 0.1);
}

#[test]
fn a_limiter_leaves_the_mix_where_it_was() {
    let mut mix = [vec![0.0; 10_000], vec![0.0; 10_000]];
    (mix[0][5_000], mix[1][9_990]) = (0.5, 0.25);
    let found = played(&mix, Plan { gain_db: 0.0, ceiling_db: Some(-1.0) });
    assert_eq!(bits(&found), bits(&mix));
}

#[test]
fn silence_stays_silence() {
    let (found, plan) =
        fitted(&[vec![0.0; 50_000], vec![0.0; 50_000]], LoudnessTarget { lufs: Some(-14.0), true_peak_db: Some(-1.0) });
    assert_eq!((plan, found[0].iter().all(|sample| *sample == 0.0)), (Plan { gain_db: 0.0, ceiling_db: None }, true));
}
