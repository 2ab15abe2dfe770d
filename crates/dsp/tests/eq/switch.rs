//! Switches under a sine of 1 kHz: what they leave above 4 kHz, where the sine has nothing.

use crate::common::frames::channel;
use crate::player::{Player, Setting, all};
use crate::reference::{Biquad, Kind, db, rms};
use megamixer_dsp::eq::{BandType, Slope};
use megamixer_dsp::smoother::Control;
use std::f64::consts::{FRAC_1_SQRT_2, PI};

const RATE: f64 = 48_000.0;
/// When the switch goes, at the top of the sine, and how long it is listened to.
const AT: usize = 9_612;
const AFTER: usize = 9_600;

/// A click of a signal in dB: the largest sample of what is above 4 kHz from the switch on, against the largest of the
/// amplitudes before, after and of the input. The high-pass takes 190 dB off the sine.
fn click(signal: &[f64]) -> f64 {
    let highpass = Biquad::new(Kind::Highpass, 4_000.0, FRAC_1_SQRT_2, 0.0, RATE);
    let left = (0..8).fold(signal.to_vec(), |signal, _| highpass.render(&signal));
    let amplitude = |part: &[f64]| 2f64.sqrt() * rms(part.iter().copied());
    let loudest = amplitude(&signal[AT - 4_800..AT]).max(amplitude(&signal[signal.len() - 4_800..])).max(1.0);
    db(left[AT..].iter().fold(0.0, |peak: f64, x| peak.max(x.abs())) / loudest)
}

/// Four lanes, each through a switch, after what stands before it is done.
fn clicks_from(
    settings: &[Setting],
    before: impl Fn(&mut Player, usize),
    switch: impl Fn(&mut Player, usize),
) -> Vec<f64> {
    let mut player = Player::with(RATE as f32, settings);
    let input = all((0..AT + AFTER).map(|i| (2.0 * PI * 1_000.0 * i as f64 / RATE).sin()));
    (0..settings.len()).for_each(|lane| before(&mut player, lane));
    let mut out = player.play(&input[..AT]);
    (0..settings.len()).for_each(|lane| switch(&mut player, lane));
    out.extend(player.play(&input[AT..]));
    (0..settings.len()).map(|lane| click(&channel(&out, lane))).collect()
}

fn clicks(settings: &[Setting], switch: impl Fn(&mut Player, usize)) -> Vec<f64> {
    clicks_from(settings, |_, _| {}, switch)
}

fn worst(clicks: impl IntoIterator<Item = f64>) -> f64 {
    let worst = clicks.into_iter().fold(f64::NEG_INFINITY, f64::max);
    eprintln!("{worst:.1} dB");
    worst
}

/// Bands that have no resonance of their own near what is listened to: that would be heard when they start.
fn bands() -> Vec<Setting> {
    let mut bands = Vec::new();
    for kind in BandType::ALL.map(Kind::Band) {
        for (frequency, q, gain_db) in
            [(1_000.0, 1.0, 12.0), (300.0, 0.7, -12.0), (900.0, 4.0, 18.0), (60.0, 10.0, 18.0)]
        {
            bands.push(Setting::new(kind, frequency, q, gain_db));
        }
    }
    bands
}

fn cuts() -> Vec<Setting> {
    let both = |frequency, slope| [Kind::Highpass, Kind::Lowpass].map(|kind| Setting::cut(kind, frequency, slope));
    [100.0, 700.0, 1_600.0].into_iter().flat_map(|frequency| both(frequency, Slope::Db12)).collect()
}

/// The same without its 5 ms, for what it is worth: how loud a click is.
const HARD_DB: f64 = -10.0;
const CLICK_DB: f64 = -70.0;

