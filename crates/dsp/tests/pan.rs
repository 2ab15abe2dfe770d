//! Where a signal is heard, by each law, at rest and while everything moves.

use core::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::pan::{PanLaw, Panner};
use megamixer_dsp::smoother::Control;

const RATE: f32 = 48_000.0;

/// Four signals that are panned, on the grid.
#[derive(Clone)]
struct Desk {
    panner: Panner,
    pace: Pace,
    frame: usize,
}

impl Desk {
    fn new(sample_rate: f32) -> Self {
        Self { panner: Panner::new(), pace: Pace::new(0.02, sample_rate), frame: 0 }
    }

    fn put(&mut self, lane: usize, law: PanLaw, pan: f32, mono: bool) {
        self.panner.set_law(lane, law, true);
        self.panner.position().glide_to(lane, pan);
        self.panner.mono().set(lane, mono);
        self.panner.land(lane);
    }

    /// Renders in stretches of at most `longest` frames.
    fn render(&mut self, signal: &mut [Frame], longest: usize) {
        let mut rest = signal;
        while !rest.is_empty() {
            let frames = longest.min(CELL_FRAMES - self.frame % CELL_FRAMES).min(rest.len());
            let (stretch, others) = rest.split_at_mut(frames);
            let [mut mono, mut scratch] = [SILENCE; 2];
            let course = self.panner.mix_inputs(self.pace.fade, stretch, &mut mono);
            self.panner.apply(self.pace.glide, stretch, &course, &mut scratch);
            self.frame += frames;
            if self.frame.is_multiple_of(CELL_FRAMES) {
                self.panner.settle();
            }
            rest = others;
        }
    }

    /// The outputs of a constant left and right input of every lane.
    fn hold(&mut self, [left, right]: [f32; 2], frames: usize) -> Vec<Frame> {
        let mut signal = vec![frame(left, right); frames];
        self.render(&mut signal, CELL_FRAMES);
        signal
    }
}

fn frame(left: f32, right: f32) -> Frame {
    Frame::from(core::array::from_fn::<f32, 8, _>(|c| if c < LANES { left } else { right }))
}

fn stereo_of(frame: &Frame, lane: usize) -> [f64; 2] {
    [lane, lane + LANES].map(|channel| f64::from(frame.as_array()[channel]))
}

/// What the laws say, written down once more in terms of the published formulas: for each side, what it takes of left and right.
fn formula(law: PanLaw, p: f64, mono: bool) -> [[f64; 2]; 2] {
    let equal_power = [((p + 1.0) * FRAC_PI_4).cos(), ((p + 1.0) * FRAC_PI_4).sin()];
    let linear_6 = [(1.0 - p) / 2.0, (1.0 + p) / 2.0];
    let [left, right] = match law {
        // StereoPannerNode, steps 3 and 4 of its panning algorithm.
        PanLaw::WebAudio if mono => {
            let x = (p + 1.0) / 2.0;
            [(x * FRAC_PI_2).cos(), (x * FRAC_PI_2).sin()]
        }
        PanLaw::WebAudio => {
            let x = if p <= 0.0 { p + 1.0 } else { p };
            let (gain_l, gain_r) = ((x * FRAC_PI_2).cos(), (x * FRAC_PI_2).sin());
            return if p <= 0.0 { [[1.0, gain_l], [0.0, gain_r]] } else { [[gain_l, 0.0], [gain_r, 1.0]] };
        }
        PanLaw::Balance => {
            [if p <= 0.0 { 1.0 } else { (p * FRAC_PI_2).cos() }, if p >= 0.0 { 1.0 } else { (p * FRAC_PI_2).cos() }]
        }
        PanLaw::Linear => [(1.0 - p).min(1.0), (1.0 + p).min(1.0)],
        PanLaw::EqualPower => equal_power,
        PanLaw::Compromise => [0, 1].map(|side| (equal_power[side] * linear_6[side]).sqrt()),
        PanLaw::Linear6 => linear_6,
    };
    [[left, 0.0], [0.0, right]]
}

/// What a law makes of an input.
fn wanted(law: PanLaw, p: f64, mono: bool, input: [f32; 2]) -> [f64; 2] {
    let [left, right] = input.map(f64::from);
    let [left, right] = if mono { [(left + right) / 2.0; 2] } else { [left, right] };
    formula(law, p, mono).map(|[of_left, of_right]| left * of_left + right * of_right)
}

