//! The limiter, judged by filters that it does not know.

mod true_peak_reference;

use megamixer_dsp::limiter::{Limiter, LimiterWork, latency_frames};
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;
use std::f64::consts::PI;
use true_peak_reference::{Noise, annex_peak, db, lowpass, sample_peak, sinc_peak};

const RATES: [f32; 3] = [44_100.0, 48_000.0, 96_000.0];
const CEILING_DB: f32 = -1.0;

/// A limiter at work since long ago.
fn limiter(rate: f32, ceiling_db: f32, release_s: f32) -> Limiter {
    let mut limiter = Limiter::new(rate);
    limiter.ceiling_db().glide_to(0, ceiling_db);
    limiter.set_release(release_s);
    limiter.on().set(0, true);
    limiter.snap();
    limiter
}

/// Renders in stretches of the lengths that `cuts` gives, over and over.
fn render_in(limiter: &mut Limiter, rate: f32, signal: &[Vec<f32>; 2], cuts: &[usize]) -> [Vec<f32>; 2] {
    let mut out = signal.clone();
    let (pace, mut work) = (Pace::new(0.02, rate), LimiterWork::new());
    let (mut at, mut cuts) = (0, cuts.iter().cycle());
    while at < out[0].len() {
        let frames = (*cuts.next().unwrap()).min(32 - at % 32).min(out[0].len() - at);
        let [left, right] = &mut out;
        limiter.render(&mut left[at..at + frames], &mut right[at..at + frames], &pace, &mut work);
        at += frames;
        if at % 32 == 0 {
            let cell = at - 32..at;
            limiter.settle(signal.iter().all(|side| side[cell.clone()].iter().all(|sample| *sample == 0.0)));
        }
    }
    out
}

fn render(limiter: &mut Limiter, rate: f32, signal: &[Vec<f32>; 2]) -> [Vec<f32>; 2] {
    render_in(limiter, rate, signal, &[32])
}

fn stereo(mut frame: impl FnMut(usize) -> [f64; 2], frames: usize) -> [Vec<f64>; 2] {
    let frames: Vec<[f64; 2]> = (0..frames).map(&mut frame).collect();
    [0, 1].map(|side| frames.iter().map(|frame| frame[side]).collect())
}

fn rounded(signal: &[Vec<f64>; 2]) -> [Vec<f32>; 2] {
    [0, 1].map(|side| signal[side].iter().map(|sample| *sample as f32).collect())
}

/// Programmes that peak about 12 dB above the ceiling.
fn programmes(rate: f64, frames: usize) -> Vec<(String, [Vec<f64>; 2])> {
    let mut all = Vec::new();
    let mut noise = Noise(7);
    all.push(("noise".to_owned(), stereo(|_| [4.0 * noise.draw(), 4.0 * noise.draw()], frames)));
    let mut gauss = Noise(8);
    let mut normal = move || (0..12).map(|_| gauss.draw()).sum::<f64>() * 0.5;
    all.push(("gaussian noise".to_owned(), stereo(|_| [normal(), normal()], frames)));
    for frequency in [60.0, 441.0, 997.0, 3_001.0, 7_013.0, 11_025.0, 15_500.0] {
        let square = |i: usize| if (i as f64 * frequency / rate).fract() < 0.5 { 3.6 } else { -3.6 };
        all.push((format!("square of {frequency} Hz"), stereo(|i| [square(i), square(i + 7)], frames)));
    }
    for division in [4.0, 4.01, 2.5, 2.3, 2.23] {
        let sine = |i: usize, degrees: f64| 3.6 * (2.0 * PI * (i as f64 / division + degrees / 360.0)).sin();
        all.push((format!("sine at 1/{division} of the rate"), stereo(|i| [sine(i, 45.0), sine(i, 0.0)], frames)));
    }
    for length in [1, 2, 3, 7, 40, 200] {
        let mut noise = Noise(9);
        let burst =
            |i: usize, noise: &mut Noise| if i % 997 < length { 4.0 * noise.draw() } else { 0.1 * noise.draw() };
        all.push((format!("bursts of {length}"), stereo(|i| [burst(i, &mut noise), burst(i, &mut noise)], frames)));
        let tone = |i: usize| if i % 997 < length { 3.6 * (i as f64 * 1.9).sin() } else { 0.0 };
        all.push((format!("tones of {length}"), stereo(|i| [tone(i), -tone(i)], frames)));
    }
    all.push(("drums".to_owned(), drums(rate, frames)));
    // So much silence that all of it comes out: what is cut off at its loudest rings between the samples.
    all.iter_mut().flat_map(|(_, sides)| sides).for_each(|side| side.resize(frames + 600, 0.0));
    all
}

