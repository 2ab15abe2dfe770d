//! The true-peak meter against EBU Tech 3341 (2023), table 1, cases 15 to 23, and against the filter of BS.1770-5.

mod common;
#[path = "common/true_peaks.rs"]
mod true_peaks;

use common::desk::stretches;
use common::noise::Noise;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::meter::MeterCoeffs;
use megamixer_dsp::true_peak::TruePeakMeter;
use std::f64::consts::PI;
use true_peaks::{annex_peak, db, lowpass, sample_peak};

const RATES: [f64; 3] = [44_100.0, 48_000.0, 96_000.0];

/// The largest true peak that the meter shows of a signal, in stretches of many lengths.
fn measured(left: &[f32], right: &[f32]) -> [f64; 2] {
    let mut meter = TruePeakMeter::new();
    let mut lengths = (1..=CELL_FRAMES).cycle();
    for (stretch, ends_cell) in stretches(0, left.len(), || lengths.next().unwrap()) {
        meter.listen(&left[stretch.clone()], &right[stretch]);
        if ends_cell {
            meter.settle(&MeterCoeffs::new(48_000.0));
        }
    }
    meter.listen(&[0.0; 16], &[0.0; 16]);
    meter.settle(&MeterCoeffs::new(48_000.0));
    meter.max().map(f64::from)
}

/// Fades in and out in 10 ms.
fn taper(signal: &mut [f64], rate: f64) {
    let (frames, length) = ((0.01 * rate) as usize, signal.len());
    for i in 0..frames {
        signal[i] *= i as f64 / frames as f64;
        signal[length - 1 - i] *= i as f64 / frames as f64;
    }
}

fn rounded(signal: &[f64]) -> Vec<f32> {
    signal.iter().map(|sample| *sample as f32).collect()
}

fn within(case: u32, rate: f64, found: [f64; 2], wanted_db: f64) {
    for level in found.map(db) {
        println!("case {case} at {rate}: {level:.3} dBTP");
        assert!(level <= wanted_db + 0.2 && level >= wanted_db - 0.4, "case {case} at {rate}: {level:.3} dBTP");
    }
}

#[test]
fn tones_between_the_samples_show_their_amplitude() {
    let cases = [
        (15, 4.0, 0.5, 0.0, -6.0),
        (16, 4.0, 0.5, 45.0, -6.0),
        (17, 6.0, 0.5, 60.0, -6.0),
        (18, 8.0, 0.5, 67.5, -6.0),
        (19, 4.0, 1.41, 45.0, 3.0),
    ];
    for rate in RATES {
        for (case, division, amplitude, degrees, wanted_db) in cases {
            let phase = |i: usize| 2.0 * PI * (i as f64 / division + degrees / 360.0);
            let mut tone: Vec<f64> = (0..rate as usize / 4).map(|i| amplitude * phase(i).sin()).collect();
            taper(&mut tone, rate);
            let tone = rounded(&tone);
            within(case, rate, measured(&tone, &tone), wanted_db);
        }
    }
}

#[test]
fn a_single_loud_period_is_found_wherever_it_was_sampled() {
    for rate in RATES {
        // At four times the rate: 24 samples a period of the tone, 16 of the loud one.
        let (before, loud, after) = (24 * 100, 16, 24 * 100);
        let mut signal: Vec<f64> = (0..before).map(|i| 0.5 * (2.0 * PI * f64::from(i) / 24.0).sin()).collect();
        signal.extend((0..loud).map(|i| (2.0 * PI * f64::from(i) / 16.0).sin()));
        signal.extend((0..after).map(|i| 0.5 * (2.0 * PI * f64::from(i) / 24.0).sin()));
        taper(&mut signal, rate);
        let filtered = lowpass(&signal, 256, 0.125, 8.0);
        for offset in 0..4 {
            let tone: Vec<f32> = filtered[offset..].iter().step_by(4).map(|sample| *sample as f32).collect();
            within(20 + offset as u32, rate, measured(&tone, &tone), 0.0);
        }
    }
}

#[test]
fn it_shows_what_the_published_filter_finds_or_the_sample_itself() {
    let mut noise = Noise(1);
    for attempt in 0..400 {
        // From treble, whose samples stand out, to bass, whose crests are anywhere.
        let keep = f64::from(attempt % 20) * 0.1 - 1.0;
        let mut last = 0.0;
        let mut next = || {
            last = last * keep + noise.draw();
            last as f32
        };
        let channels = [0, 1].map(|_| (0..47).map(|_| next()).collect::<Vec<_>>());
        for (side, found) in measured(&channels[0], &channels[1]).into_iter().enumerate() {
            let wanted = annex_peak(&channels[side]).max(sample_peak(&channels[side]));
            assert!((found / wanted - 1.0).abs() < 1e-6, "{found} for {wanted}");
        }
    }
}

