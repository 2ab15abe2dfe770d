//! What keeps a bad sample to the signal it came in on.
//!
//! A cell that holds a sample that is not finite, or beyond +120 dBFS, is silent as a whole; the signal fades back in after the
//! last bad cell. Subnormal numbers count as zero: they are no fault, but they must not get in, since WebAssembly
//! cannot switch them off and they cost a hundred times an ordinary sample.

use crate::fade::{Fade, FadeCoeffs};
use crate::lanes::{self, Cell, Frame, LANES};
use crate::mask::Mask;
use megamixer_vectors::{i32x4, i32x8};

/// The largest sample that is let through: +120 dBFS.
pub const LIMIT: f32 = (1 << 20) as f32;

/// How long a signal takes to fade back in.
pub const RECOVERY_S: f64 = 0.01;

/// What [`gather`] found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inspection {
    /// Signals with any sample that is not zero.
    pub heard: Mask,
    /// Signals with a sample that is not finite or beyond [`LIMIT`].
    pub bad: Mask,
    /// The largest sample of each channel, where it is not bad.
    pub peak: Frame,
}

/// The bits of a size: of floats without their signs, infinity is the largest, and what is no number is larger still.
#[inline(always)]
fn size_bits(frame: Frame) -> i32x8 {
    bytemuck::cast::<Frame, i32x8>(frame) & i32x8::splat(i32::MAX)
}

/// Gathers four stereo signals, L0 to L3, then R0 to R3, with zero in the place of subnormal samples, and tells which signals
/// are heard at all and which hold a bad sample.
pub fn gather(channels: &[&[f32]; 2 * LANES], out: &mut [Frame]) -> Inspection {
    let largest_subnormal = i32x8::splat(f32::MIN_POSITIVE.to_bits() as i32 - 1);
    let mut peak = i32x8::ZERO;
    lanes::gather(channels, out, |frame| {
        let size = size_bits(frame);
        peak = peak.max(size);
        frame & bytemuck::cast::<i32x8, Frame>(size.simd_gt(largest_subnormal))
    });
    let heard = either_channel(bytemuck::cast(peak.simd_gt(largest_subnormal)));
    let peak = bytemuck::cast(peak);
    Inspection { heard, bad: beyond_limit(peak), peak }
}

/// Whether channels hold nothing but zeros and subnormal numbers: what [`gather`] would find unheard, at a tenth of its cost.
pub fn silent(channels: &[&[f32]; 2 * LANES]) -> bool {
    let mut bits = i32x4::ZERO;
    for channel in channels {
        // A few at a time: a round of so short a loop costs as much as what is in it.
        let (groups, rest) = channel.as_chunks::<16>();
        for group in groups {
            let [first, second, third, fourth]: [i32x4; 4] = bytemuck::cast(*group);
            bits |= (first | second) | (third | fourth);
        }
        rest.iter().for_each(|sample| bits |= i32x4::splat(sample.to_bits() as i32));
    }
    bits & i32x4::splat(f32::INFINITY.to_bits() as i32) == i32x4::ZERO
}

/// The largest of sizes, where what is no number counts as more than any: [`beyond_limit`] tells it too.
#[derive(Clone, Copy)]
pub struct Largest(i32x8);

impl Largest {
    /// Of nothing.
    pub const NONE: Self = Self(i32x8::ZERO);

    /// Looks at a frame.
    #[inline(always)]
    pub fn see(&mut self, frame: Frame) {
        self.0 = self.0.max(size_bits(frame));
    }

    /// The largest so far.
    pub fn size(self) -> Frame {
        bytemuck::cast(self.0)
    }
}

/// Which signals hold a sample that is not finite or beyond [`LIMIT`].
pub fn bad(signal: &[Frame]) -> Mask {
    let mut largest = Largest::NONE;
    signal.iter().for_each(|frame| largest.see(*frame));
    beyond_limit(largest.size())
}

/// Which signals have a channel whose largest sample is beyond [`LIMIT`], or is no number.
pub fn beyond_limit(peak: Frame) -> Mask {
    either_channel(!peak.simd_le(Frame::splat(LIMIT)))
}

/// Which signals have a channel of which this is not finite.
pub fn not_finite(of_each: Frame) -> Mask {
    either_channel(!of_each.simd_le(Frame::splat(f32::MAX)))
}

/// The signals of which a comparison holds for the left or the right channel.
fn either_channel(lanes: Frame) -> Mask {
    let bits = lanes.to_bitmask();
    Mask((bits | bits >> LANES) & ((1 << LANES) - 1))
}

/// Makes the signals of a mask silent.
pub fn silence(signal: &mut [Frame], mask: Mask) {
    let silent = mask.frame();
    signal.iter_mut().for_each(|frame| *frame = silent.select(Frame::ZERO, *frame));
}

/// Four signals of which some may be in quarantine.
#[derive(Clone)]
pub struct Containment {
    /// 1 in full health; cut to 0 by a fault.
    health: Fade,
    /// Silent until the next grid point.
    quarantined: Mask,
}

impl Containment {
    /// Four healthy signals.
    pub fn new() -> Self {
        Self { health: Fade::new(true), quarantined: Mask::default() }
    }