/// Pink noise, with a kick, a snare and a hat that take turns.
fn drums(rate: f64, frames: usize) -> [Vec<f64>; 2] {
    let mut noise = Noise(10);
    let mut rows = [[0.0; 2]; 3];
    stereo(
        |i| {
            let beat = (0.045 * rate) as usize;
            let t = (i % beat) as f64 / rate;
            let hit = [noise.draw(), noise.draw()];
            [0, 1].map(|side| {
                for (row, pole) in rows.iter_mut().zip([0.997, 0.95, 0.6]) {
                    row[side] = row[side] * pole + noise.draw() * (1.0 - pole);
                }
                let pink = rows[0][side] * 4.0 + rows[1][side] + rows[2][side] * 0.5;
                let drum = match i / beat % 3 {
                    0 => (2.0 * PI * (60.0 * t + 1.5 * (1.0 - (-t * 80.0).exp()))).sin() * (-t * 12.0).exp(),
                    1 => hit[side] * (-t * 60.0).exp() + 0.5 * (2.0 * PI * 190.0 * t).sin() * (-t * 30.0).exp(),
                    _ => (hit[side] - hit[0] * 0.5) * (-t * 300.0).exp(),
                };
                4.0 * (0.3 * pink + 0.8 * drum)
            })
        },
        frames,
    )
}

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

/// Seconds from the last loud frame until the reduction has lost 63.2 % of its decibels.
fn recovery_s(rate: f32, release_s: f32) -> f64 {
    let loud = (0.02 * rate) as usize;
    let level = |i: usize| if i < loud { 3.6 } else { 0.05 };
    let signal = rounded(&stereo(|i| [level(i), level(i)], loud + (2.5 * release_s * rate) as usize));
    let out = render(&mut limiter(rate, CEILING_DB, release_s), rate, &signal);
    let reduction_db = |i: usize| db(f64::from(signal[0][i]) / f64::from(out[0][i + latency_frames(rate)]));
    let end = reduction_db(loud - 1);
    assert!(end > 12.0);
    (loud..).take_while(|i| reduction_db(*i) > end * (-1f64).exp()).count() as f64 / f64::from(rate)
}

#[test]
fn a_reduction_loses_63_percent_of_its_decibels_in_the_release() {
    for rate in RATES {
        for release in [0.01, 0.03, 0.1, 1.0] {
            let found = recovery_s(rate, release) / f64::from(release);
            println!("{rate}, {release} s: {found:.3}");
            assert!((found - 1.0).abs() < 0.1, "{rate}, {release} s: {found:.3}");
        }
    }
}

#[test]
fn after_a_loud_moment_the_gain_comes_back_to_exactly_one() {
    let rate = 48_000.0;
    let mut signal = [0, 1].map(|_| (0..24_000).map(|i| (i as f32 * 0.1).sin() * 0.5).collect::<Vec<_>>());
    signal[0][1_000] = 4.0;
    let mut limiter = limiter(rate, CEILING_DB, 0.01);
    let out = render(&mut limiter, rate, &signal);
    let latency = latency_frames(rate);
    assert!(out[1][1_000 + latency].abs() < 0.3 * signal[1][1_000].abs(), "both sides have one gain");
    assert!(out[1][20_000..] == signal[1][20_000 - latency..24_000 - latency]);
    assert_eq!(limiter.gain_reduction_db(), 0.0);
}