#[test]
fn a_band_that_goes_off_and_on_leaves_no_click() {
    let off = |hard: bool| {
        bands()
            .chunks(4)
            .flat_map(|four| {
                clicks(four, |player, lane| {
                    player.eq.bands[lane].on().set(lane, false);
                    if hard {
                        player.eq.land(lane)
                    }
                })
            })
            .collect::<Vec<_>>()
    };
    let switch = |on: bool| move |player: &mut Player, lane: usize| player.eq.bands[lane].on().set(lane, on);
    let on: Vec<f64> = bands().chunks(4).flat_map(|four| clicks_from(four, switch(false), switch(true))).collect();
    assert!(worst(off(true)) > HARD_DB);
    assert!(worst(off(false)) < CLICK_DB);
    assert!(worst(on) < CLICK_DB);
}

#[test]
fn a_change_of_type_leaves_no_click() {
    let change = |at_once: bool| {
        let mut all = Vec::new();
        for to in BandType::ALL {
            for four in bands().chunks(4) {
                all.extend(clicks(four, |player, lane| player.eq.bands[lane].set_type(lane, to, at_once)));
            }
        }
        all
    };
    assert!(worst(change(true)) > HARD_DB);
    assert!(worst(change(false)) < CLICK_DB);
}

#[test]
fn a_cut_that_goes_on_or_off_or_changes_its_slope_leaves_no_click() {
    let switched = |at_once: bool| {
        let mut all = Vec::new();
        for (from, to) in [(Slope::Db12, Slope::Db24), (Slope::Db24, Slope::Db12)] {
            for four in cuts().chunks(4) {
                let four: Vec<_> = four.iter().map(|cut| Setting { slope: from, ..*cut }).collect();
                let kind = |lane: usize| four[lane].kind;
                all.extend(clicks(&four, |player, lane| player.cut(kind(lane)).set_slope(lane, to, at_once)));
                all.extend(clicks(&four, |player, lane| {
                    player.cut(kind(lane)).on().set(lane, false);
                    if at_once {
                        player.eq.land(lane)
                    }
                }));
                let off = |player: &mut Player, lane: usize| player.cut(kind(lane)).on().set(lane, false);
                all.extend(clicks_from(&four, off, |player, lane| {
                    let on = player.cut(kind(lane)).on();
                    on.set(lane, true);
                    if at_once {
                        on.land(lane)
                    }
                }));
            }
        }
        all
    };
    assert!(worst(switched(true)) > HARD_DB);
    assert!(worst(switched(false)) < CLICK_DB);
}

#[test]
fn a_change_of_type_and_back_half_way_or_on_to_a_third_leaves_no_click_and_arrives() {
    let mut found = Vec::new();
    for next in [BandType::Peaking, BandType::Notch] {
        let setting = Setting::new(Kind::Band(BandType::Peaking), 700.0, 1.0, 12.0);
        let mut player = Player::with(RATE as f32, &[setting]);
        let input = all((0..AT + AFTER).map(|i| (2.0 * PI * 1_000.0 * i as f64 / RATE).sin()));
        let mut out = player.play(&input[..AT]);
        player.eq.bands[0].set_type(0, BandType::Lowshelf, false);
        out.extend(player.play(&input[AT..AT + 120]));
        player.eq.bands[0].set_type(0, next, false);
        out.extend(player.play(&input[AT + 120..]));
        let out = channel(&out, 0);
        found.push(click(&out));
        let wanted = Biquad::new(Kind::Band(next), 700.0, 1.0, 12.0, RATE).magnitude(1_000.0, RATE);
        let level = 2f64.sqrt() * rms(out[out.len() - 4_800..].iter().copied());
        assert!((db(level) - db(wanted)).abs() < 0.001, "{level} for {wanted}");
    }
    assert!(worst(found) < CLICK_DB);
}

#[test]
fn controls_that_move_while_a_type_changes_leave_no_click() {
    let four: Vec<_> = bands().into_iter().step_by(4).take(4).collect();
    let found = clicks(&four, |player, lane| {
        let band = &mut player.eq.bands[lane];
        band.set_type(lane, BandType::Highshelf, false);
        band.gain_db().glide_to(lane, -6.0);
        band.frequency().glide_to(lane, 3_000.0);
        band.on().set(lane, false);
    });
    assert!(worst(found) < CLICK_DB);
}
