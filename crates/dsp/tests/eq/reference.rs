//! References in double precision, from published formulas.

use megamixer_dsp::eq::BandType;
use std::f64::consts::PI;

/// What a section is, whichever the published formula for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Band(BandType),
    Lowpass,
    Highpass,
}

/// Source: R. Bristow-Johnson, Audio EQ Cookbook; BiquadFilterNode's formulas are the same.
#[derive(Clone, Copy, Debug)]
pub struct Biquad {
    b: [f64; 3],
    a: [f64; 3],
}

impl Biquad {
    pub fn new(kind: Kind, frequency: f64, q: f64, gain_db: f64, rate: f64) -> Self {
        let w = 2.0 * PI * frequency / rate;
        let (cos, alpha, a) = (w.cos(), w.sin() / (2.0 * q), 10f64.powf(gain_db / 40.0));
        let beta = 2.0 * a.sqrt() * alpha;
        let (up, down) = (a + 1.0, a - 1.0);
        let (b, a) = match kind {
            Kind::Band(BandType::Peaking) => {
                ([1.0 + alpha * a, -2.0 * cos, 1.0 - alpha * a], [1.0 + alpha / a, -2.0 * cos, 1.0 - alpha / a])
            }
            Kind::Band(BandType::Lowshelf) => (
                [a * (up - down * cos + beta), 2.0 * a * (down - up * cos), a * (up - down * cos - beta)],
                [up + down * cos + beta, -2.0 * (down + up * cos), up + down * cos - beta],
            ),
            Kind::Band(BandType::Highshelf) => (
                [a * (up + down * cos + beta), -2.0 * a * (down + up * cos), a * (up + down * cos - beta)],
                [up - down * cos + beta, 2.0 * (down - up * cos), up - down * cos - beta],
            ),
            Kind::Band(BandType::Notch) => ([1.0, -2.0 * cos, 1.0], [1.0 + alpha, -2.0 * cos, 1.0 - alpha]),
            Kind::Band(BandType::Bandpass) => ([alpha, 0.0, -alpha], [1.0 + alpha, -2.0 * cos, 1.0 - alpha]),
            Kind::Band(BandType::Allpass) => {
                ([1.0 - alpha, -2.0 * cos, 1.0 + alpha], [1.0 + alpha, -2.0 * cos, 1.0 - alpha])
            }
            Kind::Lowpass => {
                ([(1.0 - cos) / 2.0, 1.0 - cos, (1.0 - cos) / 2.0], [1.0 + alpha, -2.0 * cos, 1.0 - alpha])
            }
            Kind::Highpass => {
                ([(1.0 + cos) / 2.0, -1.0 - cos, (1.0 + cos) / 2.0], [1.0 + alpha, -2.0 * cos, 1.0 - alpha])
            }
        };
        Self { b: b.map(|b| b / a[0]), a: a.map(|x| x / a[0]) }
    }

    pub fn magnitude(&self, frequency: f64, rate: f64) -> f64 {
        let w = 2.0 * PI * frequency / rate;
        let at = |c: [f64; 3]| {
            let re = c[0] + c[1] * w.cos() + c[2] * (2.0 * w).cos();
            let im = c[1] * w.sin() + c[2] * (2.0 * w).sin();
            re.hypot(im)
        };
        at(self.b) / at(self.a)
    }

    /// Direct form I.
    pub fn render(&self, input: &[f64]) -> Vec<f64> {
        let ([b0, b1, b2], [_, a1, a2]) = (self.b, self.a);
        let (mut x1, mut x2, mut y1, mut y2) = (0.0, 0.0, 0.0, 0.0);
        let one = |&x: &f64| {
            let y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
            (x2, x1, y2, y1) = (x1, x, y1, y);
            y
        };
        input.iter().map(one).collect()
    }
}

/// A section whose parameters may change in every frame.
///
/// Source: A. Simper (Cytomic), "Solving the continuous SVF equations using trapezoidal integration and equivalent currents",
/// the form with a1, a2, a3.
#[derive(Default)]
pub struct Svf {
    ic1: f64,
    ic2: f64,
}

impl Svf {
    pub fn tick(&mut self, v0: f64, kind: Kind, frequency: f64, q: f64, gain_db: f64, rate: f64) -> f64 {
        let (mut g, a) = ((PI * frequency.min(0.49 * rate) / rate).tan(), 10f64.powf(gain_db / 40.0));
        let mut k = 1.0 / q;
        let m = match kind {
            Kind::Band(BandType::Peaking) => {
                k /= a;
                [1.0, k * (a * a - 1.0), 0.0]
            }
            Kind::Band(BandType::Lowshelf) => {
                g /= a.sqrt();
                [1.0, k * (a - 1.0), a * a - 1.0]
            }
            Kind::Band(BandType::Highshelf) => {
                g *= a.sqrt();
                [a * a, k * (1.0 - a) * a, 1.0 - a * a]
            }
            Kind::Band(BandType::Notch) => [1.0, -k, 0.0],
            Kind::Band(BandType::Bandpass) => [0.0, k, 0.0],
            Kind::Band(BandType::Allpass) => [1.0, -2.0 * k, 0.0],
            Kind::Lowpass => [0.0, 0.0, 1.0],
            Kind::Highpass => [1.0, -k, -1.0],
        };
        let a1 = 1.0 / (1.0 + g * (g + k));
        let (a2, a3) = (g * a1, g * g * a1);
        let v3 = v0 - self.ic2;
        let v1 = a1 * self.ic1 + a2 * v3;
        let v2 = self.ic2 + a2 * self.ic1 + a3 * v3;
        self.ic1 = 2.0 * v1 - self.ic1;
        self.ic2 = 2.0 * v2 - self.ic2;
        m[0] * v0 + m[1] * v1 + m[2] * v2
    }
}

pub fn db(ratio: f64) -> f64 {
    20.0 * ratio.log10()
}

pub fn rms(signal: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = signal.len() as f64;
    (signal.map(|x| x * x).sum::<f64>() / count).sqrt()
}

/// The largest of many errors, with what it was found on.
pub struct Worst {
    pub error: f64,
    pub what: String,
}

impl Worst {
    pub fn new() -> Self {
        Self { error: f64::NEG_INFINITY, what: String::new() }
    }

    /// What is no number is worse than any.
    pub fn see(&mut self, error: f64, what: impl FnOnce() -> String) {
        if error > self.error || error.is_nan() {
            *self = Self { error, what: format!("{error:.4} dB: {}", what()) };
        }
    }

    /// Fails beyond a bar, and says where; `--nocapture` shows how far below it everything is.
    pub fn hold_below(self, bar: f64) {
        eprintln!("{}", self.what);
        assert!(self.error <= bar, "{}", self.what);
    }
}