    /// Silences the signals of `bad` until the next grid point, and tells which of them are newly so.
    pub fn quarantine(&mut self, bad: Mask) -> Mask {
        let new = bad.without(self.quarantined);
        self.quarantined = self.quarantined.or(bad);
        bad.lanes().for_each(|lane| self.health.cut(lane));
        new
    }

    /// Applies quarantine, and the fade of signals that come back from it, to every tap of the signals.
    ///
    /// Taps are judged before this: a signal on its way back must not pass for good because it is still faint.
    pub fn apply<const OTHERS: usize>(
        &mut self,
        coeffs: FadeCoeffs,
        last: &mut [Frame],
        others: [&mut [Frame]; OTHERS],
        scratch: &mut Cell,
    ) {
        let course = self.health.course(coeffs, 0.0, 1.0, last.len(), scratch);
        for tap in others.into_iter().chain([last]) {
            course.apply(tap);
            silence(tap, self.quarantined);
        }
        self.quarantined.lanes().for_each(|lane| self.health.cut(lane));
    }

    /// Whether any signal is quarantined or on its way back.
    pub fn active(&self) -> bool {
        self.health.moving()
    }

    /// Ends the recovery of a signal that is asleep: there is nothing left to fade in.
    pub fn land(&mut self, lane: usize) {
        self.health.land(lane);
    }

    /// At a grid point: the next cell is judged afresh. Tells who was bad in this one.
    pub fn settle(&mut self) -> Mask {
        core::mem::take(&mut self.quarantined)
    }

    /// Some signals become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.health.copy_lanes(&from.health, lanes);
        self.quarantined = self.quarantined.without(lanes).or(from.quarantined.and(lanes));
    }
}

impl Default for Containment {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{CELL_FRAMES, SILENCE};

    fn with(lane: usize, sample: f32) -> [Frame; 8] {
        let mut signal = [Frame::splat(0.5); 8];
        signal[3].as_mut_array()[lane] = sample;
        signal
    }

    /// Through planar channels and back.
    fn gathered(signal: &[Frame; 8]) -> ([Frame; 8], Inspection) {
        let channels: [[f32; 8]; 8] =
            core::array::from_fn(|channel| core::array::from_fn(|i| signal[i].as_array()[channel]));
        let mut out = [Frame::ONE; 8];
        let found = gather(&channels.each_ref().map(|channel| channel.as_slice()), &mut out);
        (out, found)
    }

    #[test]
    fn only_the_signal_that_holds_a_bad_sample_is_blamed_whichever_its_channel() {
        for sample in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, f32::MAX, -LIMIT * 1.001] {
            for lane in 0..8 {
                let signal = with(lane, sample);
                assert_eq!(bad(&signal), Mask::one(lane % 4));
                let found = gathered(&signal).1;
                assert_eq!((found.bad, found.heard), (Mask::one(lane % 4), Mask::ALL));
            }
        }
        assert_eq!(bad(&with(0, LIMIT)), Mask(0));
        assert_eq!(gathered(&with(0, LIMIT)).1.bad, Mask(0));
    }

    #[test]
    fn subnormals_count_as_zero_and_are_no_fault() {
        let (signal, found) = gathered(&[Frame::splat(1e-40); 8]);
        assert_eq!((found.heard, found.bad), (Mask(0), Mask(0)));
        assert!(signal.iter().all(|frame| *frame == Frame::ZERO));
    }

    #[test]
    fn channels_are_silent_where_nothing_would_be_heard_whatever_the_length() {
        for frames in 0..=CELL_FRAMES {
            for quiet in [0.0, -0.0, 1e-40, -1e-39] {
                let mut channels = [[quiet; CELL_FRAMES]; 2 * LANES];
                let silent_to = |channels: &[[f32; CELL_FRAMES]; 2 * LANES]| {
                    silent(&channels.each_ref().map(|channel| &channel[..frames]))
                };
                assert!(silent_to(&channels));
                for (channel, frame) in (0..2 * LANES).zip((0..frames).cycle()) {
                    for sound in [f32::MIN_POSITIVE, -1.0, f32::INFINITY, f32::NAN] {
                        channels[channel][frame] = sound;
                        assert!(!silent_to(&channels));
                    }
                    channels[channel][frame] = quiet;
                }
            }
        }
    }

    #[test]
    fn a_bad_signal_is_silent_for_its_cell_and_fades_back_in_ten_milliseconds() {
        let coeffs = FadeCoeffs::new(RECOVERY_S, 48_000.0);
        let mut containment = Containment::new();
        containment.quarantine(Mask::one(2));
        let mut levels = Vec::new();
        for _ in 0..20 {
            let mut signal = [Frame::ONE; 32];
            if containment.active() {
                containment.apply(coeffs, &mut signal, [], &mut SILENCE.clone());
            }
            containment.settle();
            assert!(signal.iter().all(|frame| frame.to_array()[1] == 1.0));
            levels.extend(signal.map(|frame| frame.to_array()[2]));
        }
        assert!(levels[..32].iter().all(|level| *level == 0.0));
        assert!(levels[32 + 240] > 0.4 && levels[32 + 240] < 0.6);
        assert!(levels[32 + 482..].iter().all(|level| *level == 1.0));
    }
}