fn furthest(found: [f64; 2], wanted: [f64; 2]) -> f64 {
    (found[0] - wanted[0]).abs().max((found[1] - wanted[1]).abs())
}

#[test]
fn a_resting_signal_is_where_its_law_says_within_a_millionth() {
    let inputs = [[1.0, 0.0], [0.0, 1.0], [0.8, -0.3]];
    for law in PanLaw::ALL {
        let mut worst = 0f64;
        for i in 0..=200 {
            let pan = i as f32 / 100.0 - 1.0;
            for mono in [false, true] {
                let mut desk = Desk::new(RATE);
                desk.put(2, law, pan, mono);
                desk.hold([0.0; 2], CELL_FRAMES);
                for input in inputs {
                    let found = stereo_of(&desk.hold(input, 1)[0], 2);
                    worst = worst.max(furthest(found, wanted(law, f64::from(pan), mono, input)));
                }
            }
        }
        println!("{law:?} at rest: {worst:.2e}");
        assert!(worst < 1e-6, "{law:?}: {worst:e}");
    }
}

#[test]
fn a_signal_that_crosses_the_stage_is_where_its_law_says_within_a_millionth() {
    const FRAMES: u32 = 9_600;
    for law in PanLaw::ALL {
        let mut worst = 0f64;
        for (mono, input) in [(false, [1.0, 0.0]), (false, [0.0, 1.0]), (true, [0.9, 0.4])] {
            let mut desk = Desk::new(RATE);
            desk.put(1, law, -1.0, mono);
            desk.panner.position().ramp_to(1, None, 1.0, FRAMES);
            for (i, output) in desk.hold(input, FRAMES as usize).iter().enumerate() {
                let p = -1.0 + 2.0 * (i + 1) as f64 / f64::from(FRAMES);
                worst = worst.max(furthest(stereo_of(output, 1), wanted(law, p, mono, input)));
            }
        }
        println!("{law:?} moving: {worst:.2e}");
        assert!(worst < 1e-6, "{law:?}: {worst:e}");
    }
}

#[test]
fn all_but_web_audios_law_leave_both_channels_on_their_sides() {
    for law in &PanLaw::ALL[1..] {
        let mut desk = Desk::new(RATE);
        desk.put(0, *law, 0.0, false);
        desk.panner.position().ramp_to(0, None, -1.0, 2_400);
        assert!(desk.hold([1.0, 0.0], 4_800).iter().all(|output| stereo_of(output, 0)[1] == 0.0), "{law:?}");
    }
}

#[test]
fn in_the_middle_balance_and_the_straight_line_pass_bit_for_bit() {
    let mut desk = Desk::new(RATE);
    for (lane, law) in [PanLaw::WebAudio, PanLaw::Balance, PanLaw::Linear, PanLaw::Compromise].into_iter().enumerate() {
        desk.put(lane, law, 0.0, false);
    }
    desk.panner.position().ramp_to(3, None, 1.0, 500);
    let input: Vec<Frame> = noise(7, 1_000);
    let mut signal = input.clone();
    desk.render(&mut signal, CELL_FRAMES);
    for (output, input) in signal.iter().zip(&input) {
        for channel in [0, 1, 2, 4, 5, 6] {
            assert_eq!(output.as_array()[channel].to_bits(), input.as_array()[channel].to_bits());
        }
    }
}

/// How much of a change of law has been heard: 0 none, 1 all.
fn progress(found: f64, from: f64, to: f64) -> f64 {
    (found - from) / (to - from)
}

#[test]
fn a_law_changes_in_five_milliseconds_at_every_rate() {
    for rate in [3_000.0, 44_100.0, 48_000.0, 768_000.0] {
        let mut desk = Desk::new(rate);
        desk.put(0, PanLaw::Linear, 0.0, false);
        desk.panner.set_law(0, PanLaw::Linear6, false);
        let frames = (0.005 * rate).round() as usize;
        let outputs: Vec<f64> = desk
            .hold([1.0; 2], frames + CELL_FRAMES)
            .iter()
            .map(|output| progress(stereo_of(output, 0)[0], 1.0, 0.5))
            .collect();
        assert!(outputs[0] > 0.0 && outputs[frames * 9 / 10 - 1] < 0.99, "{rate}");
        assert_eq!(outputs[frames + 1], 1.0);
        assert!(outputs.windows(2).all(|pair| pair[1] - pair[0] > -1e-6));
        assert!(outputs[frames / 2] > 0.45 && outputs[frames / 2] < 0.75);
    }
}

