//! Which side is which and how far apart they are, at rest and while everything moves.

#[path = "../common/mod.rs"]
mod common;
mod neighbours;

use common::RATE;
use common::desk::{Desk, Unit};
use common::frames::{frame, furthest, largest_step, same_bits, splatter_db, stereo_of};
use common::noise::gappy;
use core::f64::consts::PI;
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;
use megamixer_dsp::stereo::{Stereo, StereoWork};

impl Unit for Stereo {
    fn render(&mut self, signal: &mut [Frame], pace: &Pace) {
        if self.active() {
            self.render(signal, pace, &mut StereoWork::new());
        }
    }

    fn settle(&mut self, _: Mask) {
        self.settle();
    }
}

fn new(sample_rate: f32) -> Desk<Stereo> {
    Desk::of(Stereo::new(), sample_rate)
}

/// Sets what a lane does, at once.
fn put(desk: &mut Desk<Stereo>, lane: usize, swap: bool, mono: bool, width: f32) {
    desk.unit.swap().set(lane, swap);
    desk.unit.mono().set(lane, mono);
    desk.unit.width().glide_to(lane, width);
    desk.unit.land(lane);
}

/// Exchanged so much, then mid + width × side, with a width that mono takes away.
fn formula([left, right]: [f32; 2], swap: f64, mono: f64, width: f64) -> [f64; 2] {
    let (left, right) = (f64::from(left), f64::from(right));
    let (left, right) = (left * (1.0 - swap) + right * swap, right * (1.0 - swap) + left * swap);
    let (mid, side) = ((left + right) / 2.0, (left - right) / 2.0 * width * (1.0 - mono));
    [mid + side, mid - side]
}

const INPUTS: [[f32; 2]; 4] = [[1.0, 0.0], [0.0, 1.0], [0.8, -0.3], [-0.51, 0.49]];

#[test]
fn a_resting_signal_is_what_the_formula_says_within_a_millionth() {
    let mut worst = 0f64;
    for (swap, mono) in [(false, false), (false, true), (true, false), (true, true)] {
        for width in (0..=40).map(|i| i as f32 / 20.0) {
            let mut desk = new(RATE);
            put(&mut desk, 1, swap, mono, width);
            desk.hold([0.0; 2], CELL_FRAMES);
            for input in INPUTS {
                let [swap, mono] = [swap, mono].map(|on| f64::from(u8::from(on)));
                let found = stereo_of(&desk.hold(input, 1)[0], 1);
                worst = worst.max(furthest(found, formula(input, swap, mono, f64::from(width))));
            }
        }
    }
    println!("at rest: {worst:.2e}");
    assert!(worst < 1e-6, "{worst:e}");
}

#[test]
fn a_signal_whose_width_and_switches_move_is_what_the_formula_says_within_a_millionth() {
    let mut worst = [0f64; 3];
    for input in INPUTS {
        let mut desk = new(RATE);
        put(&mut desk, 0, false, false, 0.0);
        desk.unit.width().ramp_to(0, None, 2.0, 9_600);
        for (i, output) in desk.hold(input, 9_600).iter().enumerate() {
            let width = 2.0 * (i + 1) as f64 / 9_600.0;
            worst[0] = worst[0].max(furthest(stereo_of(output, 0), formula(input, 0.0, 0.0, width)));
        }
        let [mut mono, mut swap] = [new(RATE), new(RATE)];
        put(&mut mono, 0, true, false, 1.7);
        mono.unit.mono().set(0, true);
        put(&mut swap, 0, false, false, 1.7);
        swap.unit.swap().set(0, true);
        // How far a switch is, is a matter of the fade, which adds up its way in single precision.
        let (mut fade, width) = (Fade::new(false), f64::from(1.7f32));
        fade.set(0, true);
        for (mono, swap) in mono.hold(input, 300).iter().zip(&swap.hold(input, 300)) {
            let amount = fade.course(Pace::new(0.02, RATE).fade, 0.0, 1.0, 1, &mut SILENCE.clone()).at(0);
            let amount = f64::from(amount.as_array()[0]);
            worst[1] = worst[1].max(furthest(stereo_of(mono, 0), formula(input, 1.0, amount, width)));
            worst[2] = worst[2].max(furthest(stereo_of(swap, 0), formula(input, amount, 0.0, width)));
        }
    }
    println!("moving: width {:.2e}, mono {:.2e}, swap {:.2e}", worst[0], worst[1], worst[2]);
    assert!(worst.into_iter().all(|worst| worst < 1e-6), "{worst:?}");
}

#[test]
fn a_stage_at_its_defaults_is_inactive_and_bit_exact_also_beside_one_that_is_not() {
    assert!(!Stereo::new().active());
    let mut desk = new(RATE);
    put(&mut desk, 0, true, false, 1.0);
    put(&mut desk, 2, false, true, 1.9);
    desk.unit.width().glide_to(3, 0.0);
    let input = gappy(1, 3_200);
    let mut signal = input.clone();
    desk.render(&mut signal);
    assert!(same_bits(&signal, &input, 1));
    for lane in [0, 2, 3] {
        put(&mut desk, lane, false, false, 1.0);
    }
    desk.hold([0.0; 2], CELL_FRAMES);
    assert!(!desk.unit.active());
}

