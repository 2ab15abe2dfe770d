//! Sounds at other sample rates than the session's keep their pitch, their level, their place and their length.

mod support;
use serde_json::json;
use std::f64::consts::TAU;
use support::*;

/// From and to, in Hz; the last pair has next to nothing in common.
const RATES: [(u32, u32); 6] =
    [(44_100, 48_000), (48_000, 44_100), (96_000, 48_000), (22_050, 48_000), (96_000, 44_100), (44_100, 47_999)];

fn resampled(folder: &Folder, (from, to): (u32, u32), sound: Vec<f32>, offset: f64) -> Vec<f32> {
    folder.sound("a.wav", from, &[sound.clone(), sound]);
    folder.session(&json!({
        "version": 1,
        "sampleRate": to,
        "mixer": { "strips": 1, "buses": 0 },
        "sources": [{ "file": "a.wav", "strip": 0, "offset": offset }],
        "length": 3,
    }));
    let [left, right] = folder.render(&[]);
    assert!(left == right);
    left
}

#[test]
fn a_sine_keeps_its_pitch_and_its_level() {
    let folder = Folder::new("sine");
    for (from, to) in RATES {
        // The last is where a filter that is too short would begin.
        for hz in [100.0, 997.0, 0.47 * f64::from(from.min(to))] {
            let sine =
                |rate: u32| (0..3 * rate).map(move |frame| 0.5 * (TAU * hz * f64::from(frame) / f64::from(rate)).sin());
            let found = resampled(&folder, (from, to), sine(from).map(|sample| sample as f32).collect(), 0.0);
            // Away from where it begins and ends, sample for sample: that is pitch, level, phase and purity at once.
            let inside = to as usize / 2..5 * to as usize / 2;
            let errors = found.iter().zip(sine(to)).map(|(found, wanted)| (f64::from(*found) - wanted).abs());
            let error = errors.skip(inside.start).take(inside.len()).fold(0.0, f64::max);
            assert!(error < 2e-6, "{hz} Hz from {from} to {to}: an error of {error}");
        }
    }
}

#[test]
fn an_impulse_stays_in_its_place_to_the_frame() {
    let folder = Folder::new("impulse");
    for (from, to) in RATES {
        // At one second: a whole frame at both rates.
        let mut impulse = vec![0.0; 2 * from as usize];
        impulse[from as usize] = 0.5;
        for offset in [0.0, 0.5] {
            let found = resampled(&folder, (from, to), impulse.clone(), offset);
            let place = to as usize - (offset * f64::from(to)).round() as usize;
            let loudest = (0..found.len()).max_by(|a, b| found[*a].abs().total_cmp(&found[*b].abs()));
            assert_eq!(loudest, Some(place), "from {from} to {to}");
            for away in 1..200 {
                let (before, behind) = (found[place - away], found[place + away]);
                assert!((before - behind).abs() < 1e-6, "from {from} to {to}: {before} and {behind}, {away} away");
            }
        }
    }
}

#[test]
fn what_cannot_be_at_the_lower_rate_is_filtered_away() {
    let folder = Folder::new("alias");
    let sine = (0..3 * 96_000).map(|frame| 0.5 * (TAU * 25_000.0 * f64::from(frame) / 96_000.0).sin() as f32);
    let found = resampled(&folder, (96_000, 48_000), sine.collect(), 0.0);
    let loudest = found[24_000..120_000].iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
    assert!(loudest < 0.5e-5, "{loudest}");
}

#[test]
fn a_sound_is_as_long_as_it_was_and_the_same_from_wherever_it_is_read() {
    let folder = Folder::new("length");
    for (from, to) in RATES {
        // Loud to its last frame. A frame more or less would show.
        let frames = from as usize * 2 + 1_001;
        let level = vec![0.5; frames];
        let whole = resampled(&folder, (from, to), level, 0.0);
        let length = (frames as f64 * f64::from(to) / f64::from(from)).round() as usize;
        let end = whole.iter().rposition(|sample| *sample != 0.0).map(|last| last + 1);
        assert_eq!(end, Some(length), "from {from} to {to}");
        let sound = noise(7, frames);
        let whole = resampled(&folder, (from, to), sound.clone(), 0.0);
        for offset in [0.001, 0.7, 1.9] {
            let part = resampled(&folder, (from, to), sound.clone(), offset);
            let start = (offset * f64::from(to)).round() as usize;
            assert!(part[..length - start] == whole[start..length], "{offset} s from {from} to {to}");
        }
    }
}

#[test]
fn what_is_no_number_is_silence() {
    let folder = Folder::new("no-number");
    for rates in [(44_100, 48_000), (48_000, 44_100)] {
        let mut sound: Vec<f32> = noise(1, 3 * rates.0 as usize).iter().map(|sample| 0.5 * sample).collect();
        sound[rates.0 as usize] = 0.0;
        let wanted = resampled(&folder, rates, sound.clone(), 0.0);
        for strange in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            sound[rates.0 as usize] = strange;
            assert!(resampled(&folder, rates, sound.clone(), 0.0) == wanted, "{strange}");
        }
    }
}