/// A sine left, and the same later right.
fn sine(rate: f32, frequency: f64, level: f64, frames: usize) -> [Vec<f32>; 2] {
    let at = |i: usize| level * (2.0 * PI * frequency * i as f64 / f64::from(rate)).sin();
    rounded(&stereo(|i| [at(i), at(i + 9)], frames))
}

/// The largest of what is above 4 kHz, in dB of `level`.
fn click_db(signal: &[f32], rate: f32, level: f64) -> f64 {
    let signal: Vec<f64> = signal.iter().map(|sample| f64::from(*sample)).collect();
    let low = lowpass(&signal, 512, 4_000.0 / f64::from(rate), 12.0);
    let inner = 512..signal.len() - 512;
    db(inner.map(|i| (signal[i] - low[i]).abs()).fold(0.0, f64::max) / level)
}

#[test]
fn switching_on_and_off_does_not_click_and_is_exact_on_either_side() {
    for rate in RATES {
        // One below the ceiling, one 6 dB above.
        for level in [0.5, 1.78] {
            let signal = sine(rate, 1_000.0, level, rate as usize / 5);
            let (on, off) = (rate as usize / 20 + 7, rate as usize / 10 + 13);
            let mut limiter = Limiter::new(rate);
            let part = |limiter: &mut Limiter, range: std::ops::Range<usize>| {
                let mut out = [0, 1].map(|side: usize| signal[side][range.clone()].to_vec());
                let (pace, mut work) = (Pace::new(0.02, rate), LimiterWork::new());
                for at in 0..out[0].len() {
                    let [left, right] = &mut out;
                    limiter.render(&mut left[at..=at], &mut right[at..=at], &pace, &mut work);
                    if (range.start + at) % 32 == 31 {
                        limiter.settle(false);
                    }
                }
                out
            };
            let mut out = part(&mut limiter, 0..on);
            assert!(!limiter.active() && limiter.latency_frames() == 0);
            for (switch, range) in [(true, on..off), (false, off..signal[0].len())] {
                limiter.on().set(0, switch);
                let next = part(&mut limiter, range);
                out.iter_mut().zip(next).for_each(|(all, next)| all.extend(next));
            }
            assert!(!limiter.active() && limiter.at_rest());

            let clicks = out.each_ref().map(|side| click_db(side, rate, level));
            println!("{rate}, sine of {level}: {clicks:.1?} dB");
            assert!(clicks.iter().all(|click| *click < -80.0), "{rate}, {level}: {clicks:.1?}");
            let (latency, faded) = (latency_frames(rate), (0.0102 * rate) as usize);
            let heard = on + latency + 31 + faded;
            for (before, after) in signal.iter().zip(&out) {
                assert!(after[..on + latency] == before[..on + latency]);
                assert!(after[off + faded..] == before[off + faded..]);
                if level < 0.8 {
                    assert!(after[heard..off] == before[heard - latency..off - latency]);
                }
            }
        }
    }
}

#[test]
fn a_ceiling_that_moves_does_not_click_and_is_kept_where_it_lands() {
    for rate in RATES {
        let level = 1.78;
        let signal = sine(rate, 1_000.0, level, (rate * 0.6) as usize);
        let mut limiter = limiter(rate, -1.0, 0.05);
        let mut out = [Vec::new(), Vec::new()];
        // Parts begin at grid points.
        let part = (rate * 0.2) as usize / 32 * 32;
        for (i, ceiling) in [-1.0, -13.0, -4.0].into_iter().enumerate() {
            limiter.ceiling_db().glide_to(0, ceiling);
            let piece = signal.each_ref().map(|side| side[i * part..(i + 1) * part].to_vec());
            let piece = render(&mut limiter, rate, &piece);
            let landed = piece.each_ref().map(|side| sample_peak(&side[part * 2 / 3..]));
            assert!(landed.iter().all(|peak| db(*peak) <= f64::from(ceiling) + 0.001));
            assert!(landed.iter().all(|peak| db(*peak) >= f64::from(ceiling) - 0.4));
            out.iter_mut().zip(piece).for_each(|(all, piece)| all.extend(piece));
        }
        let clicks = out.each_ref().map(|side| click_db(&side[latency_frames(rate)..], rate, 1.0));
        println!("{rate}: {clicks:.1?} dB");
        assert!(clicks.iter().all(|click| *click < -80.0), "{rate}: {clicks:.1?}");
    }
}