#[test]
fn swapped_twice_is_the_signal_itself_and_mono_is_the_same_left_and_right() {
    let input = gappy(2, 320);
    let mut swapped = new(RATE);
    put(&mut swapped, 3, true, false, 1.0);
    let mut signal = input.clone();
    swapped.render(&mut signal);
    let exchanged = |frame: &Frame| [frame.as_array()[7].to_bits(), frame.as_array()[3].to_bits()];
    let straight = |frame: &Frame| [frame.as_array()[3].to_bits(), frame.as_array()[7].to_bits()];
    assert!(signal.iter().map(straight).eq(input.iter().map(exchanged)));
    for (mono, width) in [(true, 2.0), (false, 0.0)] {
        let mut desk = new(RATE);
        put(&mut desk, 3, true, mono, width);
        let mut signal = input.clone();
        desk.render(&mut signal);
        assert!(signal.iter().all(|frame| frame.as_array()[3] == frame.as_array()[7]));
    }
}

#[test]
fn a_mono_signal_stays_as_it_is_however_wide() {
    let mut desk = new(RATE);
    put(&mut desk, 0, false, false, 2.0);
    desk.unit.swap().set(0, true);
    assert!(desk.hold([0.7; 2], 640).iter().all(|output| *output == Frame::splat(0.7)));
}

#[test]
fn switches_take_five_milliseconds_at_every_rate_and_have_no_step() {
    let mut steepest = 0f64;
    for rate in [3_000.0, 44_100.0, 48_000.0, 768_000.0] {
        let frames = (0.005f32 * rate).round() as usize;
        for is_mono in [true, false] {
            let mut desk = new(rate);
            let switch = |stereo: &mut Stereo, on| if is_mono { stereo.mono() } else { stereo.swap() }.set(0, on);
            let mut outputs = desk.hold([1.0, -1.0], 1);
            switch(&mut desk.unit, true);
            outputs.extend(desk.hold([1.0, -1.0], frames + 2));
            let end = if is_mono { 0.0 } else { -1.0 };
            assert!(stereo_of(&outputs[frames * 9 / 10], 0)[0] - end > 0.01);
            assert_eq!(stereo_of(&outputs[frames + 2], 0), [end, -end]);
            // And back, turning round half-way.
            for (on, after) in [(false, frames / 2), (true, frames / 3), (false, frames + CELL_FRAMES)] {
                switch(&mut desk.unit, on);
                outputs.extend(desk.hold([1.0, -1.0], after));
            }
            assert_eq!(stereo_of(outputs.last().unwrap(), 0), [1.0, -1.0]);
            let (span, step) = (1.0 - end, largest_step(&outputs, 0));
            assert!(step < span * 1.5 / frames as f64 + 1e-5, "{rate} {step}");
            if rate == RATE {
                steepest = steepest.max(step / span);
            }
        }
    }
    println!("steepest switch at 48 kHz: {steepest:.5} of its travel a frame");
}

/// Something that is done to a stage.
type Turn = fn(&mut Stereo);

/// What a low tone splatters above 4 kHz, in dBFS, while things are done, each after so many frames.
fn splatter_of(turns: &[(usize, Turn)]) -> f64 {
    let tone = |i: usize| (2.0 * PI * 100.0 * i as f64 / f64::from(RATE)).cos() as f32;
    let tone = |i: usize| frame(tone(i), -0.5 * tone(i));
    let mut desk = new(RATE);
    put(&mut desk, 0, false, false, 1.2);
    let mut output = Vec::new();
    for (frames, turn) in turns {
        output.extend(desk.run(*frames, tone));
        turn(&mut desk.unit);
    }
    output.extend(desk.run(4_096 - output.len(), tone));
    splatter_db(&output.iter().map(|frame| stereo_of(frame, 0)[0]).collect::<Vec<_>>())
}

#[test]
fn nothing_that_is_turned_on_a_low_tone_clicks() {
    let turns: [(&str, Turn); 3] = [
        ("mono", |stereo| stereo.mono().set(0, true)),
        ("swap", |stereo| stereo.swap().set(0, true)),
        ("width", |stereo| stereo.width().glide_to(0, 0.1)),
    ];
    for (name, turn) in turns {
        let (found, jump) = (splatter_of(&[(1_930, turn)]), splatter_of(&[(1_930, turn), (0, Stereo::snap)]));
        println!("splatter above 4 kHz of {name}: {found:.1} dBFS, of a jump {jump:.1} dBFS");
        assert!(found < -100.0 && jump > -70.0, "{name}: {found} {jump}");
    }
}

#[test]
fn a_switch_that_is_turned_back_on_the_way_clicks_no_more_than_one_that_is_not() {
    let (on, off): (Turn, Turn) = (|stereo| stereo.swap().set(0, true), |stereo| stereo.swap().set(0, false));
    let worst_of = |all: &[f64]| all.iter().fold(f64::MIN, |worst, found| worst.max(*found));
    // Wherever in the tone's period.
    let through: Vec<f64> = (0..480).step_by(60).map(|at| splatter_of(&[(1_700 + at, on)])).collect();
    let back = (0..480)
        .step_by(60)
        .flat_map(|at| [30, 60, 100, 120, 140, 180, 220].map(|way| splatter_of(&[(1_700 + at, on), (way, off)])));
    let (through, back) = (worst_of(&through), worst_of(&back.collect::<Vec<_>>()));
    println!("splatter above 4 kHz: all the way {through:.1} dBFS, turned back {back:.1} dBFS");
    assert!(back < through + 3.0 && back < -100.0, "{through} {back}");
}
