//! Measures a mix while it is mixed.

use super::mix_meter::{LoudnessReport, MixMeter};
use crate::mixdown::SILENCE;

/// A meter of a mix whose end may not be known before it has passed. Of one that plays until it is silent, what is behind
/// the last frame that can be heard is no part, and is not measured.
pub struct Ear {
    meter: MixMeter,
    /// Frames that it has listened to.
    at: u64,
    /// How many there were with the last that could be heard, and the meter as it was then, where that is not as it is now.
    heard: Option<(u64, Box<MixMeter>)>,
    until_silent: bool,
}

impl Ear {
    /// One that has heard nothing.
    pub fn new(sample_rate: f32, until_silent: bool) -> Self {
        let meter = MixMeter::new(sample_rate);
        Self { heard: until_silent.then(|| (0, Box::new(meter.clone()))), meter, at: 0, until_silent }
    }

    /// Listens to the next frames.
    pub fn listen(&mut self, [left, right]: [&[f32]; 2]) {
        let can_be_heard = |(left, right): (&f32, &f32)| left.abs().max(right.abs()) >= SILENCE;
        let last = if self.until_silent { left.iter().zip(right).rposition(can_be_heard) } else { None };
        let heard = last.map_or(0, |last| last + 1);
        if heard > 0 {
            self.meter.listen([&left[..heard], &right[..heard]]);
            self.heard = None;
        }
        if self.until_silent && self.heard.is_none() && heard < left.len() {
            self.heard = Some((self.at + heard as u64, Box::new(self.meter.clone())));
        }
        self.meter.listen([&left[heard..], &right[heard..]]);
        self.at += left.len() as u64;
    }

    /// What it has heard of a mix that turned out to have so many frames: all that it has listened to, or those up to the last that could be
    /// heard.
    pub fn report(self, frames: u64) -> LoudnessReport {
        match self.heard {
            Some((heard, meter)) if frames <= heard => meter.report(),
            _ => self.meter.report(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A second of a tone, two of silence, a second of the tone, and silence, in bars of so many frames.
    fn listened(until_silent: bool, bar: usize) -> (Ear, Vec<f32>) {
        let tone = (0..48_000).map(|frame| 0.5 * (frame as f32 / 7.0).sin());
        let silence = core::iter::repeat_n(0.0, 96_000);
        let mix: Vec<f32> = tone.clone().chain(silence.clone()).chain(tone).chain(silence).collect();
        let mut ear = Ear::new(48_000.0, until_silent);
        mix.chunks(bar).for_each(|bar| ear.listen([bar, bar]));
        (ear, mix)
    }

    fn measured(mix: &[f32]) -> LoudnessReport {
        let mut meter = MixMeter::new(48_000.0);
        meter.listen([mix, mix]);
        meter.report()
    }

    #[test]
    fn silence_behind_the_last_that_is_heard_is_no_part_of_a_mix_that_ends_with_it() {
        // Of the second, one ends with the tone.
        for bar in [4_097, 4_000] {
            let (ear, mix) = listened(true, bar);
            let end = mix.iter().rposition(|sample| sample.abs() >= SILENCE).map_or(0, |last| last + 1);
            let whole = measured(&mix);
            let part = measured(&mix[..end]);
            assert_ne!(part, whole);
            assert_eq!(ear.report(end as u64), part);
        }
    }

    #[test]
    fn silence_that_is_asked_for_is_measured() {
        for until_silent in [true, false] {
            let (ear, mix) = listened(until_silent, 4_097);
            assert_eq!(ear.report(mix.len() as u64), measured(&mix));
        }
    }

    #[test]
    fn nothing_heard_is_no_loudness() {
        let mut ear = Ear::new(48_000.0, true);
        ear.listen([&[0.0; 48_000]; 2]);
        assert_eq!(ear.report(0).integrated, f64::NEG_INFINITY);
    }
}
