//! What turning does, and what it does not.

use crate::common::RATE;
use crate::common::noise::Noise;
use crate::measure::*;
use crate::room::*;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::reverb::Reverb;
use megamixer_dsp::smoother::Control;

/// Turns something, to anywhere, at once or in a ramp.
fn turn(reverb: &mut Reverb, random: &mut Noise) {
    let mut next = || random.sample() * 0.5 + 0.5;
    let (which, to, ramp) = ((next() * 6.0) as u32, next(), next() < 0.3);
    let octaves = |low: f32, high: f32| low * (high / low).powf(to);
    let (control, target): (&mut dyn Control, f32) = match which {
        0 => (reverb.predelay(), to * 0.25),
        1 => (reverb.decay(), octaves(0.1, 20.0)),
        2 => (reverb.size(), to),
        3 => (reverb.damping(), octaves(500.0, 20_000.0)),
        4 => (reverb.low_cut(), octaves(20.0, 1_000.0)),
        _ => (reverb.mix(), to),
    };
    if ramp { control.ramp_to(0, None, target, 20_000) } else { control.glide_to(0, target) }
}

/// What is above 8 kHz of a room that plays a sine of 440 Hz while it is turned at, in dB of the sine.
fn click_db(mut turn: impl FnMut(&mut Reverb, usize)) -> f64 {
    let mut room = Room::new(RATE, OPEN);
    let mut out = Vec::new();
    for part in 0..120 {
        if part >= 20 {
            turn(&mut room.reverb, part);
        }
        let sine =
            |i: usize| (std::f64::consts::TAU * 440.0 * (part * 2_400 + i) as f64 / f64::from(RATE)).sin() as f32;
        let mut signal = [(); 2].map(|()| (0..2_400).map(sine).collect::<Vec<_>>());
        render(&mut room, &mut signal, CELL_FRAMES);
        out.extend_from_slice(&signal[0]);
    }
    assert!(out.iter().all(|sample| sample.is_finite() && sample.abs() < 100.0));
    let high = (0..4).fold(out, |signal, _| filtered(&signal, 8_000.0, true, RATE));
    20.0 * f64::from(peak(&high[24_000..])).log10()
}

#[test]
fn turning_controls_does_not_click() {
    let still = click_db(|_, _| ());
    let mut random = Noise(3);
    let turned = click_db(|reverb, _| turn(reverb, &mut random));
    let jumped = click_db(|reverb, part| {
        reverb.size().glide_to(0, (part % 7) as f32 / 7.0);
        reverb.land();
    });
    assert!(turned < -60.0 && jumped > -40.0, "still {still} dB, turned {turned} dB, jumped {jumped} dB");
}

#[test]
fn whatever_is_turned_at_every_rate_stays_bounded() {
    for (rate, seconds) in [(3_000.0, 100.0), (48_000.0, 10.0), (768_000.0, 0.5)] {
        let mut room = Room::new(rate, Settings { decay_s: 20.0, ..OPEN });
        let mut random = Noise(7);
        for _ in 0..(seconds * rate) as usize / 1_600 {
            turn(&mut room.reverb, &mut random);
            let mut signal = noises(1_600);
            render(&mut room, &mut signal, CELL_FRAMES);
            let loudest = signal.iter().map(|side| peak(side)).fold(0.0, f32::max);
            assert!(loudest < 16.0 && signal.iter().flatten().all(|sample| sample.is_finite()), "{rate} Hz: {loudest}");
        }
    }
}

#[test]
fn a_tail_does_not_grow_while_its_room_grows_and_shrinks() {
    let mut room = Room::new(RATE, Settings { decay_s: 20.0, ..OPEN });
    render(&mut room, &mut noises(24_000), CELL_FRAMES);
    let mut before = f64::MAX;
    for turn in 0..12 {
        room.reverb.size().ramp_to(0, None, if turn % 2 == 0 { 0.0 } else { 1.0 }, 24_000);
        let mut tail = [(); 2].map(|()| vec![0.0; 48_000]);
        render(&mut room, &mut tail, CELL_FRAMES);
        let level = rms(&tail.concat());
        assert!(level < before, "{level} after {before}");
        before = level;
    }
}

#[test]
fn stretches_cut_elsewhere_give_the_same_bits() {
    let render_cut = |rate: f32, cut: usize| {
        let mut room = Room::new(rate, OPEN);
        let mut random = Noise(5);
        let mut out = Vec::new();
        let [left, right] = noises(40 * 960);
        for (part, (left, right)) in left.chunks(960).zip(right.chunks(960)).enumerate() {
            turn(&mut room.reverb, &mut random);
            let mut signal = [left.to_vec(), right.to_vec()];
            if part > 20 {
                signal.iter_mut().for_each(|side| side.fill(0.0));
            }
            render(&mut room, &mut signal, cut);
            out.extend(signal.iter().flatten().map(|sample| sample.to_bits()));
        }
        (out, room.memory)
    };
    // At one of the rates no crossfade ends at a grid point.
    for rate in [RATE, 44_100.0] {
        let whole = render_cut(rate, CELL_FRAMES);
        for cut in [1, 7, 29] {
            assert!(render_cut(rate, cut) == whole, "{rate} Hz, cut {cut}");
        }
    }
}