#[test]
fn the_same_frames_in_other_stretches_show_the_same_to_the_bit() {
    let mut noise = Noise(2);
    let channels = [0, 1].map(|_| (0..3_200).map(|_| noise.draw() as f32).collect::<Vec<_>>());
    let coeffs = MeterCoeffs::new(44_100.0);
    let [mut whole, mut cut] = [TruePeakMeter::new(), TruePeakMeter::new()];
    for (cell, (left, right)) in channels[0].chunks(CELL_FRAMES).zip(channels[1].chunks(CELL_FRAMES)).enumerate() {
        whole.listen(left, right);
        let cut_at = cell % (CELL_FRAMES - 1) + 1;
        for at in [0..cut_at, cut_at..CELL_FRAMES] {
            cut.listen(&left[at.clone()], &right[at]);
        }
        [&mut whole, &mut cut].into_iter().for_each(|meter| meter.settle(&coeffs));
        assert_eq!((whole.shown(), whole.max()), (cut.shown(), cut.max()));
    }
}

#[test]
fn it_holds_for_a_second_falls_twenty_decibels_a_second_and_comes_to_rest() {
    let coeffs = MeterCoeffs::new(48_000.0);
    let mut meter = TruePeakMeter::new();
    let run = |meter: &mut TruePeakMeter, seconds: f64, level: f32| {
        for _ in 0..(seconds * 48_000.0 / CELL_FRAMES as f64) as usize {
            meter.listen(&[level; CELL_FRAMES], &[0.0; CELL_FRAMES]);
            meter.settle(&coeffs);
        }
    };
    run(&mut meter, 0.1, 0.5);
    let top = meter.max()[0];
    assert_eq!(meter.shown(), [top, 0.0]);
    run(&mut meter, 0.96, 0.0);
    assert_eq!(meter.shown()[0], top);
    run(&mut meter, 1.04, 0.0);
    assert!((db(f64::from(meter.shown()[0] / top)) + 20.0).abs() < 0.1);
    assert_eq!(meter.max(), [top, 0.0]);
    meter.reset_max();
    assert_eq!(meter.max(), [0.0, 0.0]);
    assert!(!meter.at_rest());
    run(&mut meter, 12.0, 0.0);
    assert!(meter.at_rest());
}

#[test]
fn the_loudest_input_stays_finite() {
    let mut meter = TruePeakMeter::new();
    let loud: [f32; CELL_FRAMES] = core::array::from_fn(|i| if i % 2 == 0 { 1_048_576.0 } else { -1_048_576.0 });
    for _ in 0..100 {
        meter.listen(&loud, &loud);
        meter.settle(&MeterCoeffs::new(3_000.0));
    }
    assert!(meter.max().into_iter().all(|level| level.is_finite() && level >= 1_048_576.0));
    meter.reset();
    assert!(meter.at_rest() && meter.max() == [0.0, 0.0]);
}

#[test]
fn listening_that_resumes_hears_all_but_what_reaches_into_the_gap_wherever_it_is_cut() {
    let loud = |frame: usize| if frame == 16 { 0.5 } else { 0.1 };
    let signal: Vec<f32> = (0..2 * CELL_FRAMES).map(loud).collect();
    let largest = |pieces: &[usize]| {
        let mut meter = TruePeakMeter::new();
        meter.listen(&[-1.0; CELL_FRAMES], &[-1.0; CELL_FRAMES]);
        meter.restart();
        let mut at = 0;
        for frames in pieces {
            meter.listen(&signal[at..at + frames], &signal[at..at + frames]);
            at += frames;
            if at % CELL_FRAMES == 0 {
                meter.settle(&MeterCoeffs::new(48_000.0));
            }
        }
        meter.max()
    };
    let whole = largest(&[CELL_FRAMES, CELL_FRAMES]);
    assert!(whole[0] >= 0.5 && whole[0] < 0.6, "{whole:?}");
    assert_eq!(whole, largest(&[1, 9, CELL_FRAMES - 10, 5, CELL_FRAMES - 5]));
    assert_eq!(whole, largest(&[11, CELL_FRAMES - 11, CELL_FRAMES]));
}
