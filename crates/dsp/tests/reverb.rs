//! How the reverb sounds, measured on what it answers to an impulse, noise and sines.

use megamixer_dsp::pace::Pace;
use megamixer_dsp::reverb::Reverb;
use megamixer_dsp::smoother::Control;

const RATE: f32 = 48_000.0;

/// A reverb with the memory it is lent.
struct Room {
    reverb: Reverb,
    memory: Vec<f32>,
    pace: Pace,
    frames: usize,
}

/// What is turned: decay, size, damping.
#[derive(Clone, Copy)]
struct Settings {
    decay_s: f32,
    size: f32,
    damping_hz: f32,
}

const OPEN: Settings = Settings { decay_s: 2.0, size: 0.7, damping_hz: 20_000.0 };

impl Room {
    fn new(rate: f32, settings: Settings) -> Self {
        let mut reverb = Reverb::new(rate);
        reverb.decay().glide_to(0, settings.decay_s);
        reverb.size().glide_to(0, settings.size);
        reverb.damping().glide_to(0, settings.damping_hz);
        reverb.snap();
        Self { reverb, memory: vec![0.0; Reverb::memory_frames(rate)], pace: Pace::new(0.02, rate), frames: 0 }
    }

    /// Renders in place, in stretches of at most `cut` frames within cells of 32.
    fn render(&mut self, [left, right]: [&mut [f32]; 2], cut: usize) {
        let mut start = 0;
        while start < left.len() {
            let frames = cut.min(32 - self.frames % 32).min(left.len() - start);
            let part = start..start + frames;
            let quiet = left[part.clone()].iter().chain(&right[part.clone()]).all(|sample| *sample == 0.0);
            self.reverb.render(&mut self.memory, &mut left[part.clone()], &mut right[part], &self.pace);
            self.frames += frames;
            if self.frames.is_multiple_of(32) {
                self.reverb.settle(quiet);
            }
            start += frames;
        }
    }

    /// The answer to an impulse left, right or both.
    fn answer(&mut self, impulse: [f32; 2], seconds: f32) -> [Vec<f32>; 2] {
        let frames = (self.pace.sample_rate * seconds) as usize;
        let [mut left, mut right] = impulse.map(|height| {
            let mut signal = vec![0.0; frames];
            signal[0] = height;
            signal
        });
        self.render([&mut left, &mut right], 32);
        [left, right]
    }
}

/// Reverberation time by backward integration of the energy (M. R. Schroeder 1965), from the slope between -5 and -35 dB (T30, ISO 3382).
fn t30(answer: &[f32], rate: f32) -> f64 {
    let mut energy = 0.0;
    let mut left: Vec<f64> = answer
        .iter()
        .rev()
        .map(|sample| {
            energy += f64::from(*sample).powi(2);
            energy
        })
        .collect();
    left.reverse();
    let points: Vec<(f64, f64)> = left
        .iter()
        .enumerate()
        .map(|(i, rest)| (i as f64 / f64::from(rate), 10.0 * (rest / energy).log10()))
        .filter(|(_, db)| (-35.0..-5.0).contains(db))
        .collect();
    let n = points.len() as f64;
    let (mx, my) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / n, y + point.1 / n));
    let (sxy, sxx) =
        points.iter().fold((0.0, 0.0), |(xy, xx), (x, y)| (xy + (x - mx) * (y - my), xx + (x - mx).powi(2)));
    -60.0 * sxx / sxy
}

/// Normalised echo density (J. S. Abel, P. Huang, A simple, robust measure of reverberation echo density, AES 121st Convention,
/// 2006): how much of 20 ms around a time is beyond its standard deviation, as a part of what is in Gaussian noise.
fn echo_density(answer: &[f32], time_s: f32, rate: f32) -> f64 {
    let half = (0.01 * rate) as usize;
    let middle = (time_s * rate) as usize;
    let window = &answer[middle - half..middle + half];
    let weight = |i: usize| 0.5 - 0.5 * (std::f64::consts::PI * (i as f64 + 0.5) / half as f64).cos();
    let sum: f64 = (0..window.len()).map(weight).sum();
    let variance: f64 = window.iter().enumerate().map(|(i, x)| weight(i) * f64::from(*x).powi(2)).sum::<f64>() / sum;
    let beyond: f64 =
        window.iter().enumerate().filter(|(_, x)| f64::from(**x).powi(2) > variance).map(|(i, _)| weight(i)).sum();
    beyond / sum / 0.317_310_5
}

