//! Stereo position, four signals side by side: by StereoPannerNode's rules, or by another law of a console.
//!
//! Source of Web Audio's law: W3C, Web Audio API, "StereoPannerNode", stereo-input and mono-input panning; of the others: see
//! [`law`]. Whether a signal counts as mono is a setting that fades, never inferred from what arrives: that would click when a
//! source ends. Its channels are then averaged, whatever the law.

pub mod law;
mod matrix;
mod parts;

pub use law::{PanCoeffs, PanLaw, mono, stereo};
pub use matrix::Matrix;

use crate::fade::{Fade, FadeCoeffs};
use crate::lanes::{Cell, Frame, LANES, SILENCE, swap};
use crate::mask::Mask;
use crate::ramp::Shape;
use crate::smoother::{Control, Course, Smoother, SmootherCoeffs};
use matrix::{Moves, across, add_straight};
use megamixer_vectors::f32x4;
use parts::Laws;

/// Four stereo positions, with the averaging of inputs that count as mono.
#[derive(Clone)]
pub struct Panner {
    position: Smoother,
    mono: Fade,
    laws: Laws,
    /// How fast laws change, as [`Panner::mix_inputs`] was told.
    pace: Option<FadeCoeffs>,
    arrived: Arrived,
}

impl Panner {
    /// Four signals in the middle, stereo, by Web Audio's law.
    #[optimize(size)]
    pub fn new() -> Self {
        Self {
            position: Smoother::new(Shape::Linear, 0.0),
            mono: Fade::new(false),
            laws: Laws::new(),
            pace: None,
            arrived: Arrived::new(),
        }
    }

    /// The smoother of the positions, -1 left to 1 right, to be given targets.
    pub fn position(&mut self) -> &mut Smoother {
        &mut self.position
    }

    /// The switch between stereo and mono.
    pub fn mono(&mut self) -> &mut Fade {
        &mut self.mono
    }

    /// Changes the law of a signal: in the time of a switch, from whatever mixture of laws is heard now, or at once. The same
    /// law again changes nothing. It takes its pace from [`Panner::mix_inputs`]; without a call to that it jumps.
    #[optimize(size)]
    pub fn set_law(&mut self, lane: usize, law: PanLaw, at_once: bool) {
        self.laws.set(lane, law);
        if at_once {
            self.laws.land(lane);
        }
    }

    /// Ends what is under way in a lane at once: glides, fades. A ramp goes on.
    pub fn land(&mut self, lane: usize) {
        self.position.land(lane);
        self.mono.land(lane);
        self.laws.land(lane);
    }

    /// Everything is where it is going at once, also what ramps.
    pub fn snap(&mut self) {
        self.position.snap();
        (0..LANES).for_each(|lane| self.land(lane));
    }

