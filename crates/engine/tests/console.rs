//! What the full console does: inserts in their order, delay, stereo stage, meter points, monitor, effects.

mod support;
use megamixer_engine::EngineOptions;
use support::*;

fn sine(hz: f64, frame: usize) -> f32 {
    (std::f64::consts::TAU * hz * frame as f64 / f64::from(RATE)).sin() as f32 * 0.25
}

fn rms_db(signal: &[f32]) -> f64 {
    let power = signal.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>() / signal.len() as f64;
    10.0 * power.log10()
}

/// How a desk is set.
type Setting = fn(&Desk) -> Vec<Write>;

/// The level of a sine of 1 kHz behind a desk that is set so.
fn level_through(set: impl Fn(&Desk) -> Vec<Write>) -> f64 {
    let mut desk = Desk::new(1, 1, 48_000);
    desk.feed(0, |_, frame| sine(1_000.0, frame));
    desk.edit(&set(&desk));
    rms_db(&desk.render(48_000)[0][24_000..])
}

#[test]
fn a_band_lifts_by_its_gain_on_strips_buses_and_the_master() {
    let plain = level_through(|_| Vec::new());
    let lifted: [Setting; 3] = [
        |desk| vec![desk.strip(0, "eq.band2.frequency", 1_000.0), desk.strip(0, "eq.band2.gain", 6.0)],
        |desk| {
            vec![
                desk.strip(0, "output", 1.0),
                desk.bus(0, "eq.band2.frequency", 1_000.0),
                desk.bus(0, "eq.band2.gain", 6.0),
            ]
        },
        |desk| vec![desk.master("eq.band2.frequency", 1_000.0), desk.master("eq.band2.gain", 6.0)],
    ];
    for (place, set) in lifted.into_iter().enumerate() {
        let found = level_through(set) - plain;
        assert!((found - 6.0).abs() < 0.01, "{place}: {found}");
    }
}

#[test]
fn an_equaliser_that_is_off_or_flat_changes_no_bit() {
    let render = |set: &dyn Fn(&Desk) -> Vec<Write>| {
        let mut desk = Desk::new(1, 0, 4_800);
        desk.feed(0, |channel, frame| noise_at(0, channel, frame));
        desk.edit(&set(&desk));
        desk.render(4_800).map(|channel| channel.into_iter().map(f32::to_bits).collect::<Vec<_>>())
    };
    let plain = render(&|_| Vec::new());
    assert_eq!(plain[1][4_000], noise_at(0, 1, 4_000).to_bits());
    assert!(plain == render(&|desk| vec![desk.strip(0, "eq.band2.frequency", 3_000.0)]));
    assert!(
        plain
            == render(&|desk| vec![
                desk.strip(0, "eq.on", 0.0),
                desk.strip(0, "eq.band2.gain", 12.0),
                desk.strip(0, "eq.highpass.on", 1.0)
            ])
    );
}

#[test]
fn the_compressor_hears_the_lift_of_an_equaliser_before_it_and_not_of_one_behind_it() {
    let set = |order: f32| {
        move |desk: &Desk| {
            [
                ("eq.band2.frequency", 1_000.0),
                ("eq.band2.gain", 12.0),
                ("compressor.on", 1.0),
                ("compressor.threshold", -30.0),
                ("compressor.ratio", 4.0),
                ("compressor.knee", 0.0),
                ("compressor.detector", 1.0),
                ("order", order),
            ]
            .map(|(path, value)| desk.strip(0, path, value))
            .to_vec()
        }
    };
    // A sine of -15.05 dB RMS: 12 dB up and then compressed, or the other way round.
    let (eq_first, dynamics_first) = (level_through(set(0.0)), level_through(set(1.0)));
    let source = 20.0 * (0.25 / 2f64.sqrt()).log10();
    let compressed = |level: f64| -30.0 + (level + 30.0) / 4.0;
    assert!((eq_first - compressed(source + 12.0)).abs() < 0.1, "{eq_first}");
    assert!((dynamics_first - (compressed(source) + 12.0)).abs() < 0.1, "{dynamics_first}");
}