/// Combs side by side: delays that echo only themselves.
fn combs(lengths: &[usize], decay_s: f32, frames: usize, rate: f32) -> Vec<f32> {
    let mut out = vec![0.0; frames];
    for length in lengths {
        let gain = 10f32.powf(-3.0 * *length as f32 / rate / decay_s);
        for (echo, i) in (*length..frames).step_by(*length).enumerate() {
            out[i] += gain.powi(echo as i32 + 1);
        }
    }
    out
}

/// Power of a spectrum, Hann window.
fn power(frames: &[f32]) -> Vec<f64> {
    let n = frames.len();
    let window = |i: usize| 0.5 - 0.5 * (std::f64::consts::TAU * i as f64 / n as f64).cos();
    let mut re: Vec<f64> = frames.iter().enumerate().map(|(i, x)| f64::from(*x) * window(i)).collect();
    let mut im = vec![0.0; n];
    fft(&mut re, &mut im);
    (0..n / 2).map(|i| re[i] * re[i] + im[i] * im[i]).collect()
}

/// A radix-2 Fourier transform.
fn fft(re: &mut [f64], im: &mut [f64]) {
    let n = re.len();
    let bits = n.trailing_zeros();
    for i in 0..n {
        let j = i.reverse_bits() >> (usize::BITS - bits);
        if i < j {
            re.swap(i, j);
            im.swap(i, j);
        }
    }
    let mut half = 1;
    while half < n {
        let turns: Vec<(f64, f64)> =
            (0..half).map(|k| (-std::f64::consts::PI * k as f64 / half as f64).sin_cos()).collect();
        for start in (0..n).step_by(2 * half) {
            for (k, (sin, cos)) in turns.iter().enumerate() {
                let (a, b) = (start + k, start + k + half);
                let (x, y) = (re[b] * cos - im[b] * sin, re[b] * sin + im[b] * cos);
                (re[b], im[b]) = (re[a] - x, im[a] - y);
                (re[a], im[a]) = (re[a] + x, im[a] + y);
            }
        }
        half *= 2;
    }
}

/// One octave of a signal around a frequency.
fn octave(signal: &[f32], hz: f32, rate: f32) -> Vec<f32> {
    band(signal, hz, 1.0, rate)
}

/// A band of a signal, by two Butterworth filters each side.
fn band(signal: &[f32], hz: f32, octaves: f32, rate: f32) -> Vec<f32> {
    let half = (octaves / 2.0).exp2();
    [(hz / half, true), (hz / half, true), (hz * half, false), (hz * half, false)]
        .iter()
        .fold(signal.to_vec(), |signal, (corner, high_pass)| filtered(&signal, *corner, *high_pass, rate))
}

/// A Butterworth high-pass or low-pass of two poles, in double precision.
fn filtered(signal: &[f32], corner: f32, high_pass: bool, rate: f32) -> Vec<f32> {
    let w = std::f64::consts::TAU * f64::from(corner / rate);
    let (alpha, cos) = (w.sin() * std::f64::consts::FRAC_1_SQRT_2, w.cos());
    let sign = if high_pass { -1.0 } else { 1.0 };
    let b = (1.0 - sign * cos) / 2.0 / (1.0 + alpha);
    let (a1, a2) = (-2.0 * cos / (1.0 + alpha), (1.0 - alpha) / (1.0 + alpha));
    let [mut x1, mut x2, mut y1, mut y2] = [0.0; 4];
    let next = |x: &f32| {
        let x = f64::from(*x);
        let y = b * (x + 2.0 * sign * x1 + x2) - a1 * y1 - a2 * y2;
        (x2, x1, y2, y1) = (x1, x, y1, y);
        y as f32
    };
    signal.iter().map(next).collect()
}