/// The largest step from one frame to the next, of either side.
fn largest_step(outputs: &[Frame], lane: usize) -> f64 {
    let pairs = outputs.windows(2).map(|pair| furthest(stereo_of(&pair[0], lane), stereo_of(&pair[1], lane)));
    pairs.fold(0.0, f64::max)
}

/// The steepest step of a fade of 5 ms at 48 kHz: a smoothstep is one and a half times as steep in the middle as a line.
const STEEPEST: f64 = 1.5 / 240.0 + 1e-6;

#[test]
fn a_change_of_law_has_no_step_from_any_law_to_any_other() {
    let mut worst = 0f64;
    for from in PanLaw::ALL {
        for to in PanLaw::ALL {
            for pan in [-1.0, -0.6, 0.0, 0.3, 1.0] {
                let mut desk = Desk::new(RATE);
                desk.put(3, from, pan, false);
                let mut outputs = desk.hold([1.0, 1.0], 40);
                desk.panner.set_law(3, to, false);
                outputs.extend(desk.hold([1.0, 1.0], 300));
                let [before, after] = [from, to].map(|law| wanted(law, f64::from(pan), false, [1.0; 2]));
                let step = largest_step(&outputs, 3);
                assert!(step <= STEEPEST * furthest(before, after) + 3e-7, "{from:?} to {to:?} at {pan}: {step}");
                assert!(furthest(stereo_of(&outputs[339], 3), after) < 1e-6);
                worst = worst.max(step);
            }
        }
    }
    println!("largest step of any change of law: {worst:.5} of full scale a frame");
}

#[test]
fn a_law_that_changes_again_half_way_goes_on_from_what_is_heard() {
    // Back to the first, and on to a third and a fourth.
    for path in
        [[PanLaw::Linear6, PanLaw::Linear, PanLaw::Linear], [PanLaw::Linear6, PanLaw::EqualPower, PanLaw::Balance]]
    {
        for half_way in [1, 60, 119, 120, 121, 200, 239] {
            let mut desk = Desk::new(RATE);
            desk.put(0, PanLaw::Linear, 0.0, false);
            let mut outputs = desk.hold([1.0; 2], 33);
            for law in path {
                desk.panner.set_law(0, law, false);
                outputs.extend(desk.hold([1.0; 2], half_way));
            }
            outputs.extend(desk.hold([1.0; 2], 242));
            assert!(largest_step(&outputs, 0) < STEEPEST, "{}", largest_step(&outputs, 0));
            let end = wanted(path[2], 0.0, false, [1.0; 2]);
            assert!(furthest(stereo_of(outputs.last().unwrap(), 0), end) < 1e-7);
        }
    }
}

/// The loudest of the spectrum between 4 kHz and 20 kHz, relative to full scale: where a click is heard and a low tone is not.
fn splatter_db(signal: &[f64]) -> f64 {
    let count = signal.len();
    let window = |i: usize| 0.5 - 0.5 * (2.0 * PI * i as f64 / count as f64).cos();
    let loudest = (0..160).map(|bin| {
        let turn = 2.0 * PI * (4_000.0 + 100.0 * bin as f64) / f64::from(RATE);
        let (mut re, mut im) = (0.0, 0.0);
        for (i, sample) in signal.iter().enumerate() {
            re += sample * window(i) * (turn * i as f64).cos();
            im += sample * window(i) * (turn * i as f64).sin();
        }
        re.hypot(im) * 4.0 / count as f64
    });
    20.0 * loudest.fold(0.0, f64::max).log10()
}

