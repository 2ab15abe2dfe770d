//! The crossfade between where delay lines are read now and where they shall be read.
//!
//! A delay that moved evenly would bend the pitch of all that sounds in the room. So it is read at two places for a while, whose
//! shares add up to one: never to more, or a tail that crossfades all the time could grow.

use super::ring::{QUIET, STRETCH_FRAMES, Span, Stretch};
use crate::fade::{Fade, FadeCoeffs};
use crate::lanes::Cell;
use crate::smoother::Course;

/// How long a crossfade takes.
const CROSSFADE_S: f64 = 0.03;

/// Something read at one place, or on the way from one to another.
#[derive(Clone)]
pub struct Crossfade<T> {
    from: T,
    to: T,
    fade: Fade,
    coeffs: FadeCoeffs,
    reached: f32,
}

impl<T: Copy + PartialEq> Crossfade<T> {
    /// Rests at a place.
    pub fn new(place: T, sample_rate: f32) -> Self {
        let coeffs = FadeCoeffs::new(CROSSFADE_S, sample_rate);
        Self { from: place, to: place, fade: Fade::new(false), coeffs, reached: 0.0 }
    }

    /// Is at a place at once.
    pub fn snap(&mut self, place: T) {
        (self.from, self.to) = (place, place);
        self.fade = Fade::new(false);
        self.reached = 0.0;
    }

    /// Where it reads from, and, under way, to.
    pub fn places(&self) -> [T; 2] {
        [self.from, self.to]
    }

    /// How much of the new place it reads by now, 0 to 1.
    pub fn reached(&self) -> f32 {
        self.reached
    }

    /// How much of the new place it reads in each frame of a stretch, while under way. What arrives within a cell goes on reading
    /// there to its end.
    pub fn shares(&mut self, frames: usize, scratch: &mut Cell) -> Option<Span> {
        if self.from == self.to {
            return None;
        }
        let shares = in_time(&self.fade.course(self.coeffs, 0.0, 1.0, frames, scratch), frames);
        self.reached = bytemuck::cast::<Span, Stretch>(shares)[frames.clamp(1, STRETCH_FRAMES) - 1];
        Some(shares)
    }

    /// At a grid point: what has arrived rests there, and what rests sets out for another place.
    pub fn settle(&mut self, wanted: impl FnOnce() -> T) {
        if self.fade.moving() {
            return;
        }
        if self.reached != 0.0 {
            self.snap(self.to);
        }
        self.to = wanted();
        if self.to != self.from {
            self.fade.set(0, true);
        }
    }
}

/// Lane 0 of a course in order of time.
pub fn in_time(course: &Course, frames: usize) -> Span {
    match *course {
        Course::Still(value) => QUIET.map(|_| megamixer_vectors::f32x4::splat(value.as_array()[0])),
        Course::Moving(values) => {
            let mut planar: Stretch = [0.0; STRETCH_FRAMES];
            planar.iter_mut().zip(&values[..frames]).for_each(|(to, value)| *to = value.as_array()[0]);
            bytemuck::cast(planar)
        }
    }
}
