//! What compressors listen to besides the signals that they work on.

use crate::routes::Key;
use crate::sums::Sums;
use megamixer_dsp::lanes::{Cell, Frame, LANES, Planar, SILENCE};
use megamixer_dsp::mask::Mask;

/// The strips that key something, as they are after trim and polarity; and room for what four compressors listen to.
pub struct Keys {
    /// Whether anybody listens to a strip.
    wanted: Box<[bool]>,
    any_wanted: bool,
    strips: Box<[[Planar; 2]]>,
    frames: Cell,
}

impl Keys {
    pub fn new(strips: usize) -> Self {
        let silence = [[0.0; SILENCE.len()]; 2];
        Self {
            wanted: vec![false; strips].into(),
            any_wanted: false,
            strips: vec![silence; strips].into(),
            frames: SILENCE,
        }
    }

    /// Those of a console in parts: what is kept is handed from part to part.
    pub fn of_part(&self) -> Self {
        Self { wanted: self.wanted.clone(), any_wanted: self.any_wanted, strips: [].into(), frames: SILENCE }
    }

    /// Room for what is kept of every strip, where anybody listens to one.
    pub fn room(&self) -> Box<[[Planar; 2]]> {
        let strips = if self.any_wanted { self.wanted.len() } else { 0 };
        vec![[[0.0; SILENCE.len()]; 2]; strips].into()
    }

    /// Exchanges what is kept.
    pub fn swap_kept(&mut self, kept: &mut Box<[[Planar; 2]]>) {
        core::mem::swap(&mut self.strips, kept);
    }

    /// Nobody listens to any strip, until [`Keys::want`] says so.
    pub fn forget(&mut self) {
        self.wanted.fill(false);
        self.any_wanted = false;
    }

    /// Somebody listens.
    pub fn want(&mut self, key: Key) {
        if let Key::Strip(strip) = key {
            self.wanted[strip] = true;
            self.any_wanted = true;
        }
    }

    /// Keeps what others listen to of four strips; no signal where they sleep.
    pub fn keep(&mut self, first_strip: usize, signal: Option<&[Frame]>) {
        if !self.any_wanted {
            return;
        }
        let strips = self.wanted.iter().zip(self.strips.iter_mut()).skip(first_strip).take(LANES);
        for (lane, (_, [left, right])) in strips.enumerate().filter(|(_, (wanted, _))| **wanted) {
            match signal {
                None => [left, right].into_iter().for_each(|channel| channel.fill(0.0)),
                Some(signal) => {
                    for ((frame, left), right) in signal.iter().zip(left).zip(right) {
                        *left = frame.as_array()[lane];
                        *right = frame.as_array()[lane + LANES];
                    }
                }
            }
        }
    }

    /// What four compressors listen to in a stretch, and which of them listen to something else than their own signal.
    pub fn gather(&mut self, keys: &[Key; LANES], sums: &Sums, frames: usize) -> (&[Frame], Mask) {
        let mut foreign = Mask::default();
        for (lane, key) in keys.iter().enumerate() {
            let [left, right] = match *key {
                Key::Own => continue,
                Key::Bus(bus) => &sums.buses[bus],
                Key::Strip(strip) => &self.strips[strip],
            };
            foreign = foreign.or(Mask::one(lane));
            for ((frame, left), right) in self.frames[..frames].iter_mut().zip(left).zip(right) {
                frame.as_mut_array()[lane] = *left;
                frame.as_mut_array()[lane + LANES] = *right;
            }
        }
        (&self.frames[..frames], foreign)
    }
}