/// Where no narrow band may stand out: how far the strongest one of a tail stands above its third of an octave, in dB, and which.
///
/// The tail is what decays from -30 to -60 dB. Its power is averaged over windows of 85 ms (Hann, half overlapping, the decay taken
/// out so that each counts alike) and over both outputs for both inputs. The window resolves 18 Hz, narrower than the ear does above
/// 100 Hz; by the average, chance alone (which lifts single bins of a single spectrum by 10 dB) comes to 2 to 5 dB.
/// A mode that decays more slowly than the rest, or is excited much more, stays.
fn ringing(answers: &[[Vec<f32>; 2]], decay_s: f32, rate: f32) -> (f64, f64) {
    const WINDOW: usize = 4096;
    let mut mean = vec![0.0; WINDOW / 2];
    let [start, end] = [30.0, 60.0].map(|db| (decay_s * rate * db / 60.0) as usize);
    for answer in answers.iter().flatten() {
        for at in (start..end - WINDOW).step_by(WINDOW / 2) {
            let level = 10f64.powf(6.0 * at as f64 / f64::from(rate * decay_s));
            let power = power(&answer[at..at + WINDOW]);
            mean.iter_mut().zip(power).for_each(|(mean, power)| *mean += power * level);
        }
    }
    let hz = |bin: usize| bin as f64 * f64::from(rate) / WINDOW as f64;
    let third = |bin: usize| {
        let (low, high) = ((bin as f64 / 1.122) as usize, (bin as f64 * 1.122) as usize + 1);
        mean[low..high].iter().sum::<f64>() / (high - low) as f64
    };
    (0..WINDOW / 2)
        .filter(|bin| (100.0..10_000.0).contains(&hz(*bin)))
        .map(|bin| (10.0 * (mean[bin] / third(bin)).log10(), hz(bin)))
        .fold((f64::MIN, 0.0), |worst, found| if found.0 > worst.0 { found } else { worst })
}

/// Noise from -1 to 1, another for each seed.
fn noise(seed: u32) -> impl FnMut() -> f32 {
    let mut state = seed.wrapping_mul(2_654_435_769) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as f32 / u32::MAX as f32 * 2.0 - 1.0
    }
}

fn noises(frames: usize) -> [Vec<f32>; 2] {
    [1, 2].map(|seed| std::iter::repeat_with(noise(seed)).take(frames).collect())
}

fn rms(signal: &[f32]) -> f64 {
    (signal.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>() / signal.len() as f64).sqrt()
}

fn peak(signal: &[f32]) -> f32 {
    signal.iter().fold(0.0, |peak, x| x.abs().max(peak))
}

fn render(room: &mut Room, signal: &mut [Vec<f32>; 2], cut: usize) {
    let [left, right] = signal;
    room.render([left, right], cut);
}

