//! Which side is which and how far apart they are, at rest and while everything moves.

use core::f64::consts::PI;
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;
use megamixer_dsp::stereo::{Stereo, StereoWork};

const RATE: f32 = 48_000.0;

/// Four signals on the grid.
#[derive(Clone)]
struct Desk {
    stereo: Stereo,
    pace: Pace,
    frame: usize,
}

impl Desk {
    fn new(sample_rate: f32) -> Self {
        Self { stereo: Stereo::new(), pace: Pace::new(0.02, sample_rate), frame: 0 }
    }

    fn put(&mut self, lane: usize, swap: bool, mono: bool, width: f32) {
        self.stereo.swap().set(lane, swap);
        self.stereo.mono().set(lane, mono);
        self.stereo.width().glide_to(lane, width);
        self.stereo.land(lane);
    }

    /// Renders in stretches of at most `longest` frames.
    fn render(&mut self, signal: &mut [Frame], longest: usize) {
        let (mut rest, mut work) = (signal, StereoWork::new());
        while !rest.is_empty() {
            let frames = longest.min(CELL_FRAMES - self.frame % CELL_FRAMES).min(rest.len());
            let (stretch, others) = rest.split_at_mut(frames);
            if self.stereo.active() {
                self.stereo.render(stretch, &self.pace, &mut work);
            }
            self.frame += frames;
            if self.frame.is_multiple_of(CELL_FRAMES) {
                self.stereo.settle();
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

/// Exchanged so much, then mid + width × side, with a width that mono takes away.
fn formula([left, right]: [f32; 2], swap: f64, mono: f64, width: f64) -> [f64; 2] {
    let (left, right) = (f64::from(left), f64::from(right));
    let (left, right) = (left * (1.0 - swap) + right * swap, right * (1.0 - swap) + left * swap);
    let (mid, side) = ((left + right) / 2.0, (left - right) / 2.0 * width * (1.0 - mono));
    [mid + side, mid - side]
}

fn furthest(found: [f64; 2], wanted: [f64; 2]) -> f64 {
    (found[0] - wanted[0]).abs().max((found[1] - wanted[1]).abs())
}

const INPUTS: [[f32; 2]; 4] = [[1.0, 0.0], [0.0, 1.0], [0.8, -0.3], [-0.51, 0.49]];

#[test]
fn a_resting_signal_is_what_the_formula_says_within_a_millionth() {
    let mut worst = 0f64;
    for (swap, mono) in [(false, false), (false, true), (true, false), (true, true)] {
        for width in (0..=40).map(|i| i as f32 / 20.0) {
            let mut desk = Desk::new(RATE);
            desk.put(1, swap, mono, width);
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
        let mut desk = Desk::new(RATE);
        desk.put(0, false, false, 0.0);
        desk.stereo.width().ramp_to(0, None, 2.0, 9_600);
        for (i, output) in desk.hold(input, 9_600).iter().enumerate() {
            let width = 2.0 * (i + 1) as f64 / 9_600.0;
            worst[0] = worst[0].max(furthest(stereo_of(output, 0), formula(input, 0.0, 0.0, width)));
        }
        let [mut mono, mut swap] = [Desk::new(RATE), Desk::new(RATE)];
        mono.put(0, true, false, 1.7);
        mono.stereo.mono().set(0, true);
        swap.put(0, false, false, 1.7);
        swap.stereo.swap().set(0, true);
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
    let mut desk = Desk::new(RATE);
    desk.put(0, true, false, 1.0);
    desk.put(2, false, true, 1.9);
    desk.stereo.width().glide_to(3, 0.0);
    let input = noise(1, 3_200);
    let mut signal = input.clone();
    desk.render(&mut signal, CELL_FRAMES);
    assert!(same_bits(&signal, &input, 1));
    for lane in [0, 2, 3] {
        desk.put(lane, false, false, 1.0);
    }
    desk.hold([0.0; 2], CELL_FRAMES);
    assert!(!desk.stereo.active());
}

#[test]
fn swapped_twice_is_the_signal_itself_and_mono_is_the_same_left_and_right() {
    let input = noise(2, 320);
    let mut swapped = Desk::new(RATE);
    swapped.put(3, true, false, 1.0);
    let mut signal = input.clone();
    swapped.render(&mut signal, CELL_FRAMES);
    let exchanged = |frame: &Frame| [frame.as_array()[7].to_bits(), frame.as_array()[3].to_bits()];
    let straight = |frame: &Frame| [frame.as_array()[3].to_bits(), frame.as_array()[7].to_bits()];
    assert!(signal.iter().map(straight).eq(input.iter().map(exchanged)));
    for (mono, width) in [(true, 2.0), (false, 0.0)] {
        let mut desk = Desk::new(RATE);
        desk.put(3, true, mono, width);
        let mut signal = input.clone();
        desk.render(&mut signal, CELL_FRAMES);
        assert!(signal.iter().all(|frame| frame.as_array()[3] == frame.as_array()[7]));
    }
}

#[test]
fn a_mono_signal_stays_as_it_is_however_wide() {
    let mut desk = Desk::new(RATE);
    desk.put(0, false, false, 2.0);
    desk.stereo.swap().set(0, true);
    assert!(desk.hold([0.7; 2], 640).iter().all(|output| *output == Frame::splat(0.7)));
}

#[test]
fn switches_take_five_milliseconds_at_every_rate_and_have_no_step() {
    let mut steepest = 0f64;
    for rate in [3_000.0, 44_100.0, 48_000.0, 768_000.0] {
        let frames = (0.005f32 * rate).round() as usize;
        for is_mono in [true, false] {
            let mut desk = Desk::new(rate);
            let switch = |stereo: &mut Stereo, on| if is_mono { stereo.mono() } else { stereo.swap() }.set(0, on);
            let mut outputs = desk.hold([1.0, -1.0], 1);
            switch(&mut desk.stereo, true);
            outputs.extend(desk.hold([1.0, -1.0], frames + 2));
            let end = if is_mono { 0.0 } else { -1.0 };
            assert!(stereo_of(&outputs[frames * 9 / 10], 0)[0] - end > 0.01);
            assert_eq!(stereo_of(&outputs[frames + 2], 0), [end, -end]);
            // And back, turning round half-way.
            for (on, after) in [(false, frames / 2), (true, frames / 3), (false, frames + CELL_FRAMES)] {
                switch(&mut desk.stereo, on);
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

fn largest_step(outputs: &[Frame], lane: usize) -> f64 {
    let pairs = outputs.windows(2).map(|pair| furthest(stereo_of(&pair[0], lane), stereo_of(&pair[1], lane)));
    pairs.fold(0.0, f64::max)
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
fn nothing_that_is_turned_on_a_low_tone_clicks() {
    let tone: Vec<Frame> = (0..4_096)
        .map(|i| (2.0 * PI * 100.0 * i as f64 / f64::from(RATE)).cos() as f32)
        .map(|sample| frame(sample, -0.5 * sample))
        .collect();
    let play = |turn: &dyn Fn(&mut Stereo), at_once: bool| {
        let (mut desk, mut signal) = (Desk::new(RATE), tone.clone());
        desk.put(0, false, false, 1.2);
        desk.render(&mut signal[..1_930], CELL_FRAMES);
        turn(&mut desk.stereo);
        if at_once {
            desk.stereo.snap();
        }
        desk.render(&mut signal[1_930..], CELL_FRAMES);
        splatter_db(&signal.iter().map(|output| stereo_of(output, 0)[0]).collect::<Vec<_>>())
    };
    let turns: [(&str, &dyn Fn(&mut Stereo)); 3] = [
        ("mono", &|stereo| stereo.mono().set(0, true)),
        ("swap", &|stereo| stereo.swap().set(0, true)),
        ("width", &|stereo| stereo.width().glide_to(0, 0.1)),
    ];
    for (name, turn) in turns {
        let (found, jump) = (play(turn, false), play(turn, true));
        println!("splatter above 4 kHz of {name}: {found:.1} dBFS, of a jump {jump:.1} dBFS");
        assert!(found < -100.0 && jump > -70.0, "{name}: {found} {jump}");
    }
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
            if script.below(12) == 0 && i < 50 && turned.has(lane) {
                let (stereo, width, on) = (&mut desk.stereo, script.next() + 1.0, script.below(2) == 0);
                match script.below(4) {
                    0 => stereo.width().glide_to(lane, width),
                    1 => stereo.width().ramp_to(lane, on.then_some(1.0), width, 333),
                    2 => stereo.swap().set(lane, on),
                    _ => stereo.mono().set(lane, on),
                }
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
        let alone = play(Mask::one(lane), &input, None);
        assert!(same_bits(&together, &alone, lane), "lane {lane}");
        assert!(!same_bits(&input, &alone, lane), "the script turns nothing in lane {lane}");
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
fn the_loudest_input_stays_finite_and_silence_silent_while_everything_moves() {
    let loudest = vec![frame((1 << 20) as f32, -((1 << 20) as f32)); SCRIPT_FRAMES];
    let outputs = play(Mask::ALL, &loudest, None);
    assert!(outputs.iter().all(|output| output.to_array().into_iter().all(|x| x.abs() <= (1 << 21) as f32)));
    let outputs = play(Mask::ALL, &vec![Frame::ZERO; SCRIPT_FRAMES], None);
    assert!(outputs.iter().all(|output| *output == Frame::ZERO));
}

#[test]
fn a_lane_that_is_copied_goes_on_as_the_one_it_was_copied_from() {
    let mut from = Desk::new(RATE);
    from.put(1, true, false, 0.4);
    from.stereo.width().ramp_to(1, None, 1.8, 400);
    from.stereo.swap().set(1, false);
    from.stereo.mono().set(2, true);
    from.hold([1.0; 2], 96);
    let mut to = Desk::new(RATE);
    to.put(0, true, false, 0.3);
    to.hold([1.0; 2], 96);
    let mut kept = to.clone();
    to.stereo.copy_lanes(&from.stereo, Mask::one(1));
    let [copied, original, kept] = [&mut to, &mut from, &mut kept].map(|desk| desk.hold([0.7, -0.2], 960));
    assert!(same_bits(&copied, &original, 1));
    assert!((0..LANES).filter(|lane| *lane != 1).all(|lane| same_bits(&copied, &kept, lane)));
}

#[test]
fn landing_ends_glides_and_fades_and_snapping_ramps_too_which_go_on_while_nobody_listens() {
    let mut glide = Desk::new(RATE);
    glide.stereo.swap().set(0, true);
    glide.stereo.width().glide_to(0, 2.0);
    glide.stereo.land(0);
    assert_eq!(stereo_of(&glide.hold([1.0, 0.0], 1)[0], 0), [-0.5, 1.5]);
    let mut ramp = Desk::new(RATE);
    ramp.stereo.width().ramp_to(0, None, 2.0, 640);
    ramp.stereo.land(0);
    for _ in 0..10 {
        ramp.stereo.pass_time(CELL_FRAMES, &ramp.pace, &mut SILENCE.clone());
        ramp.stereo.settle();
    }
    let heard = stereo_of(&ramp.hold([1.0, 0.0], 1)[0], 0);
    assert!(furthest(heard, formula([1.0, 0.0], 0.0, 0.0, 1.0 + 321.0 / 640.0)) < 1e-6, "{heard:?}");
    ramp.stereo.snap();
    assert_eq!(stereo_of(&ramp.hold([1.0, 0.0], 1)[0], 0), [1.5, -0.5]);
}
