//! What an equaliser does to level: measured on what it renders.

use crate::player::{Player, Setting, all};
use crate::reference::{Biquad, Kind, Worst, db};
use megamixer_dsp::eq::{BandType, Slope};
use megamixer_dsp::lanes::LANES;
use std::f64::consts::PI;

const RATES: [f64; 3] = [44_100.0, 48_000.0, 96_000.0];

/// The transform of four impulse responses at one frequency.
fn magnitudes(responses: &[[f64; LANES]], frequency: f64, rate: f64) -> [f64; LANES] {
    let w = 2.0 * PI * frequency / rate;
    let (cos, sin) = (w.cos(), w.sin());
    let (mut re, mut im, mut c, mut s) = ([0.0; LANES], [0.0; LANES], 1.0, 0.0);
    for response in responses {
        for lane in 0..LANES {
            re[lane] += response[lane] * c;
            im[lane] += response[lane] * s;
        }
        (c, s) = (c * cos - s * sin, s * cos + c * sin);
    }
    std::array::from_fn(|lane| re[lane].hypot(im[lane]))
}

/// What comes out on the right for an impulse.
fn impulse_responses(player: &mut Player, frames: usize) -> Vec<[f64; LANES]> {
    let out = player.play(&all((0..frames).map(|i| if i == 0 { 1.0 } else { 0.0 })));
    out.iter().map(|frame| std::array::from_fn(|lane| f64::from(frame.to_array()[lane + LANES]))).collect()
}

/// Frames until what rings the longest has fallen by 87 dB.
fn ring(setting: &Setting, rate: f64) -> f64 {
    let w = 2.0 * PI * (f64::from(setting.frequency) / rate).min(0.49);
    let a = 10f64.powf(f64::from(setting.gain_db.abs()) / 40.0);
    setting.qs().into_iter().map(|q| 10.0 * 2.0 * q.max(1.0 / q) * a / w.sin()).fold(0.0, f64::max)
}

/// Sees the distances in dB of up to four settings from the published formula.
fn see_distance(worst: &mut Worst, settings: &[Setting], rate: f64) {
    let frames = settings.iter().map(|setting| ring(setting, rate)).fold(0.0, f64::max) as usize + 256;
    let responses = impulse_responses(&mut Player::with(rate as f32, settings), frames);
    let spread = (0..24).map(|i| 10.0 * (rate / 20.0).powf(f64::from(i) / 23.0));
    let near = [0.5, 0.7, 0.9, 0.97, 1.0, 1.03, 1.1, 1.5, 2.0].map(|x| x * f64::from(settings[0].frequency));
    for frequency in spread.chain(near).filter(|frequency| (10.0..=rate / 2.0).contains(frequency)) {
        let found = magnitudes(&responses, frequency, rate);
        for (setting, found) in settings.iter().zip(found) {
            let corner = f64::from(setting.frequency).min(0.49 * rate);
            let wanted: f64 = (setting.qs().into_iter())
                .map(|q| {
                    Biquad::new(setting.kind, corner, q, f64::from(setting.gain_db), rate).magnitude(frequency, rate)
                })
                .product();
            let error = (db(found) - db(wanted)).abs();
            if db(wanted) >= -60.0 {
                worst.see(error, || format!("{setting:?} at {frequency:.1} Hz of {rate}"));
            }
        }
    }
}

fn worst_of(settings: impl Fn(f32) -> Vec<Setting>) -> Worst {
    let mut worst = Worst::new();
    for rate in RATES {
        settings(rate as f32).chunks(4).for_each(|four| see_distance(&mut worst, four, rate));
    }
    worst
}

#[test]
fn every_band_has_the_response_of_the_cookbook_from_10_hz_to_nyquist() {
    let worst = worst_of(|rate| {
        let mut settings = Vec::new();
        for frequency in [20.0, 160.0, 1_000.0, 8_000.0, 20_000.0, 0.5 * rate] {
            for kind in BandType::ALL.map(Kind::Band) {
                for (q, gain_db) in [(0.1, 18.0), (std::f32::consts::FRAC_1_SQRT_2, -18.0), (10.0, 9.0), (3.0, -24.0)] {
                    let has_gain =
                        matches!(kind, Kind::Band(BandType::Peaking | BandType::Lowshelf | BandType::Highshelf));
                    settings.push(Setting::new(kind, frequency, q, if has_gain { gain_db } else { 0.0 }));
                }
            }
        }
        settings
    });
    worst.hold_below(0.05);
}

#[test]
fn cuts_have_the_response_of_one_section_or_of_the_product_of_two() {
    let worst = worst_of(|rate| {
        let mut settings = Vec::new();
        for frequency in [10.0, 20.0, 200.0, 3_000.0, 20_000.0, 0.5 * rate] {
            for kind in [Kind::Highpass, Kind::Lowpass] {
                settings.extend([Slope::Db12, Slope::Db24].map(|slope| Setting::cut(kind, frequency, slope)));
            }
        }
        settings
    });
    worst.hold_below(0.05);
}

#[test]
fn a_cut_is_3_db_down_at_its_frequency_and_falls_by_its_slope() {
    for (kind, octave) in [(Kind::Highpass, 0.5), (Kind::Lowpass, 2.0)] {
        for (slope, falls) in [(Slope::Db12, 12.04), (Slope::Db24, 24.08)] {
            let mut player = Player::with(768_000.0, &[Setting::cut(kind, 1_000.0, slope)]);
            let responses = impulse_responses(&mut player, 60_000);
            let at = |octaves| db(magnitudes(&responses, 1_000.0 * f64::powi(octave, octaves), 768_000.0)[0]);
            assert!((at(0) + 3.01).abs() < 0.01, "{}", at(0));
            assert!((at(2) - at(3) - falls).abs() < 0.15, "{}", at(2) - at(3));
        }
    }
}