#[test]
fn a_law_that_changes_on_a_low_tone_while_the_pan_moves_does_not_click() {
    let tone: Vec<Frame> = (0..4_096)
        .map(|i| (2.0 * PI * 100.0 * i as f64 / f64::from(RATE)).cos() as f32)
        .map(|sample| frame(sample, sample))
        .collect();
    let play = |changes: &[(usize, PanLaw)], at_once: bool| {
        let mut desk = Desk::new(RATE);
        desk.put(0, PanLaw::Balance, -0.5, false);
        desk.panner.position().ramp_to(0, None, 0.9, 4_096);
        let mut signal = tone.clone();
        let mut from = 0;
        for (at, law) in changes {
            desk.render(&mut signal[from..*at], CELL_FRAMES);
            desk.panner.set_law(0, *law, at_once);
            from = *at;
        }
        desk.render(&mut signal[from..], CELL_FRAMES);
        splatter_db(&signal.iter().map(|output| stereo_of(output, 0)[0]).collect::<Vec<_>>())
    };
    let once = [(1_930, PanLaw::Linear6)];
    let back = [(1_930, PanLaw::Linear6), (2_050, PanLaw::Balance)];
    let [none, faded, returned, jump] = [play(&[], false), play(&once, false), play(&back, false), play(&once, true)];
    println!(
        "splatter above 4 kHz: none {none:.1}, faded {faded:.1}, back half-way {returned:.1}, a jump {jump:.1} dBFS"
    );
    assert!(faded < -110.0 && returned < -100.0, "{faded} {returned}");
    assert!(jump > -70.0);
}

/// Numbers that depend on nothing but a seed.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    fn below(&mut self, count: usize) -> usize {
        ((self.next() + 1.0) * 0.5 * count as f32) as usize
    }
}

/// Noise with gaps of zeros of both signs.
fn noise(seed: u64, frames: usize) -> Vec<Frame> {
    let mut noise = Noise(seed);
    let mut sample = || match noise.below(10) {
        0 => 0.0,
        1 => -0.0,
        _ => noise.next(),
    };
    (0..frames).map(|_| Frame::from(core::array::from_fn::<f32, 8, _>(|_| sample()))).collect()
}

/// Turns one control of a lane, the same whichever desk it is.
fn turn(desk: &mut Desk, lane: usize, noise: &mut Noise) {
    let (what, value, choice) = (noise.below(5), noise.next(), noise.below(6));
    match what {
        0 => desk.panner.position().glide_to(lane, value),
        1 => desk.panner.position().ramp_to(lane, (choice < 3).then_some(-value), value, 1 + 100 * choice as u32),
        2 => desk.panner.mono().set(lane, choice < 3),
        _ => desk.panner.set_law(lane, PanLaw::from_index(choice as u32), choice == 5),
    }
}

const SCRIPT_FRAMES: usize = 6_400;

/// Plays a script of which only the lanes of a mask are turned, from a script of their own each.
fn play(turned: Mask, input: &[Frame], cuts: Option<u64>) -> Vec<Frame> {
    let mut desk = Desk::new(RATE);
    let mut scripts: [Noise; LANES] = core::array::from_fn(|lane| Noise(lane as u64 * 77 + 5));
    let mut cuts = cuts.map(Noise);
    let mut signal = input.to_vec();
    // Long pauses in between, so that some lanes arrive while others move.
    for (i, part) in signal.chunks_mut(100).enumerate() {
        for (lane, script) in scripts.iter_mut().enumerate() {
            let now = script.below(12) == 0 && i < 50;
            if now && turned.has(lane) {
                turn(&mut desk, lane, script);
            }
        }
        let longest = cuts.as_mut().map_or(CELL_FRAMES, |cuts| 1 + cuts.below(CELL_FRAMES));
        desk.render(part, longest);
    }
    signal
}

fn same_bits(a: &[Frame], b: &[Frame], lane: usize) -> bool {
    a.iter()
        .zip(b)
        .all(|(a, b)| [lane, lane + LANES].into_iter().all(|c| a.as_array()[c].to_bits() == b.as_array()[c].to_bits()))
}

#[test]
fn a_signal_sounds_the_same_bit_for_bit_whatever_its_neighbours_do() {
    let input = noise(3, SCRIPT_FRAMES);
    let together = play(Mask::ALL, &input, None);
    for lane in 0..LANES {
        assert!(same_bits(&together, &play(Mask::one(lane), &input, None), lane), "lane {lane}");
    }
    let [unturned, rest] = [play(Mask::ALL.without(Mask::one(2)), &input, None), input];
    assert!(same_bits(&unturned, &rest, 2));
}