#[test]
fn a_change_of_order_does_not_click() {
    let mut desk = Desk::new(1, 0, 48_000);
    desk.feed(0, |_, frame| sine(1_000.0, frame));
    desk.edit(&[desk.strip(0, "eq.band2.gain", 12.0), desk.strip(0, "eq.band2.frequency", 900.0)]);
    let mut heard = desk.render(4_800)[0].split_off(2_400);
    let steady = heard.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
    desk.edit(&[desk.strip(0, "order", 1.0)]);
    heard.extend(&desk.render(4_800)[0]);
    let largest = heard.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
    assert!(largest < steady * 1.1, "{largest} where {steady} is steady");
}

#[test]
fn a_delayed_strip_comes_later_by_whole_frames() {
    let options = EngineOptions { max_delay_s: 0.1, ..EngineOptions::new(2, 0, RATE) };
    let mut desk = Desk::with(options, 9_600);
    for strip in 0..2 {
        desk.feed(strip, |_, frame| if frame == 100 { 0.5 } else { 0.0 });
    }
    desk.edit(&[desk.strip(0, "delay", 0.1), desk.strip(1, "delay", 0.001)]);
    let heard = desk.render(9_600);
    let found: Vec<usize> = (0..9_600).filter(|frame| heard[0][*frame] != 0.0).collect();
    assert_eq!(found, [148, 4_900]);
    assert_eq!(desk.counter(megamixer_schema::header::strips_awake), 0);
}

#[test]
fn width_zero_is_mono_and_swap_exchanges_the_sides() {
    let mut desk = Desk::new(1, 0, 9_600);
    desk.feed(0, |channel, _| if channel == 0 { 0.5 } else { 0.25 });
    desk.edit(&[desk.strip(0, "stereo.width", 0.0)]);
    let [left, right] = desk.render(4_800);
    assert_eq!((left[4_799], right[4_799]), (0.375, 0.375));
    desk.edit(&[desk.strip(0, "stereo.width", 1.0), desk.strip(0, "stereo.swap", 1.0)]);
    let [left, right] = desk.render(4_800);
    assert_eq!((left[4_799], right[4_799]), (0.25, 0.5));
}

#[test]
fn a_meter_measures_where_it_is_told_to() {
    let mut desk = Desk::new(1, 0, 48_000);
    desk.feed(0, |_, _| 0.5);
    desk.edit(&[desk.strip(0, "trim", 0.5), desk.strip(0, "gain", 0.5)]);
    for (point, peak) in [(0.0, 0.125), (1.0, 0.25), (2.0, 0.5)] {
        desk.edit(&[desk.strip(0, "meter_point", point)]);
        desk.render(4_800);
        assert_eq!(desk.strip_meter(0, "peak_since_read_left").max(desk.strip_meter(0, "peak_left")), peak);
    }
}

#[test]
fn what_is_listened_to_is_alone_on_the_monitor_and_the_mix_goes_on() {
    let mut desk = Desk::new(2, 1, 9_600);
    desk.feed(0, |_, _| 0.5);
    desk.feed(1, |_, _| 0.25);
    desk.edit(&[desk.strip(1, "gain", 0.5)]);
    let mix = desk.render(960);
    assert_eq!((mix[0][959], desk.monitor[0][959]), (0.625, 0.625));
    for (listen, level) in [(1.0, 0.25), (2.0, 0.125)] {
        desk.edit(&[desk.strip(1, "listen", listen)]);
        let mix = desk.render(960);
        assert_eq!((mix[0][959], desk.monitor[0][desk.position - 1]), (0.625, level));
    }
    desk.edit(&[desk.mixer("monitor.dim", 1.0), desk.mixer("monitor.mono", 1.0)]);
    desk.render(960);
    assert!((desk.monitor[1][desk.position - 1] - 0.0125).abs() < 1e-8);
}

#[test]
fn a_reverb_rings_after_its_bus_has_fallen_silent_and_ends_in_exact_silence() {
    let mut desk = Desk::new(1, 1, 48_000 * 3);
    desk.feed(0, |channel, frame| if frame < 4_800 { noise_at(0, channel, frame) } else { 0.0 });
    desk.edit(&[
        desk.strip(0, "output", 1.0),
        desk.bus(0, "effect.type", 1.0),
        desk.bus(0, "effect.reverb.decay", 0.5),
    ]);
    let heard = desk.render(48_000 * 3);
    assert!(rms_db(&heard[0][6_000..9_000]) > -50.0);
    assert!(heard[0][48_000 * 5 / 2..].iter().all(|sample| *sample == 0.0));
}