/// Everything but the fundamental of a whole number of periods, in percent.
fn distortion(signal: &[f32], periods: f64) -> f64 {
    let turn = |i: usize| 2.0 * PI * periods * i as f64 / signal.len() as f64;
    let sum = |f: &dyn Fn(usize) -> f64| (0..signal.len()).map(|i| f64::from(signal[i]) * f(i)).sum::<f64>();
    let (cosine, sine) = (sum(&|i| turn(i).cos()), sum(&|i| turn(i).sin()));
    let scale = 2.0 / signal.len() as f64;
    let rest = |i: usize| f64::from(signal[i]) - scale * (cosine * turn(i).cos() + sine * turn(i).sin());
    let energy: f64 = (0..signal.len()).map(|i| rest(i).powi(2)).sum();
    100.0 * (energy / sum(&|i| f64::from(signal[i]))).sqrt()
}

#[test]
fn a_steady_sine_above_the_ceiling_is_turned_down_not_bent() {
    let rate = 48_000.0;
    for (frequency, release, most) in [(1_000.0, 0.1, 0.01), (100.0, 0.1, 1.5), (50.0, 0.1, 3.0), (50.0, 1.0, 0.3)] {
        let signal = sine(rate, frequency, 1.78, 72_000);
        let out = render(&mut limiter(rate, CEILING_DB, release), rate, &signal);
        let found = distortion(&out[0][48_000..], frequency / 2.0);
        println!("{frequency} Hz, {release} s: {found:.5} %");
        assert!(found < most, "{frequency} Hz, {release} s: {found:.5} %");
    }
}

#[test]
fn the_same_frames_in_other_stretches_come_out_the_same_to_the_bit() {
    for rate in [8_000.0, 48_000.0] {
        let mut noise = Noise(11);
        let loud = |i: usize| if i / 300 % 3 == 0 { 3.0 } else { 0.5 };
        let signal = rounded(&stereo(|i| [loud(i) * noise.draw(), loud(i) * noise.draw()], 6_400));
        let run = |cuts: &[usize]| {
            let mut limiter = Limiter::new(rate);
            let mut out = [Vec::new(), Vec::new()];
            for (i, on) in [true, true, false, true, false].into_iter().enumerate() {
                limiter.on().set(0, on);
                limiter.ceiling_db().glide_to(0, -2.0 * i as f32);
                let piece = signal.each_ref().map(|side| side[i * 1_280..(i + 1) * 1_280].to_vec());
                let piece = render_in(&mut limiter, rate, &piece, cuts);
                out.iter_mut().zip(piece).for_each(|(all, piece)| all.extend(piece.into_iter().map(f32::to_bits)));
            }
            (out, limiter.gain_reduction_db())
        };
        let whole = run(&[32]);
        assert!(whole == run(&[1]) && whole == run(&[5, 11, 1, 30, 2]));
    }
}