#[test]
fn a_signal_that_rests_off_the_middle_keeps_its_bits_while_a_neighbour_moves() {
    for (law, mono) in PanLaw::ALL.into_iter().flat_map(|law| [(law, false), (law, true)]) {
        for pan in [-1.0, -0.37, 0.0, 0.111, 0.92, 1.0] {
            let input = noise(11, 960);
            let [mut alone, mut beside] = [input.clone(), input];
            let mut desk = Desk::new(RATE);
            desk.put(1, law, pan, mono);
            desk.clone().render(&mut alone, CELL_FRAMES);
            desk.panner.position().glide_to(0, 0.5);
            desk.panner.mono().set(2, true);
            desk.panner.set_law(3, PanLaw::Compromise, false);
            desk.render(&mut beside, CELL_FRAMES);
            assert!(same_bits(&alone, &beside, 1), "{law:?} {pan} {mono}");
        }
    }
}

#[test]
fn cuts_between_the_grid_points_change_nothing() {
    let input = noise(4, SCRIPT_FRAMES);
    let whole = play(Mask::ALL, &input, None);
    for seed in 0..5 {
        let cut = play(Mask::ALL, &input, Some(seed));
        assert!((0..LANES).all(|lane| same_bits(&whole, &cut, lane)), "seed {seed}");
    }
}

#[test]
fn a_lane_that_is_copied_goes_on_as_the_one_it_was_copied_from() {
    let mut from = Desk::new(RATE);
    from.put(1, PanLaw::Balance, 0.4, false);
    from.panner.position().ramp_to(1, None, -0.9, 400);
    from.panner.set_law(1, PanLaw::Compromise, false);
    from.panner.mono().set(1, true);
    from.hold([1.0; 2], 96);
    let mut to = Desk::new(RATE);
    to.put(0, PanLaw::Linear, 0.3, false);
    to.hold([1.0; 2], 96);
    let mut kept = to.clone();
    to.panner.copy_lanes(&from.panner, Mask::one(1));
    let [copied, original, kept] = [&mut to, &mut from, &mut kept].map(|desk| desk.hold([0.7, -0.2], 960));
    assert!(same_bits(&copied, &original, 1));
    assert!(same_bits(&copied, &kept, 0));
}

#[test]
fn landing_ends_glides_and_fades_and_snapping_ramps_too() {
    let start = || {
        let mut desk = Desk::new(RATE);
        desk.put(0, PanLaw::Balance, 0.0, false);
        desk.panner.set_law(0, PanLaw::Linear6, false);
        desk
    };
    let mut glide = start();
    glide.panner.position().glide_to(0, 0.5);
    glide.panner.land(0);
    assert_eq!(stereo_of(&glide.hold([1.0; 2], 1)[0], 0), [0.25, 0.75]);
    let mut ramp = start();
    ramp.panner.position().ramp_to(0, None, 0.5, 1_000);
    ramp.panner.land(0);
    assert!(stereo_of(&ramp.clone().hold([1.0; 2], 1)[0], 0)[0] > 0.49);
    ramp.panner.snap();
    assert_eq!(stereo_of(&ramp.hold([1.0; 2], 1)[0], 0), [0.25, 0.75]);
}

#[test]
fn a_ramp_goes_on_in_time_while_nobody_listens() {
    let mut desk = Desk::new(RATE);
    desk.put(0, PanLaw::Linear6, -1.0, false);
    desk.panner.position().ramp_to(0, None, 1.0, 640);
    for _ in 0..10 {
        desk.panner.pass_time(desk.pace.glide, CELL_FRAMES, &mut SILENCE.clone());
        desk.panner.settle();
    }
    let heard = stereo_of(&desk.hold([1.0; 2], 1)[0], 0);
    assert!((heard[1] - 321.0 / 640.0).abs() < 1e-6, "{heard:?}");
}

#[test]
fn the_loudest_input_stays_finite_and_silence_silent_while_everything_moves() {
    let loudest = vec![frame((1 << 20) as f32, -((1 << 20) as f32)); SCRIPT_FRAMES];
    let outputs = play(Mask::ALL, &loudest, None);
    assert!(outputs.iter().all(|output| output.to_array().into_iter().all(|x| x.abs() <= 2.001 * (1 << 20) as f32)));
    let outputs = play(Mask::ALL, &vec![Frame::ZERO; SCRIPT_FRAMES], None);
    assert!(outputs.iter().all(|output| *output == Frame::ZERO));
}
