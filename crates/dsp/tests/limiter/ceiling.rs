//! What the limiter lets through.

use crate::common::noise::Noise;
use crate::programmes::*;
use crate::true_peaks::{annex_peak, db, lowpass, sample_peak, sinc_peak};
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::limiter::{Limiter, latency_frames};
use megamixer_dsp::smoother::Control;

fn over_db(signal: &[Vec<f32>; 2], peak: fn(&[f32]) -> f64) -> f64 {
    db(signal.iter().map(|side| peak(side)).fold(0.0, f64::max)) - f64::from(CEILING_DB)
}

#[test]
fn nothing_exceeds_the_ceiling_by_sample_or_by_the_filter_of_the_standard() {
    let mut worst = [-100f64; 2];
    for rate in RATES {
        for (name, programme) in programmes(f64::from(rate), 6_000) {
            for release in [0.01, 0.1] {
                let out = render(&mut limiter(rate, CEILING_DB, release), rate, &rounded(&programme));
                let found = [over_db(&out, sample_peak), over_db(&out, annex_peak)];
                worst = [0, 1].map(|i| worst[i].max(found[i]));
                assert!(found[0] <= 0.001 && found[1] <= 0.1, "{name} at {rate}: {found:.4?} dB over");
            }
        }
    }
    println!("worst: sample {:.4} dB, true peak {:.4} dB over", worst[0], worst[1]);
}

#[test]
fn nothing_below_0_45_of_the_rate_exceeds_the_ceiling_between_the_samples() {
    let mut worst = -100f64;
    for rate in RATES {
        for (name, programme) in programmes(f64::from(rate), 2_000) {
            let programme = programme.map(|side| lowpass(&side, 128, 0.43, 9.0));
            let out = render(&mut limiter(rate, CEILING_DB, 0.03), rate, &rounded(&programme));
            let found = over_db(&out, sinc_peak);
            worst = worst.max(found);
            assert!(found <= 0.2, "{name} at {rate}: {found:.4} dB over");
        }
    }
    println!("worst: {worst:.4} dB over");
}

#[test]
fn what_does_not_exceed_the_ceiling_is_only_late_to_the_bit() {
    for rate in RATES {
        let latency = latency_frames(rate);
        for (name, programme) in programmes(f64::from(rate), 1_500) {
            let programme = programme.map(|side| lowpass(&side, 128, 0.43, 9.0));
            let peak = |peak: fn(&[f32]) -> f64| rounded(&programme).iter().map(|side| peak(side)).fold(0.0, f64::max);
            let peak = peak(sample_peak).max(peak(annex_peak)).max(peak(sinc_peak));
            let gain = 10f64.powf((f64::from(CEILING_DB) - 0.02) / 20.0) / peak;
            let programme = rounded(&programme.map(|side| side.iter().map(|sample| sample * gain).collect()));
            let out = render(&mut limiter(rate, CEILING_DB, 0.1), rate, &programme);
            for (before, after) in programme.iter().zip(&out) {
                assert!(after[..latency].iter().all(|sample| *sample == 0.0));
                assert!(after[latency..] == before[..before.len() - latency], "{name} at {rate}");
            }
        }
    }
}

#[test]
fn it_looks_a_millisecond_and_a_half_ahead_and_no_further_than_it_must() {
    assert_eq!([3_000.0, 44_100.0, 48_000.0, 96_000.0, 768_000.0].map(latency_frames), [25, 85, 91, 163, 1_171]);
    for rate in RATES {
        let milliseconds = latency_frames(rate) as f32 / rate * 1e3;
        println!("{rate}: {milliseconds:.3} ms");
        assert!(milliseconds > 1.5 && milliseconds < 2.0);
    }
}