#[test]
fn a_delay_repeats_in_time_and_a_change_of_effect_does_not_click() {
    let mut desk = Desk::new(1, 1, 48_000);
    desk.feed(0, |_, frame| if frame == 100 { 0.5 } else { 0.0 });
    desk.edit(&[desk.strip(0, "output", 1.0), desk.bus(0, "effect.type", 2.0), desk.bus(0, "effect.delay.time", 0.1)]);
    let heard = desk.render(48_000);
    let loudest = (0..10_000).max_by(|a, b| heard[0][*a].abs().total_cmp(&heard[0][*b].abs())).expect("frames");
    assert!((4_900..4_910).contains(&loudest), "{loudest}");

    let mut desk = Desk::new(1, 1, 48_000);
    desk.feed(0, |_, frame| sine(440.0, frame));
    let mut heard: Vec<f32> = Vec::new();
    desk.edit(&[desk.strip(0, "output", 1.0), desk.bus(0, "effect.type", 1.0), desk.bus(0, "effect.reverb.mix", 0.3)]);
    for kind in [2.0, 0.0, 1.0] {
        heard.extend(&desk.render(12_000)[0]);
        desk.edit(&[desk.bus(0, "effect.type", kind)]);
    }
    heard.extend(&desk.render(12_000)[0]);
    let largest = heard[2_000..].windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
    assert!(largest < 0.04, "{largest}");
}

#[test]
fn the_limiter_keeps_the_output_below_its_ceiling_after_everything_else() {
    let mut desk = Desk::new(1, 0, 48_000);
    desk.feed(0, |channel, frame| noise_at(0, channel, frame));
    desk.edit(&[desk.master("gain", 4.0), desk.master("limiter.on", 1.0), desk.master("limiter.ceiling", -6.0)]);
    let heard = desk.render(48_000);
    let peak = heard.iter().flatten().fold(0.0f32, |peak, sample| peak.max(sample.abs()));
    assert!(peak <= 10f32.powf(-5.999 / 20.0) && peak > 0.3, "{peak}");
    assert!(desk.master_meter("limiter_reduction") > 3.0);
    assert!(desk.master_meter("peak_left") <= peak);
}

#[test]
fn costly_meters_measure_only_while_they_are_wanted() {
    let mut desk = Desk::new(1, 0, 48_000 * 2);
    desk.feed(0, |_, frame| sine(1_000.0, frame));
    desk.render(48_000);
    assert_eq!(desk.master_meter("momentary"), f32::NEG_INFINITY);
    assert_eq!((desk.master_meter("true_peak_max"), desk.counter(desk.layout.scope_frame())), (0.0, 0));
    desk.edit(&[
        desk.master("want_loudness", 1.0),
        desk.master("want_true_peak", 1.0),
        desk.master("want_correlation", 1.0),
        desk.master("want_scope", 1.0),
    ]);
    let heard = desk.render(48_000);
    // Left and right each at -15.05 dB, weighted by less than 0.1 dB at 1 kHz: 3 dB more together, less 0.691.
    assert!((desk.master_meter("momentary") + 12.04).abs() < 0.1, "{}", desk.master_meter("momentary"));
    assert!((desk.master_meter("true_peak_max") - 0.25).abs() < 0.001);
    assert!((desk.master_meter("correlation") - 1.0).abs() < 1e-3);
    let end = desk.counter(desk.layout.scope_frame()) as usize;
    assert_eq!(end, 96_000);
    for ago in [1, 2, 1_000, 16_384] {
        let word = desk.layout.scope() + 2 * ((end - ago) % megamixer_schema::SCOPE_FRAMES);
        assert_eq!(f32::from_bits(desk.counter(word)), heard[0][48_000 - ago]);
    }
}

/// The sharpest corner of a sine while one edit follows another within the fade of a switch. A second difference tells a corner
/// from a curve: of the sine itself it is 0.0002.
fn sharpest_corner(first: Setting, second: Setting, third: Setting) -> f32 {
    let mut desk = Desk::new(1, 1, 48_000);
    desk.feed(0, |_, frame| sine(200.0, frame));
    desk.edit(&first(&desk));
    desk.render(24_000);
    desk.edit(&second(&desk));
    let mut heard = desk.render(96)[0].clone();
    desk.edit(&third(&desk));
    heard.extend(&desk.render(9_600)[0]);
    heard.windows(3).map(|at| (at[0] - 2.0 * at[1] + at[2]).abs()).fold(0.0, f32::max)
}

