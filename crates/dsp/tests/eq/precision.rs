//! How much an equaliser in single precision adds of its own.

use crate::common::frames::channel;
use crate::player::{Player, Setting, noise};
use crate::reference::{Biquad, Kind, Worst, db, rms};
use megamixer_dsp::eq::{BandType, Slope};

/// The error on white noise against double precision, in dB of the louder of input and output.
fn errors(settings: &[Setting], rate: f64, seconds: f64) -> Vec<f64> {
    let input = noise((rate * seconds) as usize);
    let out = Player::with(rate as f32, settings).play(&input);
    let error = |(lane, setting): (usize, &Setting)| {
        let [mut wanted, found] = [channel(&input, lane), channel(&out, lane)];
        let input_rms = rms(wanted.iter().copied());
        for q in setting.qs() {
            let (frequency, gain_db) = (f64::from(setting.frequency), f64::from(setting.gain_db));
            wanted = Biquad::new(setting.kind, frequency, q, gain_db, rate).render(&wanted);
        }
        let error = rms(wanted.iter().zip(&found).map(|(wanted, found)| wanted - found));
        db(error / rms(wanted.iter().copied()).max(input_rms))
    };
    settings.iter().enumerate().map(error).collect()
}

fn worst_of(frequencies: &[f32]) -> Worst {
    let mut worst = Worst::new();
    for rate in [44_100.0, 48_000.0, 96_000.0] {
        let mut settings = Vec::new();
        for &frequency in frequencies {
            for kind in BandType::ALL.map(Kind::Band) {
                for (q, gain_db) in [(0.1, 18.0), (0.7, -18.0), (10.0, 18.0), (10.0, -18.0)] {
                    settings.push(Setting::new(kind, frequency, q, gain_db));
                }
            }
            for slope in [Slope::Db12, Slope::Db24] {
                settings.extend([Kind::Highpass, Kind::Lowpass].map(|kind| Setting::cut(kind, frequency, slope)));
            }
        }
        for four in settings.chunks(4) {
            for (error, setting) in errors(four, rate, 0.5).into_iter().zip(four) {
                worst.see(error, || format!("{setting:?} at {rate}"));
            }
        }
    }
    worst
}

#[test]
fn errors_from_100_hz_up_stay_below_minus_110_db() {
    worst_of(&[100.0, 1_000.0, 7_000.0, 12_000.0, 19_400.0, 19_900.0, 20_000.0]).hold_below(-110.0);
}

#[test]
fn errors_at_20_hz_stay_below_minus_95_db() {
    worst_of(&[20.0]).hold_below(-95.0);
}