#[test]
fn the_same_frames_in_other_stretches_come_out_the_same_to_the_bit() {
    for rate in [8_000.0, 44_100.0] {
        let mut noise = Noise(11);
        let loud = |i: usize| if (i / 300).is_multiple_of(3) { 3.0 } else { 0.5 };
        let mut signal = rounded(&stereo(|i| [loud(i) * noise.draw(), loud(i) * noise.draw()], 7_680));
        signal.iter_mut().for_each(|side| side.iter_mut().step_by(5).for_each(|sample| *sample = -0.0));
        let run = |cuts: &[usize]| {
            let mut limiter = Limiter::new(rate);
            let (mut out, mut at) = ([Vec::new(), Vec::new()], 0);
            // The second part ends with the cell in which the fade does: the limiter is on again as soon as it was off.
            let fade = ((0.01 * rate) as usize).next_multiple_of(CELL_FRAMES);
            let parts = [(true, 1_280), (false, fade), (true, 1_280), (true, 1_280), (false, 1_280)];
            for (i, (on, frames)) in parts.into_iter().enumerate() {
                limiter.on().set(0, on);
                limiter.ceiling_db().glide_to(0, -2.0 * i as f32);
                let piece = signal.each_ref().map(|side| side[at..at + frames].to_vec());
                at += frames;
                let piece = render_in(&mut limiter, rate, &piece, cuts);
                out.iter_mut().zip(piece).for_each(|(all, piece)| all.extend(piece.into_iter().map(f32::to_bits)));
            }
            (out, limiter.gain_reduction_db())
        };
        let whole = run(&[CELL_FRAMES]);
        assert!(whole == run(&[1]) && whole == run(&[5, 11, 1, 30, 2]));
    }
}

#[test]
fn silence_brings_it_to_rest_and_then_it_is_as_new() {
    for rate in [3_000.0, 48_000.0] {
        for level in [0.1, 4.0] {
            let mut noise = Noise(12);
            let sound = rounded(&stereo(|_| [level * noise.draw(), level * noise.draw()], 3_200));
            let cell = [vec![0.0; CELL_FRAMES], vec![0.0; CELL_FRAMES]];
            let anew = render(&mut limiter(rate, CEILING_DB, 0.1), rate, &sound);
            let mut used = limiter(rate, CEILING_DB, 0.1);
            render(&mut used, rate, &sound);
            assert!(!used.at_rest() && (used.gain_reduction_db() > 6.0) == (level > 1.0));
            // At the very first moment that it calls itself at rest, it is.
            let cells = (0..).take_while(|_| {
                render(&mut used, rate, &cell);
                !used.at_rest()
            });
            assert!(cells.count() < (1.2 * rate) as usize / CELL_FRAMES);
            let out = render(&mut used.clone(), rate, &[vec![0.0; 3_200], vec![0.0; 3_200]]);
            assert!(out.iter().flatten().all(|sample| sample.to_bits() == 0));
            assert!(used.gain_reduction_db() == 0.0);
            assert!(render(&mut used, rate, &sound) == anew);
            used.reset();
            assert!(used.at_rest());
            assert!(render(&mut used, rate, &sound) == anew);
        }
    }
}

#[test]
fn the_loudest_input_is_limited_at_every_rate() {
    for rate in [3_000.0, 8_000.0, 22_050.0, 192_000.0, 768_000.0] {
        let mut noise = Noise(13);
        let scale = |i: usize| if (i / 50).is_multiple_of(2) { 1_048_576.0 } else { 1e-3 };
        let signal = stereo(|i| [scale(i) * noise.draw(), scale(i) * noise.draw().signum()], 4_000);
        for ceiling in [-24.0, 0.0] {
            let out = render(&mut limiter(rate, ceiling, 0.01), rate, &rounded(&signal));
            let peak = out.iter().map(|side| sample_peak(side)).fold(0.0, f64::max);
            assert!(out.iter().flatten().all(|sample| sample.is_finite()));
            assert!(db(peak) <= f64::from(ceiling) + 0.001, "{rate}: {} dB", db(peak));
            assert!(db(peak) >= f64::from(ceiling) - 9.0, "{rate}: {} dB", db(peak));
        }
    }
}
