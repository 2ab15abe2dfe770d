//! Samples as a file has them.

/// How a sample is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleFormat {
    /// 16 bit, with dither.
    Int16,
    /// 24 bit, with dither.
    Int24,
    /// 32-bit float, as it is.
    Float32,
}

impl SampleFormat {
    /// Bits of a sample.
    pub fn bits(self) -> u16 {
        match self {
            Self::Int16 => 16,
            Self::Int24 => 24,
            Self::Float32 => 32,
        }
    }

    /// Bytes of a stereo frame.
    pub fn frame_bytes(self) -> usize {
        2 * usize::from(self.bits()) / 8
    }
}

/// Writes stereo frames as bytes: left and right in turns, the lowest byte first.
///
/// Integers are rounded after a dither of triangular probability, from -1 to 1 of the last bit, which makes the error of
/// rounding noise that does not depend on the signal. Source: Lipshitz, Wannamaker and Vanderkooy, "Quantization and
/// Dither: A Theoretical Survey", J. Audio Eng. Soc. 40 (1992). The dither of the same file is always the same. Exact silence stays silence.
pub struct Encoder {
    format: SampleFormat,
    noise: [Noise; 2],
    clipped: u64,
}

impl Encoder {
    /// Of a file that begins.
    pub fn new(format: SampleFormat) -> Self {
        Self { format, noise: [Noise(1), Noise(2)], clipped: 0 }
    }

    /// Appends frames.
    pub fn encode(&mut self, [left, right]: [&[f32]; 2], bytes: &mut Vec<u8>) {
        bytes.reserve(left.len() * self.format.frame_bytes());
        for (left, right) in left.iter().zip(right) {
            for (channel, sample) in [*left, *right].into_iter().enumerate() {
                match self.format {
                    SampleFormat::Float32 => bytes.extend(sample.to_le_bytes()),
                    SampleFormat::Int16 => bytes.extend(&self.round(channel, sample).to_le_bytes()[..2]),
                    SampleFormat::Int24 => bytes.extend(&self.round(channel, sample).to_le_bytes()[..3]),
                }
            }
        }
    }

    /// How many samples were beyond full scale, and were cut there. Those of floats are not.
    pub fn clipped(&self) -> u64 {
        self.clipped
    }

    fn round(&mut self, channel: usize, sample: f32) -> i32 {
        let noise = &mut self.noise[channel];
        // Drawn in silence too, so that what follows does not depend on it.
        let dither = noise.next() + noise.next();
        if sample == 0.0 {
            return 0;
        }
        let full_scale = f64::from(1_u32 << (self.format.bits() - 1));
        self.clipped += u64::from(f64::from(sample.abs()) > 1.0);
        (f64::from(sample) * full_scale + dither).round().clamp(-full_scale, full_scale - 1.0) as i32
    }
}

/// White noise of -0.5 to 0.5.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        // Knuth's MMIX generator, of which the upper bits are good.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 32) as f64 / (1_u64 << 32) as f64 - 0.5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(format: SampleFormat, samples: &[f32]) -> Vec<f64> {
        let mut bytes = Vec::new();
        // In two pieces: where it is cut changes nothing.
        let (first, rest) = samples.split_at(samples.len() / 3);
        let mut encoder = Encoder::new(format);
        encoder.encode([first, first], &mut bytes);
        encoder.encode([rest, rest], &mut bytes);
        let width = format.frame_bytes() / 2;
        let left = bytes.chunks_exact(2 * width).map(|frame| &frame[..width]);
        let full_scale = f64::from(1_u32 << (format.bits() - 1));
        left.map(|sample| match *sample {
            [low, high] => f64::from(i16::from_le_bytes([low, high])) / full_scale,
            [low, middle, high] => f64::from(i32::from_le_bytes([0, low, middle, high]) >> 8) / full_scale,
            _ => f64::from(f32::from_le_bytes(sample.try_into().expect("four bytes"))),
        })
        .collect()
    }

    fn sine(level: f64, frames: usize) -> Vec<f32> {
        (0..frames).map(|frame| (level * (frame as f64 * 0.1).sin()) as f32).collect()
    }

    #[test]
    fn the_error_is_noise_of_the_power_that_the_theory_says_whatever_the_signal() {
        for (format, bits) in [(SampleFormat::Int16, 15), (SampleFormat::Int24, 23)] {
            let step = 0.5_f64.powi(bits);
            for level in [0.9, 0.3 * step, 1e-3] {
                let signal = sine(level, 200_000);
                let errors: Vec<f64> = encoded(format, &signal)
                    .iter()
                    .zip(&signal)
                    .filter(|(_, sample)| **sample != 0.0)
                    .map(|(found, sample)| (found - f64::from(*sample)) / step)
                    .collect();
                let count = errors.len() as f64;
                let mean = errors.iter().sum::<f64>() / count;
                // Of rounding 1/12, of two even distributions 1/12 each.
                let power = errors.iter().map(|error| error * error).sum::<f64>() / count;
                assert!(mean.abs() < 0.01, "{format:?} at {level}: mean {mean}");
                assert!((power - 0.25).abs() < 0.01, "{format:?} at {level}: power {power}");
            }
        }
    }

    #[test]
    fn floats_are_as_they_are_and_silence_is_silence() {
        let signal = sine(3.0, 100);
        assert!(
            encoded(SampleFormat::Float32, &signal)
                .iter()
                .zip(&signal)
                .all(|(found, sample)| *found == f64::from(*sample))
        );
        assert!(encoded(SampleFormat::Int16, &[0.0; 100]).iter().all(|sample| *sample == 0.0));
    }

    #[test]
    fn what_is_beyond_full_scale_is_cut_and_counted() {
        let mut encoder = Encoder::new(SampleFormat::Int16);
        let mut bytes = Vec::new();
        encoder.encode([&[1.5, 0.5, -1.5], &[-7.0, 0.0, 1.0]], &mut bytes);
        assert_eq!(encoder.clipped(), 3);
        assert_eq!((&bytes[..2], &bytes[2..4]), (&[0xff, 0x7f][..], &[0x00, 0x80][..]));
    }
}