#[test]
fn without_wet_the_input_passes_bit_for_bit_and_the_tail_goes_on_unheard() {
    let mut room = Room::new(RATE, OPEN);
    room.reverb.mix().glide_to(0, 0.0);
    room.reverb.snap();
    let dry = noises(9_600);
    let mut signal = dry.clone();
    render(&mut room, &mut signal, CELL_FRAMES);
    assert!(signal == dry && !room.reverb.at_rest());
}

#[test]
fn the_room_answers_after_the_predelay() {
    for predelay_ms in [0.0, 1.0, 100.0, 250.0] {
        let mut room = Room::new(RATE, OPEN);
        let onset = |room: &mut Room| {
            let [left, _] = room.answer([1.0, 1.0], 0.4);
            left.iter().position(|sample| sample.abs() > 1e-6)
        };
        let before = onset(&mut Room::new(RATE, OPEN));
        room.reverb.predelay().glide_to(0, predelay_ms / 1_000.0);
        room.reverb.snap();
        assert_eq!(onset(&mut room), before.map(|before| before + (predelay_ms * 48.0) as usize));
    }
}

#[test]
fn the_room_does_not_answer_below_the_low_cut() {
    let level = |hz: f32, low_cut_hz: f32| {
        let mut room = Room::new(RATE, OPEN);
        room.reverb.low_cut().glide_to(0, low_cut_hz);
        room.reverb.snap();
        let [left, _] = room.answer([1.0, 1.0], 2.0);
        20.0 * rms(&octave(&left, hz, RATE)).log10()
    };
    let (below, above) = (level(100.0, 800.0) - level(100.0, 20.0), level(4_000.0, 800.0) - level(4_000.0, 20.0));
    assert!(below < -27.0 && above.abs() < 0.5, "{below} dB, {above} dB");
}

#[test]
fn a_sleeper_wakes_where_its_ramps_have_come_to_and_sounds_as_if_it_had_always_been_there() {
    let mut sleeper = Room::new(RATE, OPEN);
    render(&mut sleeper, &mut [vec![0.0; CELL_FRAMES], vec![0.0; CELL_FRAMES]], CELL_FRAMES);
    sleeper.reverb.size().ramp_to(0, None, 0.2, 960);
    sleeper.reverb.decay().ramp_to(0, None, 1.0, 480);
    sleeper.reverb.predelay().ramp_to(0, None, 0.05, 1_200);
    for _ in 0..40 {
        sleeper.reverb.pass_time(CELL_FRAMES, &sleeper.pace);
        sleeper.reverb.settle(true);
    }
    let mut other = Room::new(RATE, Settings { decay_s: 1.0, size: 0.2, ..OPEN });
    other.reverb.predelay().glide_to(0, 0.05);
    other.reverb.snap();
    assert!(sleeper.answer([1.0, 0.0], 0.5) == other.answer([1.0, 0.0], 0.5));
}

#[test]
fn what_is_turned_while_it_plays_arrives_exactly() {
    let settings = Settings { decay_s: 0.7, size: 0.1, damping_hz: 3_000.0 };
    let turn_others = |reverb: &mut Reverb| {
        reverb.predelay().glide_to(0, 0.02);
        reverb.low_cut().glide_to(0, 300.0);
        reverb.mix().glide_to(0, 0.6);
    };
    let mut turned = Room::new(RATE, OPEN);
    render(&mut turned, &mut noises(9_600), CELL_FRAMES);
    turned.reverb.decay().glide_to(0, settings.decay_s);
    turned.reverb.size().glide_to(0, settings.size);
    turned.reverb.damping().glide_to(0, settings.damping_hz);
    turn_others(&mut turned.reverb);
    render(&mut turned, &mut noises(19_200), CELL_FRAMES);
    turned.memory.fill(0.0);
    turned.reverb.reset();
    let mut other = Room::new(RATE, settings);
    turn_others(&mut other.reverb);
    other.reverb.snap();
    assert!(turned.answer([1.0, -0.5], 0.5) == other.answer([1.0, -0.5], 0.5));
}

#[test]
fn what_is_forgotten_is_not_heard() {
    let mut room = Room::new(RATE, OPEN);
    render(&mut room, &mut noises(9_600), CELL_FRAMES);
    room.memory.fill(0.0);
    room.reverb.reset();
    assert!(room.reverb.at_rest());
    assert!(room.answer([1.0, 0.0], 0.3) == Room::new(RATE, OPEN).answer([1.0, 0.0], 0.3));
}
