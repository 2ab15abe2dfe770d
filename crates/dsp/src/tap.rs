//! Where a delay reads: a distance in whole frames, which moves by crossfading from the old place to the new one.
//!
//! Sound is never read faster or slower than it was written, so a moved delay does not bend its pitch. One crossfade
//! runs at a time. A target set meanwhile waits for it, and only the newest does.

use crate::exact;

/// How fast a tap crossfades.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TapCoeffs {
    frames: u32,
    step: f32,
}

impl TapCoeffs {
    /// For crossfades that take `time_s` seconds.
    pub fn new(time_s: f64, sample_rate: f32) -> Self {
        let frames = exact::frames(time_s, f64::from(sample_rate));
        Self { frames, step: (1.0 / f64::from(frames)) as f32 }
    }
}

/// Whole frames nearest to a time that may be 0. What is no number counts as 0.
pub fn frames(time_s: f32, sample_rate: f32) -> u32 {
    let (time_s, sample_rate) = (f64::from(time_s), f64::from(sample_rate));
    if time_s * sample_rate >= 0.5 { exact::frames(time_s, sample_rate) } else { 0 }
}

/// Where to read for one frame: `from + (to - from) · share`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Frames back.
    pub from: u32,
    /// Frames back, to where the tap moves; the same as `from` while it rests.
    pub to: u32,
    /// 0 to 1.
    pub share: f32,
}

impl Reading {
    /// One sample, from what was found at both places.
    #[inline(always)]
    pub fn blend(&self, from: f32, to: f32) -> f32 {
        let blended = from + (to - from) * self.share;
        // Of two faint numbers the blend may be subnormal.
        if blended.abs() < f32::MIN_POSITIVE { 0.0 } else { blended }
    }
}

/// One tap, resting or under way.
#[derive(Clone, Copy, Debug)]
pub struct Tap {
    at: u32,
    /// Where the crossfade under way leads, or `at`.
    to: u32,
    target: u32,
    /// Frames of the crossfade that are done.
    faded: u32,
}

impl Tap {
    /// A tap that rests at a distance in frames.
    pub const fn new(frames: u32) -> Self {
        Self { at: frames, to: frames, target: frames, faded: 0 }
    }

    /// Moves to another distance, once the crossfade under way has ended. The same again changes nothing.
    pub fn set(&mut self, frames: u32) {
        self.target = frames;
    }

    /// Goes to the newest target at once.
    pub fn land(&mut self) {
        *self = Self::new(self.target);
    }

    /// The distance that a resting tap has.
    #[inline(always)]
    pub fn at(&self) -> u32 {
        self.at
    }

    /// Whether the tap is where it should be.
    #[inline(always)]
    pub fn resting(&self) -> bool {
        self.at == self.to && self.at == self.target
    }

    /// The longest of the distances that it has, moves to and will move to.
    pub fn reach(&self) -> u32 {
        self.at.max(self.to).max(self.target)
    }

    /// Goes on by a frame. A crossfade starts only if sound is known as far back as it leads: `known` frames.
    #[inline]
    pub fn advance(&mut self, coeffs: TapCoeffs, known: u32) -> Reading {
        if self.at == self.to && known >= self.target {
            self.to = self.target;
        }
        if self.at != self.to {
            self.faded += 1;
            if self.faded < coeffs.frames {
                return Reading { from: self.at, to: self.to, share: smoothstep(self.faded as f32 * coeffs.step) };
            }
            (self.at, self.faded) = (self.to, 0);
        }
        Reading { from: self.at, to: self.at, share: 0.0 }
    }
}

/// `3x² - 2x³`, never beyond 1. The curves that are still smoother (of fifth order, or a cosine) are steeper half
/// way, and leave more beside a sine that they turn upside down.
#[inline(always)]
fn smoothstep(x: f32) -> f32 {
    let y = x * x * (3.0 - x - x);
    if y < 1.0 { y } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_rounded_to_whole_frames() {
        assert_eq!(frames(0.1, 48_000.0), 4_800);
        assert_eq!((frames(0.49 / 48_000.0, 48_000.0), frames(0.51 / 48_000.0, 48_000.0)), (0, 1));
        assert_eq!((frames(0.0, 48_000.0), frames(-1.0, 48_000.0), frames(f32::NAN, 48_000.0)), (0, 0, 0));
        assert_eq!(frames(2.0, 768_000.0), 1_536_000);
    }

    #[test]
    fn a_crossfade_takes_its_frames_and_lands_exactly() {
        let coeffs = TapCoeffs::new(0.02, 48_000.0);
        let mut tap = Tap::new(10);
        tap.set(20);
        let shares: Vec<f32> = (0..959).map(|_| tap.advance(coeffs, 100).share).collect();
        assert!(shares[0] < 1e-5 && (shares[479] - 0.5).abs() < 1e-3 && shares[958] > 0.999_99);
        assert!(shares.windows(2).all(|pair| pair[1] >= pair[0]) && !tap.resting());
        assert_eq!(tap.advance(coeffs, 100), Reading { from: 20, to: 20, share: 0.0 });
        assert!(tap.resting());
    }

    #[test]
    fn targets_wait_for_the_crossfade_under_way_and_only_the_newest_counts() {
        let coeffs = TapCoeffs::new(0.02, 3_000.0);
        let mut tap = Tap::new(0);
        tap.set(1);
        tap.advance(coeffs, 100);
        tap.set(2);
        tap.advance(coeffs, 100);
        tap.set(3);
        assert_eq!(tap.reach(), 3);
        let places: Vec<(u32, u32)> = (0..130).map(|_| tap.advance(coeffs, 100)).map(|at| (at.from, at.to)).collect();
        assert!(places[..57].iter().all(|place| *place == (0, 1)));
        assert!(places[58..117].iter().all(|place| *place == (1, 3)));
        assert_eq!(places[129], (3, 3));
    }

    #[test]
    fn a_crossfade_waits_until_there_is_sound_to_fade_to() {
        let coeffs = TapCoeffs::new(0.02, 48_000.0);
        let mut tap = Tap::new(0);
        tap.set(50);
        assert!((0..50).all(|known| tap.advance(coeffs, known).share == 0.0));
        assert!(tap.advance(coeffs, 50).share > 0.0);
    }
}
