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

/// How far the strongest narrow band of a tail stands above its third of an octave.
fn ringing_db(answers: &[&[f32]], decay_s: f32, rate: f32, from_db: f32, to_db: f32, n: usize) -> (f64, f64) {
    let mut mean = vec![0.0; n / 2];
    let (start, end) = ((decay_s * rate * from_db / 60.0) as usize, (decay_s * rate * to_db / 60.0) as usize);
    for answer in answers {
        for at in (start..end - n).step_by(n / 2) {
            // The decay taken out, so that each window counts alike.
            let level = 10f64.powf(6.0 * at as f64 / f64::from(rate * decay_s));
            mean.iter_mut().zip(power(&answer[at..at + n])).for_each(|(mean, power)| *mean += power * level);
        }
    }
    let sums: Vec<f64> = std::iter::once(0.0)
        .chain(mean.iter().scan(0.0, |sum, power| {
            *sum += power;
            Some(*sum)
        }))
        .collect();
    let mut worst = (f64::MIN, 0.0);
    for bin in (200.0 * n as f32 / rate) as usize..(10_000.0 * n as f32 / rate) as usize {
        let (low, high) = ((bin as f64 * 0.891) as usize, (bin as f64 * 1.122) as usize + 1);
        let smooth = (sums[high] - sums[low]) / (high - low) as f64;
        let db = 10.0 * (mean[bin] / smooth).log10();
        if db > worst.0 {
            worst = (db, bin as f64 * f64::from(rate) / n as f64);
        }
    }
    worst
}

#[test]
#[ignore]
fn explore() {
    for rate in [48_000.0f32, 44_100.0] {
        println!("memory {} s", Reverb::memory_frames(rate) as f32 / rate);
        for size in [0.0, 0.5, 1.0] {
            for decay_s in [0.1, 0.5, 1.0, 2.0, 4.0, 8.0] {
                let mut room = Room::new(rate, Settings { decay_s, size, ..OPEN });
                let [l, r] = room.answer([1.0, 1.0], decay_s * 1.2 + 0.2);
                println!(
                    "{rate} size {size} decay {decay_s}: {:.3} {:.3}",
                    t30(&l, rate) / f64::from(decay_s),
                    t30(&r, rate) / f64::from(decay_s)
                );
            }
        }
        for size in [0.0, 0.5, 1.0] {
            for imp in [[1.0, 1.0], [1.0, 0.0]] {
                let [l, r] = Room::new(rate, Settings { size, ..OPEN }).answer(imp, 1.0);
                println!(
                    "size {size} density {:?}",
                    (1..20)
                        .map(|t| format!(
                            "{:.2}/{:.2}",
                            echo_density(&l, t as f32 * 0.02, rate),
                            echo_density(&r, t as f32 * 0.02, rate)
                        ))
                        .collect::<Vec<_>>()
                );
            }
        }
        let c = combs(&[29.7, 37.1, 41.1, 43.7].map(|ms: f32| (ms * rate * 1e-3) as usize), 2.0, 48_000, rate);
        println!(
            "comb density {:?}",
            (1..20).map(|t| format!("{:.2}", echo_density(&c, t as f32 * 0.02, rate))).collect::<Vec<_>>()
        );
        for size in [0.0, 0.3, 0.5, 0.7, 1.0] {
            for decay_s in [1.0, 2.0, 4.0, 8.0] {
                for n in [4096, 8192, 16384] {
                    if n as f32 > decay_s * rate * 0.3 {
                        continue;
                    }
                    let [a, b] = Room::new(rate, Settings { decay_s, size, ..OPEN }).answer([1.0, 0.0], decay_s * 1.2);
                    let [c, d] = Room::new(rate, Settings { decay_s, size, ..OPEN }).answer([0.0, 1.0], decay_s * 1.2);
                    let f = ringing_db(&[&a, &b, &c, &d], decay_s, rate, 30.0, 60.0, n);
                    let g = ringing_db(&[&a, &b], decay_s, rate, 30.0, 60.0, n);
                    println!("ringing size {size} decay {decay_s} n {n}: {f:.2?} {g:.2?}");
                }
            }
        }
    }
}