#[test]
fn what_is_turned_while_its_switch_still_fades_does_not_click() {
    let lift: Setting = |desk| vec![desk.strip(0, "eq.band2.frequency", 200.0), desk.strip(0, "eq.band2.gain", 18.0)];
    let cut: Setting = |desk| vec![desk.strip(0, "eq.highpass.on", 1.0), desk.strip(0, "eq.highpass.frequency", 100.0)];
    let squeeze: Setting = |desk| vec![desk.strip(0, "compressor.on", 1.0), desk.strip(0, "compressor.makeup", 12.0)];
    let limit: Setting = |desk| vec![desk.master("limiter.on", 1.0), desk.master("limiter.ceiling", -24.0)];
    let cases: [(&str, Setting, Setting, Setting); 6] = [
        (
            "gain",
            lift,
            |desk| vec![desk.strip(0, "eq.band2.on", 0.0)],
            |desk| vec![desk.strip(0, "eq.band2.gain", -18.0)],
        ),
        (
            "corner",
            lift,
            |desk| vec![desk.strip(0, "eq.on", 0.0)],
            |desk| vec![desk.strip(0, "eq.band2.frequency", 5_000.0)],
        ),
        ("order", lift, |desk| vec![desk.strip(0, "order", 1.0)], |desk| vec![desk.strip(0, "eq.band2.gain", -18.0)]),
        (
            "cut",
            cut,
            |desk| vec![desk.strip(0, "eq.highpass.on", 0.0)],
            |desk| vec![desk.strip(0, "eq.highpass.frequency", 5_000.0)],
        ),
        (
            "makeup",
            squeeze,
            |desk| vec![desk.strip(0, "compressor.on", 0.0)],
            |desk| vec![desk.strip(0, "compressor.makeup", -24.0)],
        ),
        (
            "ceiling",
            limit,
            |desk| vec![desk.master("limiter.on", 0.0)],
            |desk| vec![desk.master("limiter.ceiling", 0.0)],
        ),
    ];
    for (name, first, second, third) in cases {
        let (plain, turned) = (sharpest_corner(first, second, |_| Vec::new()), sharpest_corner(first, second, third));
        assert!(turned < 1.5 * plain + 0.001, "{name}: {turned}, and {plain} without");
    }
}

#[test]
fn ramps_of_an_effect_that_is_not_heard_go_on_in_time() {
    for playing in [0.0, 1.0] {
        let mut desk = Desk::new(1, 1, 96_000);
        desk.feed(0, |_, frame| sine(440.0, frame));
        desk.edit(&[desk.strip(0, "output", 1.0), desk.bus(0, "effect.type", playing)]);
        desk.render(4_800);
        desk.edit(&desk.ramp(desk.bus(0, "effect.delay.mix", 0.0), 0.5, Some(1.0)));
        desk.render(48_000);
        desk.edit(&[desk.bus(0, "effect.type", 2.0)]);
        // The ramp is over: a delay with nothing of it in the mix is the signal as it comes.
        assert_eq!(desk.render(24_000)[0][20_000], sine(440.0, 4_800 + 48_000 + 20_000));
    }
}

#[test]
fn an_effect_that_is_being_replaced_does_not_click_when_it_is_turned() {
    let set: Setting = |desk| {
        vec![
            desk.strip(0, "output", 1.0),
            desk.bus(0, "effect.type", 2.0),
            desk.bus(0, "effect.delay.time", 0.011),
            desk.bus(0, "effect.delay.low_cut", 20.0),
        ]
    };
    let (replace, turn): (Setting, Setting) =
        (|desk| vec![desk.bus(0, "effect.type", 1.0)], |desk| vec![desk.bus(0, "effect.delay.mix", 0.0)]);
    let (plain, turned) = (sharpest_corner(set, replace, |_| Vec::new()), sharpest_corner(set, replace, turn));
    assert!(turned < 1.5 * plain, "{turned}, and {plain} without");
}
