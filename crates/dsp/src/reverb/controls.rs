//! The controls of a reverb under way, in lane 0 of the smoothers that four signals would share.

use super::coeffs::ReverbParams;
use crate::exact;
use crate::lanes::{Cell, Frame};
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::ramp::Shape;
use crate::smoother::{Control, Course, Smoother};

/// Where a reverb starts: a middling room.
pub const DEFAULTS: ReverbParams =
    ReverbParams { predelay_s: 0.0, decay_s: 2.0, size: 0.7, damping_hz: 6_000.0, low_cut_hz: 20.0 };

/// All that is turned.
#[derive(Clone)]
pub struct Controls {
    pub predelay: Smoother,
    pub decay: Octaves,
    pub size: Smoother,
    pub damping: Octaves,
    pub low_cut: Octaves,
    pub mix: Smoother,
    /// What each came to in the first and the last frame of the last stretch: predelay and size, and the others in octaves.
    reached: [[f32; 5]; 2],
}

impl Controls {
    /// All at rest at their defaults, all wet.
    #[optimize(size)]
    pub fn new() -> Self {
        let [decay, damping, low_cut] = [DEFAULTS.decay_s, DEFAULTS.damping_hz, DEFAULTS.low_cut_hz].map(Octaves::new);
        let [decay_octaves, damping_octaves, low_cut_octaves] =
            [&decay, &damping, &low_cut].map(|control| control.target_octaves().as_array()[0]);
        let reached = [DEFAULTS.predelay_s, DEFAULTS.size, decay_octaves, damping_octaves, low_cut_octaves];
        Self {
            predelay: Smoother::new(Shape::Linear, DEFAULTS.predelay_s),
            decay,
            size: Smoother::new(Shape::Linear, DEFAULTS.size),
            damping,
            low_cut,
            mix: Smoother::new(Shape::Linear, 1.0),
            reached: [reached; 2],
        }
    }

    /// Whether any is under way.
    pub fn moving(&self) -> bool {
        [&self.predelay, &self.size, &self.mix].into_iter().any(Smoother::moving)
            || [&self.decay, &self.damping, &self.low_cut].into_iter().any(Octaves::moving)
    }

    /// All but the mix go on by a stretch.
    pub fn advance(&mut self, pace: &Pace, frames: usize, scratch: &mut Cell) {
        let ends = |course: Course| {
            let value = |frame: Frame| frame.as_array()[0];
            match course {
                Course::Still(frame) => [value(frame); 2],
                Course::Moving(frames) => [frames.first(), frames.last()].map(|frame| frame.map_or(0.0, |f| value(*f))),
            }
        };
        let each = [
            ends(self.predelay.course(pace.glide, frames, scratch)),
            ends(self.size.course(pace.glide, frames, scratch)),
            ends(self.decay.course(pace.glide, frames, scratch)),
            ends(self.damping.course(pace.glide, frames, scratch)),
            ends(self.low_cut.course(pace.glide, frames, scratch)),
        ];
        self.reached = [each.map(|ends| ends[0]), each.map(|ends| ends[1])];
    }

    /// What the first frame of the last stretch had.
    pub fn first(&self) -> ReverbParams {
        self.params(self.reached[0])
    }

    /// What the last frame of the last stretch had.
    pub fn last(&self) -> ReverbParams {
        self.params(self.reached[1])
    }

    /// At rest the exact target counts.
    fn params(&self, [predelay, size, decay, damping, low_cut]: [f32; 5]) -> ReverbParams {
        let smooth = |control: &Smoother, reached| if control.moving() { reached } else { control.target(0) };
        let octaves = |control: &Octaves, reached| {
            if control.moving() { exact::exp2(f64::from(reached)) as f32 } else { control.target(0) }
        };
        ReverbParams {
            predelay_s: smooth(&self.predelay, predelay),
            decay_s: octaves(&self.decay, decay),
            size: smooth(&self.size, size),
            damping_hz: octaves(&self.damping, damping),
            low_cut_hz: octaves(&self.low_cut, low_cut),
        }
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        [&mut self.predelay, &mut self.size, &mut self.mix].into_iter().for_each(Smoother::settle);
        [&mut self.decay, &mut self.damping, &mut self.low_cut].into_iter().for_each(Octaves::settle);
    }

    /// Glides end; ramps go on.
    pub fn land(&mut self) {
        [&mut self.predelay, &mut self.size, &mut self.mix].into_iter().for_each(|control| control.land(0));
        [&mut self.decay, &mut self.damping, &mut self.low_cut].into_iter().for_each(|control| control.land(0));
    }

    /// All that moves is where it is going.
    pub fn snap(&mut self) {
        [&mut self.predelay, &mut self.size, &mut self.mix].into_iter().for_each(Smoother::snap);
        [&mut self.decay, &mut self.damping, &mut self.low_cut].into_iter().for_each(Octaves::snap);
    }
}
