//! What a reverb computes from what is turned.

use crate::exact;

/// Delay lines of the network.
pub const LINES: usize = 16;

/// The shortest and the longest line of the largest room.
const LINE_S: [f64; 2] = [0.020, 0.090];

/// The lines of the smallest room are so much shorter.
const SMALLEST: f64 = 0.4;

/// A line is longer than a stretch, so that a stretch is read before it is written: the first prime that is.
const SHORTEST_FRAMES: u32 = 37;

/// The decay for which the wet signal is as loud as the dry one.
const LEVEL_DECAY_S: f64 = 2.0;

/// Corners beyond this part of the sample rate count as that.
const HIGHEST: f64 = 0.49;

/// What is turned of a reverb, but for its mix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReverbParams {
    /// Seconds before the room answers, 0 to 0.25.
    pub predelay_s: f32,
    /// Seconds until low frequencies have decayed by 60 dB, 0.1 to 20.
    pub decay_s: f32,
    /// How large the room is, 0 to 1.
    pub size: f32,
    /// The frequency that decays in half that time, 500 to 20000 Hz.
    pub damping_hz: f32,
    /// The corner below which the room does not answer, 20 to 1000 Hz.
    pub low_cut_hz: f32,
}

/// The lengths of the lines in frames, evenly spaced in octaves. Each is a prime of its own, so that no two share an echo.
///
/// What is larger in size is longer in every line.
pub fn line_frames(size: f32, sample_rate: f32) -> [u32; LINES] {
    let scale = (SMALLEST + (1.0 - SMALLEST) * f64::from(size)) * f64::from(sample_rate);
    let [shortest, longest] = LINE_S;
    let octaves = exact::log2(longest / shortest) / (LINES - 1) as f64;
    let mut above = SHORTEST_FRAMES - 1;
    core::array::from_fn(|line| {
        let wanted = shortest * scale * exact::exp2(octaves * line as f64);
        above = next_prime((above + 1).max(wanted as u32));
        above
    })
}

/// The first prime from a number on.
pub fn next_prime(from: u32) -> u32 {
    let mut candidate = from | 1;
    while (3..)
        .step_by(2)
        .take_while(|factor| factor * factor <= candidate)
        .any(|factor| candidate.is_multiple_of(factor))
    {
        candidate += 2;
    }
    candidate
}

/// The losses of the lines: `out = gain · in + pole · last out`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineCoeffs {
    /// How much of a line passes, at 0 Hz by `gain / (1 - pole)`.
    pub gain: [f32; LINES],
    /// How much of the last frame remains.
    pub pole: [f32; LINES],
}

/// The losses with which lines of so many frames, mixed without loss, decay together.
///
/// Source: J.-M. Jot and A. Chaigne, Digital delay networks for designing artificial reverberators, AES 90th Convention, 1991: a
/// line of length L loses `60 dB · L / decay`, at every frequency. Here that is exact at 0 Hz and, with half
/// the decay, at the damping frequency; the pole is where the magnitude of `(1 - p) / (1 - p z⁻¹)` is once more the
/// gain `g` at 0 Hz: `(1 - g²) p² - 2 (1 - g² cos ω) p + (1 - g²) = 0`.
#[optimize(size)]
pub fn losses(frames: &[f32; LINES], decay_s: f32, damping_hz: f32, sample_rate: f32) -> LineCoeffs {
    let octaves_per_frame = octaves_per_frame(f64::from(decay_s), sample_rate);
    let turns = (f64::from(damping_hz) / f64::from(sample_rate)).min(HIGHEST);
    let sine = exact::sin_quarter_turns(2.0 * turns);
    // 1 - cos ω, without the cancellation.
    let versine = 2.0 * sine * sine;
    let mut coeffs = LineCoeffs { gain: [0.0; LINES], pole: [0.0; LINES] };
    for (line, frames) in frames.iter().enumerate() {
        let gain = exact::exp2(-octaves_per_frame * f64::from(*frames));
        let squared = gain * gain;
        let half = (1.0 - squared) + squared * versine;
        let root = gain * (versine * (2.0 * (1.0 - squared) + squared * versine)).sqrt();
        let pole = (1.0 - squared) / (half + root);
        coeffs.gain[line] = (gain * (1.0 - pole)) as f32;
        coeffs.pole[line] = pole as f32;
    }
    coeffs
}