#[test]
fn silence_brings_it_to_rest_and_then_it_is_as_new() {
    for rate in [3_000.0, 48_000.0] {
        let frames = (rate * 2.0) as usize / 32 * 32;
        let mut noise = Noise(12);
        let sound = rounded(&stereo(|_| [4.0 * noise.draw(), 4.0 * noise.draw()], 3_200));
        let silence = [vec![0.0; frames], vec![0.0; frames]];
        let mut used = limiter(rate, CEILING_DB, 0.1);
        render(&mut used, rate, &sound);
        assert!(!used.at_rest() && used.gain_reduction_db() > 6.0);
        let out = render(&mut used, rate, &silence);
        assert!(used.at_rest() && used.gain_reduction_db() == 0.0);
        assert!(out.iter().all(|side| side[frames / 2..].iter().all(|sample| sample.to_bits() == 0)));
        let mut anew = limiter(rate, CEILING_DB, 0.1);
        assert!(render(&mut used, rate, &sound) == render(&mut anew, rate, &sound));
        used.reset();
        assert!(used.at_rest());
        let mut anew = limiter(rate, CEILING_DB, 0.1);
        assert!(render(&mut used, rate, &sound) == render(&mut anew, rate, &sound));
    }
}

#[test]
fn the_loudest_input_is_limited_at_every_rate() {
    for rate in [3_000.0, 8_000.0, 22_050.0, 192_000.0, 768_000.0] {
        let mut noise = Noise(13);
        let scale = |i: usize| if i / 50 % 2 == 0 { 1_048_576.0 } else { 1e-3 };
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

#[test]
fn a_ramp_of_the_ceiling_goes_on_while_the_signal_sleeps() {
    let rate = 48_000.0;
    let mut limiter = limiter(rate, -1.0, 0.01);
    let pace = Pace::new(0.02, rate);
    limiter.ceiling_db().ramp_to(0, None, -11.0, 9_600);
    for _ in 0..150 {
        limiter.pass_time(32, &pace, &mut megamixer_dsp::lanes::SILENCE.clone());
        limiter.settle(true);
    }
    let out = render(&mut limiter, rate, &[vec![0.9; 3_200], vec![0.9; 3_200]]);
    let reached = db(f64::from(out[0][3_199])) - (-11.0 + 10.0 / 6.0);
    assert!(reached.abs() < 0.2, "{reached}");
}

#[test]
#[ignore = "a stopwatch: cargo test --release --test limiter -- --ignored --nocapture"]
fn what_a_quantum_costs() {
    use megamixer_dsp::meter::MeterCoeffs;
    use megamixer_dsp::true_peak::TruePeakMeter;
    let rate = 48_000.0;
    let mut noise = Noise(3);
    let x = [0, 1].map(|_| (0..128 * 2000).map(|_| (4.0 * noise.draw()) as f32).collect::<Vec<_>>());
    let quiet = [0, 1].map(|s: usize| x[s].iter().map(|v| v * 0.05).collect::<Vec<_>>());
    for (name, x) in [("limiting", &x), ("below", &quiet)] {
        let mut best = f64::MAX;
        for _ in 0..7 {
            let mut l = limiter(rate, -1.0, 0.1);
            let (pace, mut work) = (Pace::new(0.02, rate), LimiterWork::new());
            let mut out = x.clone();
            let [left, right] = &mut out;
            let t = std::time::Instant::now();
            for (a, b) in left.chunks_mut(32).zip(right.chunks_mut(32)) {
                l.render(a, b, &pace, &mut work);
                l.settle(false);
            }
            best = best.min(t.elapsed().as_secs_f64() / 2000.0 * 1e6);
        }
        println!("{name}: {best:.3} us a quantum");
    }
    let mut best = f64::MAX;
    let c = MeterCoeffs::new(rate);
    for _ in 0..7 {
        let mut m = TruePeakMeter::new();
        let t = std::time::Instant::now();
        for (a, b) in x[0].chunks(32).zip(x[1].chunks(32)) {
            m.listen(a, b);
            m.settle(&c);
        }
        best = best.min(t.elapsed().as_secs_f64() / 2000.0 * 1e6);
        assert!(m.max()[0] > 1.0);
    }
    println!("meter: {best:.3} us a quantum");
}
