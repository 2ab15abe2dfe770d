//! A ramp: it travels for so many frames and lands on its target exactly.

use crate::exact;

/// How a ramp gets from one value to the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Even steps.
    Linear,
    /// Even steps in decibels. Zero is no level, so travel from or to it starts or ends at this gain.
    Decibels {
        /// The smallest gain that the travel passes.
        floor: f32,
    },
}

/// What is remembered of a ramp under way.
#[derive(Clone, Copy, Debug)]
pub struct Ramp {
    value: f64,
    step: Step,
    target: f32,
    frames_left: u32,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Add(f64),
    Multiply(f64),
}

impl Ramp {
    /// From `from` to `target` in `frames` frames.
    #[optimize(size)]
    pub fn new(shape: Shape, from: f32, target: f32, frames: u32) -> Self {
        let count = f64::from(frames.max(1));
        let (value, step) = match shape {
            Shape::Linear => (f64::from(from), Step::Add((f64::from(target) - f64::from(from)) / count)),
            Shape::Decibels { floor } => {
                let (start, end) = (f64::from(from.max(floor)), f64::from(target.max(floor)));
                (start, Step::Multiply(exact::exp(exact::ln(end / start) / count)))
            }
        };
        Self { value, step, target, frames_left: frames.max(1) }
    }

    /// Goes on by a frame, and tells whether that was the last: then the value is the target.
    #[inline]
    pub fn advance(&mut self) -> bool {
        self.frames_left -= 1;
        self.value = match self.step {
            _ if self.frames_left == 0 => f64::from(self.target),
            Step::Add(step) => self.value + step,
            Step::Multiply(ratio) => self.value * ratio,
        };
        self.frames_left == 0
    }

    /// Where it has come to.
    #[inline]
    pub fn value(&self) -> f32 {
        self.value as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn travel(mut ramp: Ramp) -> Vec<f32> {
        let mut values = Vec::new();
        loop {
            let landed = ramp.advance();
            values.push(ramp.value());
            if landed {
                return values;
            }
        }
    }

    #[test]
    fn a_ramp_takes_its_frames_and_lands_exactly() {
        for shape in [Shape::Linear, Shape::Decibels { floor: 1e-5 }] {
            let values = travel(Ramp::new(shape, 0.3, 0.7, 4_801));
            assert_eq!(values.len(), 4_801);
            assert_eq!(values.last(), Some(&0.7));
        }
    }

    #[test]
    fn half_way_is_the_mean_linearly_and_the_geometric_mean_in_decibels() {
        let linear = travel(Ramp::new(Shape::Linear, -1.0, 0.5, 480_000));
        assert!((linear[239_999] - -0.25).abs() < 1e-6);
        let decibels = travel(Ramp::new(Shape::Decibels { floor: 1e-5 }, 1.0, 0.01, 480_000));
        assert!((decibels[239_999] - 0.1).abs() < 1e-7);
    }

    #[test]
    fn a_fade_to_off_passes_the_floor_and_ends_at_zero() {
        let values = travel(Ramp::new(Shape::Decibels { floor: 1e-5 }, 1.0, 0.0, 1_000));
        assert!(values[998] > 1e-5 && values[998] < 1.1e-5);
        assert_eq!(values[999], 0.0);
    }
}