#[test]
fn the_tail_decays_by_60_db_in_the_decay_whatever_the_size() {
    for rate in [48_000.0, 44_100.0] {
        for size in [0.0, 0.5, 1.0] {
            for decay_s in [0.5, 1.0, 2.0, 4.0, 8.0] {
                let answer =
                    Room::new(rate, Settings { decay_s, size, ..OPEN }).answer([1.0, 0.5], decay_s * 0.75 + 0.1);
                for side in answer {
                    for hz in [500.0, 1_000.0] {
                        let found = t30(&octave(&side, hz, rate), rate) / f64::from(decay_s);
                        println!("{rate} Hz, size {size}, decay {decay_s} s, octave {hz} Hz: {found:.3}");
                        assert!(
                            (found - 1.0).abs() < 0.1,
                            "{rate} Hz, size {size}, decay {decay_s} s, octave {hz} Hz: {found}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_damping_frequency_decays_in_half_the_time() {
    // By the power of 85 ms within 3 % of a frequency, early and later.
    for (damping_hz, decay_s) in [(1_000.0, 2.0), (2_000.0, 2.0), (4_000.0, 4.0), (8_000.0, 2.0)] {
        let settings = Settings { decay_s, damping_hz, ..OPEN };
        let answers = [[1.0, 0.0], [0.0, 1.0]].map(|impulse| Room::new(RATE, settings).answer(impulse, decay_s));
        let level_db = |hz: f32, time_s: f32| {
            let bins = [0.97, 1.03].map(|edge| (hz * edge * 4_096.0 / RATE) as usize);
            let start = (time_s * RATE) as usize;
            let power = answers.iter().flatten().map(|answer| power(&answer[start..start + 4_096]));
            10.0 * power.map(|power| power[bins[0]..=bins[1]].iter().sum::<f64>()).sum::<f64>().log10()
        };
        let decay = |hz: f32| {
            let [early_s, later_s] = [0.1, 0.6].map(|part| part * decay_s);
            f64::from(later_s - early_s) * 60.0 / (level_db(hz, early_s) - level_db(hz, later_s)) / f64::from(decay_s)
        };
        let found = decay(damping_hz);
        println!("damping {damping_hz}: {found:.3}");
        assert!((found - 0.5).abs() < 0.05, "damping {damping_hz} Hz: {found}");
    }
}

#[test]
fn echoes_soon_are_as_dense_as_noise_and_always_denser_than_combs() {
    for rate in [48_000.0, 44_100.0] {
        // Schroeder's four, and sixteen of the very lengths, and so the memory, of the largest room.
        let schroeder = [29.7, 37.1, 41.1, 43.7].map(|ms: f32| (ms * 1e-3 * rate) as usize);
        let same_memory: [usize; 16] =
            std::array::from_fn(|line| (0.02 * 4.5f32.powf(line as f32 / 15.0) * rate) as usize);
        let frames = (0.6 * rate) as usize;
        let plain = [combs(&schroeder, 2.0, frames, rate), combs(&same_memory, 2.0, frames, rate)];
        for (size, dense_s) in [(0.0, 0.04), (0.5, 0.07), (1.0, 0.1)] {
            let settings = Settings { size, ..OPEN };
            let answers = [[1.0, 0.0], [0.0, 1.0]].map(|impulse| Room::new(rate, settings).answer(impulse, 0.6));
            for time_s in (3..50).map(|i| i as f32 * 0.01) {
                let density =
                    answers.iter().flatten().map(|answer| echo_density(answer, time_s, rate)).sum::<f64>() / 4.0;
                if time_s < 0.16 {
                    println!("{rate} Hz, size {size}, {time_s} s: {density:.3}");
                }
                assert!(time_s < dense_s || density >= 0.9, "{rate} Hz, size {size}, {time_s} s: {density}");
                for comb in &plain {
                    assert!(
                        density > echo_density(comb, time_s, rate),
                        "{rate} Hz, size {size}, {time_s} s: {density}"
                    );
                }
            }
        }
    }
}

#[test]
fn no_mode_of_a_tail_rings_out() {
    for (rate, settings) in [
        (48_000.0, Settings { size: 0.0, decay_s: 1.0, ..OPEN }),
        (48_000.0, Settings { size: 0.0, decay_s: 4.0, ..OPEN }),
        (48_000.0, Settings { size: 0.5, decay_s: 2.0, ..OPEN }),
        (48_000.0, Settings { size: 1.0, decay_s: 4.0, ..OPEN }),
        (44_100.0, Settings { size: 0.0, decay_s: 2.0, ..OPEN }),
        (44_100.0, Settings { size: 0.5, decay_s: 1.0, ..OPEN }),
        (44_100.0, Settings { size: 1.0, decay_s: 2.0, ..OPEN }),
    ] {
        let Settings { decay_s, size, .. } = settings;
        let mut answers = [[1.0, 0.0], [0.0, 1.0]].map(|impulse| Room::new(rate, settings).answer(impulse, decay_s));
        let (found, hz) = ringing(&answers, decay_s, rate);
        println!("{rate} Hz, size {size}, decay {decay_s} s: {found:.2} dB at {hz} Hz");
        assert!(found < 6.0, "{rate} Hz, size {size}, decay {decay_s} s: {found} dB at {hz} Hz");
        // A mode that lasts a half longer than the rest, at first 20 dB below it all, is told.
        for side in answers.iter_mut().flatten() {
            let level = rms(&side[..(0.1 * rate) as usize]) * 0.1;
            for (i, sample) in side.iter_mut().enumerate() {
                let time_s = i as f64 / f64::from(rate);
                let decay = 10f64.powf(-3.0 * time_s / f64::from(decay_s * 1.5));
                *sample += (level * decay * (std::f64::consts::TAU * 1_234.0 * time_s).sin()) as f32;
            }
        }
        let (found, hz) = ringing(&answers, decay_s, rate);
        println!("  ringing mode: {found:.2} dB at {hz} Hz");
        assert!(found > 6.0 && (hz - 1_234.0).abs() < 15.0);
    }
}

#[test]
fn left_and_right_tails_are_not_alike() {
    for rate in [48_000.0, 44_100.0] {
        for (size, impulse) in [(0.0, [1.0, 1.0]), (0.5, [1.0, 0.0]), (0.7, [1.0, 1.0]), (1.0, [1.0, 1.0])] {
            let [left, right] = Room::new(rate, Settings { size, ..OPEN }).answer(impulse, 0.8);
            let (start, end, most) = ((0.2 * rate) as usize, (0.7 * rate) as usize, (0.001 * rate) as usize);
            let energy = (rms(&left[start..end]) * rms(&right[start..end])) * (end - start) as f64;
            let correlation = |lag: usize| {
                let pairs = left[start..end].iter().zip(&right[start + lag - most..]);
                pairs.map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>() / energy
            };
            let worst = (0..=2 * most).map(|lag| correlation(lag).abs()).fold(0.0, f64::max);
            println!("{rate} Hz, size {size}: {:.3} at once, {worst:.3} within 1 ms", correlation(most));
            assert!(worst < 0.3, "{rate} Hz, size {size}: {worst}");
        }
    }
}

#[test]
fn noise_is_as_loud_wet_as_dry_with_a_decay_of_2_s_and_3_db_louder_with_twice_that() {
    // In the octave around 1 kHz, where little is damped.
    for (rate, size, decay_s, mono, wanted_db) in [
        (48_000.0, 0.0, 2.0, false, 0.0),
        (48_000.0, 0.7, 2.0, false, 0.0),
        (48_000.0, 0.7, 2.0, true, 0.0),
        (48_000.0, 1.0, 2.0, false, 0.0),
        (48_000.0, 0.7, 4.0, false, 3.2),
        (48_000.0, 0.7, 1.0, false, -3.5),
        (32_000.0, 0.7, 2.0, false, 0.0),
    ] {
        let frames = (rate * 5.0) as usize;
        let mut signal = noises(frames);
        if mono {
            signal[1] = signal[0].clone();
        }
        let dry = rms(&octave(&signal[0], 1_000.0, rate));
        render(&mut Room::new(rate, Settings { size, decay_s, ..OPEN }), &mut signal, 32);
        for side in &signal {
            let found = 20.0 * (rms(&octave(side, 1_000.0, rate)[frames / 2..]) / dry).log10();
            println!("{rate} Hz, size {size}, decay {decay_s} s, mono {mono}: {found:.2} dB");
            assert!((found - wanted_db).abs() < 1.0, "size {size}, decay {decay_s} s, mono {mono}: {found} dB");
        }
    }
}

#[test]
fn nothing_builds_up() {
    let mut room = Room::new(RATE, OPEN);
    let mut signal = [(); 2].map(|()| vec![1.0; 480_000]);
    render(&mut room, &mut signal, 32);
    let constant = signal.iter().map(|side| peak(&side[432_000..])).fold(0.0, f32::max);
    println!("DC: {constant:e}");
    assert!(constant < 1e-5, "{constant}");
    let mut room = Room::new(RATE, Settings { decay_s: 20.0, size: 0.0, ..OPEN });
    let mut signal = noises(960_000);
    render(&mut room, &mut signal, 32);
    let loudest = signal.iter().map(|side| peak(side)).fold(0.0, f32::max);
    println!("noise: {loudest}");
    assert!(loudest < 16.0, "{loudest}");
}

#[test]
fn a_tail_ends_in_exact_silence() {
    for (rate, decay_s, damping_hz) in
        [(48_000.0, 0.8, 20_000.0), (48_000.0, 0.1, 500.0), (3_000.0, 2.0, 500.0), (96_000.0, 0.3, 3_000.0)]
    {
        let mut room = Room::new(rate, Settings { decay_s, damping_hz, size: 0.7 });
        assert!(room.reverb.at_rest());
        let mut signal = noises((rate * 0.3) as usize / 32 * 32);
        render(&mut room, &mut signal, 32);
        assert!(!room.reverb.at_rest());
        let mut seconds = 0.0;
        while !room.reverb.at_rest() {
            let mut silence = [(); 2].map(|()| vec![0.0; 320]);
            render(&mut room, &mut silence, 32);
            seconds += 320.0 / rate;
            assert!(seconds < 4.5 * decay_s + 2.0, "{rate} Hz, decay {decay_s} s");
        }
        println!("{rate} Hz, decay {decay_s} s: {seconds} s");
        // -180 dB is three decays away.
        assert!(seconds > 2.5 * decay_s);
        assert!(room.memory.iter().all(|sample| sample.to_bits() == 0));
        let mut silence = [(); 2].map(|()| vec![0.0; 3_200]);
        render(&mut room, &mut silence, 32);
        assert!(silence.iter().flatten().all(|sample| *sample == 0.0) && room.reverb.at_rest());
    }
}

/// Turns something, to anywhere, at once or in a ramp.
fn turn(reverb: &mut Reverb, random: &mut impl FnMut() -> f32) {
    let mut next = || random() * 0.5 + 0.5;
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
        render(&mut room, &mut signal, 32);
        out.extend_from_slice(&signal[0]);
    }
    assert!(out.iter().all(|sample| sample.is_finite() && sample.abs() < 100.0));
    let high = (0..4).fold(out, |signal, _| filtered(&signal, 8_000.0, true, RATE));
    20.0 * f64::from(peak(&high[24_000..])).log10()
}

#[test]
fn turning_controls_does_not_click() {
    let still = click_db(|_, _| ());
    let mut random = noise(3);
    let turned = click_db(|reverb, _| turn(reverb, &mut random));
    let jumped = click_db(|reverb, part| {
        reverb.size().glide_to(0, (part % 7) as f32 / 7.0);
        reverb.land();
    });
    println!("still {still:.1} dB, turned {turned:.1} dB, jumped {jumped:.1} dB");
    assert!(turned < -60.0 && jumped > -40.0, "still {still} dB, turned {turned} dB, jumped {jumped} dB");
}

#[test]
fn stretches_cut_elsewhere_give_the_same_bits() {
    let render_cut = |cut: usize| {
        let mut room = Room::new(RATE, OPEN);
        let mut random = noise(5);
        let mut out = Vec::new();
        let [left, right] = noises(40 * 960);
        for (left, right) in left.chunks(960).zip(right.chunks(960)) {
            turn(&mut room.reverb, &mut random);
            let mut signal = [left.to_vec(), right.to_vec()];
            if out.len() > 40 * 960 {
                signal.iter_mut().for_each(|side| side.fill(0.0));
            }
            render(&mut room, &mut signal, cut);
            out.extend(signal.iter().flatten().map(|sample| sample.to_bits()));
        }
        (out, room.memory)
    };
    let whole = render_cut(32);
    for cut in [1, 3, 8, 29] {
        assert!(render_cut(cut) == whole, "cut {cut}");
    }
}

#[test]
fn without_wet_the_input_passes_bit_for_bit_and_the_tail_goes_on_unheard() {
    let mut room = Room::new(RATE, OPEN);
    room.reverb.mix().glide_to(0, 0.0);
    room.reverb.snap();
    let dry = noises(9_600);
    let mut signal = dry.clone();
    render(&mut room, &mut signal, 32);
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
    println!("{below:.1} dB below, {above:.1} dB above");
    assert!(below < -27.0 && above.abs() < 0.5, "{below} dB, {above} dB");
}

#[test]
fn a_reverb_works_at_every_rate_and_its_decay_holds() {
    for rate in [3_000.0, 8_000.0, 192_000.0, 768_000.0] {
        assert!(Reverb::memory_frames(rate) as f32 / rate < 2.0);
        for size in [0.0, 1.0] {
            let settings = Settings { decay_s: 1.0, size, damping_hz: 20_000.0 };
            let [left, right] = Room::new(rate, settings).answer([1.0, 0.5], 0.8);
            let hz = if rate < 16_000.0 { 125.0 } else { 500.0 };
            let found = [left, right].map(|side| t30(&octave(&side, hz, rate), rate));
            println!("{rate} Hz, size {size}: {found:.3?}, memory {:.2}", Reverb::memory_frames(rate) as f32 / rate);
            assert!(found.iter().all(|found| (found - 1.0).abs() < 0.12), "{rate} Hz, size {size}: {found:?}");
        }
    }
}

#[test]
fn a_sleeper_wakes_where_its_ramps_have_come_to_and_sounds_as_if_it_had_always_been_there() {
    let mut sleeper = Room::new(RATE, OPEN);
    sleeper.reverb.size().ramp_to(0, None, 0.2, 960);
    sleeper.reverb.decay().glide_to(0, 1.0);
    sleeper.reverb.predelay().glide_to(0, 0.05);
    sleeper.reverb.land();
    (0..40).for_each(|_| sleeper.reverb.pass_time(32, &sleeper.pace));
    let mut other = Room::new(RATE, Settings { decay_s: 1.0, size: 0.2, ..OPEN });
    other.reverb.predelay().glide_to(0, 0.05);
    other.reverb.snap();
    assert!(sleeper.answer([1.0, 0.0], 0.5) == other.answer([1.0, 0.0], 0.5));
}

#[test]
fn what_is_forgotten_is_not_heard() {
    let mut room = Room::new(RATE, OPEN);
    render(&mut room, &mut noises(9_600), 32);
    room.memory.fill(0.0);
    room.reverb.reset();
    assert!(room.reverb.at_rest());
    assert!(room.answer([1.0, 0.0], 0.3) == Room::new(RATE, OPEN).answer([1.0, 0.0], 0.3));
}

#[test]
#[ignore = "a stopwatch, for release builds"]
fn cost() {
    for moving in [false, true] {
        let mut room = Room::new(RATE, OPEN);
        let noise: Vec<f32> = (0..128).map(|i| ((i * 7919 % 101) as f32 - 50.0) / 50.0).collect();
        let mut best = f64::MAX;
        for i in 0..60 {
            let start = std::time::Instant::now();
            for j in 0..200 {
                let (mut l, mut r) = (noise.clone(), noise.clone());
                if moving && j % 20 == 0 {
                    let x = ((i * 10 + j / 20) * 7919 % 101) as f32 / 101.0;
                    room.reverb.decay().glide_to(0, 0.5 + x);
                    room.reverb.size().glide_to(0, x);
                    room.reverb.low_cut().glide_to(0, 20.0 + 100.0 * x);
                    room.reverb.predelay().glide_to(0, x * 0.2);
                }
                room.render([&mut l, &mut r], 32);
                std::hint::black_box((l, r));
            }
            best = best.min(start.elapsed().as_secs_f64() / 200.0 * 1e6);
        }
        println!("moving {moving}: {best:.2} us a quantum of 128 frames");
    }
}
