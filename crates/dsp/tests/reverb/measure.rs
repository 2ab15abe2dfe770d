//! Measures of a sound: published ones in double precision.

/// Reverberation time by backward integration of the energy (M. R. Schroeder 1965), from the slope between -5 and -35 dB (T30, ISO 3382).
pub fn t30(answer: &[f32], rate: f32) -> f64 {
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
pub fn echo_density(answer: &[f32], time_s: f32, rate: f32) -> f64 {
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
pub fn combs(lengths: &[usize], decay_s: f32, frames: usize, rate: f32) -> Vec<f32> {
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
pub fn power(frames: &[f32]) -> Vec<f64> {
    let n = frames.len();
    let window = |i: usize| 0.5 - 0.5 * (std::f64::consts::TAU * i as f64 / n as f64).cos();
    let mut re: Vec<f64> = frames.iter().enumerate().map(|(i, x)| f64::from(*x) * window(i)).collect();
    let mut im = vec![0.0; n];
    fft(&mut re, &mut im);
    (0..n / 2).map(|i| re[i] * re[i] + im[i] * im[i]).collect()
}

/// A radix-2 Fourier transform.
pub fn fft(re: &mut [f64], im: &mut [f64]) {
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
pub fn octave(signal: &[f32], hz: f32, rate: f32) -> Vec<f32> {
    band(signal, hz, 1.0, rate)
}

/// A band of a signal, by two Butterworth filters each side.
pub fn band(signal: &[f32], hz: f32, octaves: f32, rate: f32) -> Vec<f32> {
    let half = (octaves / 2.0).exp2();
    [(hz / half, true), (hz / half, true), (hz * half, false), (hz * half, false)]
        .iter()
        .fold(signal.to_vec(), |signal, (corner, high_pass)| filtered(&signal, *corner, *high_pass, rate))
}

/// A Butterworth high-pass or low-pass of two poles, in double precision.
pub fn filtered(signal: &[f32], corner: f32, high_pass: bool, rate: f32) -> Vec<f32> {
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
pub fn ringing(answers: &[[Vec<f32>; 2]], decay_s: f32, rate: f32) -> (f64, f64) {
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

pub fn rms(signal: &[f32]) -> f64 {
    (signal.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>() / signal.len() as f64).sqrt()
}

pub fn peak(signal: &[f32]) -> f32 {
    signal.iter().fold(0.0, |peak, x| x.abs().max(peak))
}