    /// Some lanes become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.position.copy_lanes(&from.position, lanes);
        self.mono.copy_lanes(&from.mono, lanes);
        self.laws.copy_lanes(&from.laws, lanes);
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        self.position.settle();
    }

    /// Whether any position is under way.
    pub fn moving(&self) -> bool {
        self.position.moving()
    }

    /// Ramps go on in time while the signals are not heard.
    pub fn pass_time(&mut self, coeffs: SmootherCoeffs, frames: usize, scratch: &mut Cell) {
        if self.position.moving() {
            self.position.course(coeffs, frames, scratch);
        }
    }

    /// Averages both channels of the signals that count as mono, and tells how mono each frame is.
    pub fn mix_inputs<'a>(&mut self, coeffs: FadeCoeffs, signal: &mut [Frame], scratch: &'a mut Cell) -> Course<'a> {
        self.pace = Some(coeffs);
        let amount = self.mono.course(coeffs, 0.0, 1.0, signal.len(), scratch);
        let half = Frame::splat(0.5);
        match amount {
            Course::Still(still) if still == Frame::ZERO => {}
            _ => {
                for (i, frame) in signal.iter_mut().enumerate() {
                    let amount = amount.at(i);
                    let mixed = *frame + (swap(*frame) - *frame) * half * amount;
                    // Not even the sign of a zero changes where nothing is mixed.
                    *frame = amount.simd_eq(Frame::ZERO).select(*frame, mixed);
                }
            }
        }
        amount
    }

    /// Where the signals are placed throughout a stretch, unless anything moves.
    pub fn still(&mut self, mono: &Course) -> Option<Matrix> {
        if self.position.moving() || self.laws.changing() || matches!(mono, Course::Moving(_)) {
            return None;
        }
        Some(self.arrived.matrix(&self.position, &self.mono, &self.laws))
    }

    /// Places the signals while anything moves. [`Panner::mix_inputs`] told how mono they are.
    ///
    /// Frame by frame, whatever has arrived is placed exactly as it will be at rest: what the neighbours do, or where a
    /// stretch ends, makes no difference to it.
    #[inline(never)]
    pub fn move_on(&mut self, coeffs: SmootherCoeffs, signal: &mut [Frame], mono: &Course, scratch: &mut Cell) {
        let arrived = self.arrived.matrix(&self.position, &self.mono, &self.laws);
        let (targets, ends) = (self.position.targets(), self.mono.ends());
        let has_part = PanLaw::ALL.map(|law| self.laws.has_part(law));
        let mut change_scratch;
        let change = match self.pace {
            Some(pace) if self.laws.changing() => {
                change_scratch = SILENCE;
                self.laws.course(pace, signal.len(), &mut change_scratch)
            }
            _ => {
                (0..LANES).for_each(|lane| self.laws.land(lane));
                Course::Still(Frame::ONE)
            }
        };
        let moves = Moves { position: self.position.course(coeffs, signal.len(), scratch), mono, change };
        let mut straight = SILENCE;
        let straight = &mut straight[..signal.len()];
        for law in PanLaw::ALL.into_iter().filter(|law| has_part[*law as usize]) {
            add_straight(straight, law, &moves, &self.laws);
        }
        for (i, (frame, straight)) in signal.iter_mut().zip(straight).enumerate() {
            let [pan, mono, change] = [&moves.position, mono, &moves.change].map(|course| course.quad(i));
            let mut matrix = Matrix { straight: *straight, across: Frame::ZERO };
            if has_part[PanLaw::WebAudio as usize] {
                matrix.across = across(pan, mono, self.laws.part(PanLaw::WebAudio, change));
            }
            let rests = pan.simd_eq(targets) & mono.simd_eq(ends) & change.simd_eq(f32x4::ONE);
            *frame = arrived.in_lanes(rests, matrix).place(*frame);
        }
    }
}

impl Default for Panner {
    fn default() -> Self {
        Self::new()
    }
}

/// The matrix of four signals that are where they are going, from double precision, rounded once.
#[derive(Clone)]
struct Arrived {
    matrix: Matrix,
    /// What it was computed for: position, mono, law.
    of: [(f32, f32, PanLaw); LANES],
}

impl Arrived {
    fn new() -> Self {
        Self { matrix: Matrix::IDENTITY, of: [(0.0, 0.0, PanLaw::WebAudio); LANES] }
    }

    /// The matrix, brought up to date: where nothing has a new target, it costs a few comparisons.
    fn matrix(&mut self, position: &Smoother, mono: &Fade, laws: &Laws) -> Matrix {
        let (targets, ends, chosen) = (position.targets().to_array(), mono.ends().to_array(), laws.chosen());
        for lane in 0..LANES {
            let of = (targets[lane], ends[lane], chosen[lane]);
            if of != self.of[lane] {
                self.matrix.set(lane, of.2.coeffs(of.0, of.1 != 0.0));
                self.of[lane] = of;
            }
        }
        self.matrix
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::sides;

    #[test]
    fn a_mono_input_is_the_mean_of_both_channels() {
        let mut panner = Panner::new();
        (0..LANES).for_each(|lane| panner.mono().set(lane, true));
        (0..LANES).for_each(|lane| panner.mono().land(lane));
        let mut signal = [sides(f32x4::splat(1.0), f32x4::splat(0.5)); 8];
        panner.mix_inputs(FadeCoeffs::new(0.005, 48_000.0), &mut signal, &mut SILENCE.clone());
        assert!(signal.iter().all(|frame| *frame == Frame::splat(0.75)));
    }
}