/// The gain that makes the wet signal of white noise as loud as the dry one when the decay is 2 s and nothing is damped, however
/// large the room. A longer decay is louder: by 3 dB for each doubling.
///
/// Source: energy. Lines that pass `g²` of it each time round, and are fed 1, hold `1 / (1 - g²)`, and `g²` of that is heard.
pub fn level(frames: &[f32; LINES], sample_rate: f32) -> f32 {
    let mean = frames.iter().map(|frames| f64::from(*frames)).sum::<f64>() / LINES as f64;
    let passed = exact::exp2(-2.0 * octaves_per_frame(LEVEL_DECAY_S, sample_rate) * mean);
    ((1.0 - passed) / passed).sqrt() as f32
}

/// `log2(1000)` in the frames of a decay.
fn octaves_per_frame(decay_s: f64, sample_rate: f32) -> f64 {
    3.0 * core::f64::consts::LOG2_10 / (decay_s * f64::from(sample_rate))
}

/// The corner of the low cut as its filter wants it: `tan(π f / rate)`.
pub fn warp(low_cut_hz: f32, sample_rate: f32) -> f32 {
    let turns = (f64::from(low_cut_hz) / f64::from(sample_rate)).min(HIGHEST);
    exact::tan_pi(turns) as f32
}

#[cfg(test)]
mod tests {
    use super::super::ring::STRETCH_FRAMES;
    use super::*;

    const RATES: [f32; 6] = [3_000.0, 8_000.0, 44_100.0, 48_000.0, 192_000.0, 768_000.0];

    #[test]
    fn lines_are_primes_that_rise_and_outlast_a_stretch_and_none_shrinks_as_the_room_grows() {
        for rate in RATES {
            let largest = line_frames(1.0, rate);
            for size in 0..=50 {
                let lines = line_frames(size as f32 / 50.0, rate);
                assert!(lines.windows(2).all(|pair| pair[0] < pair[1]) && lines[0] > STRETCH_FRAMES as u32);
                assert!(lines.iter().all(|line| (2..*line).take(300).all(|factor| !line.is_multiple_of(factor))));
                assert!(lines.iter().zip(&largest).all(|(line, largest)| line <= largest));
            }
        }
        let seconds = line_frames(1.0, 48_000.0).map(|frames| frames as f32 / 48_000.0);
        assert!((seconds[0] - 0.02).abs() < 3e-4 && (seconds[15] - 0.09).abs() < 3e-4, "{seconds:?}");
    }

    #[test]
    fn each_line_decays_by_the_decay_at_0_hz_and_in_half_of_it_at_the_damping() {
        for rate in RATES {
            for decay in [0.1, 0.5, 2.0, 20.0] {
                for damping in [500.0, 3_000.0, 20_000.0f32] {
                    let lengths = line_frames(0.5, rate).map(|frames| frames as f32);
                    let coeffs = losses(&lengths, decay, damping, rate);
                    let w = 2.0 * std::f64::consts::PI * f64::from(damping / rate).min(0.49);
                    for (line, length) in lengths.into_iter().enumerate() {
                        let (gain, pole) = (f64::from(coeffs.gain[line]), f64::from(coeffs.pole[line]));
                        let seconds = f64::from(length / rate);
                        let loss_db = -60.0 * seconds / f64::from(decay);
                        let low = 20.0 * (gain / (1.0 - pole)).log10();
                        let size = (1.0 - 2.0 * pole * w.cos() + pole * pole).sqrt();
                        let high = 20.0 * (gain / size).log10();
                        assert!((low / loss_db - 1.0).abs() < 0.01, "{rate} {decay} {damping}: {low} for {loss_db}");
                        assert!((high / loss_db - 2.0).abs() < 0.01, "{rate} {decay} {damping}: {high} for {loss_db}");
                        assert!((0.0..1.0).contains(&pole) && gain > 0.0);
                    }
                }
            }
        }
    }
}
