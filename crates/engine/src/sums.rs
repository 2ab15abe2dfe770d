//! What is summed in a stretch.

use megamixer_dsp::lanes::{CELL_FRAMES, LANES, Planar};

/// The sums of a stretch, and whether anybody added to them.
pub struct Sums {
    pub buses: Box<[[Planar; 2]]>,
    pub buses_fed: Box<[bool]>,
    pub master: [Planar; 2],
    pub master_fed: bool,
    /// What is listened to alone.
    pub listened: [Planar; 2],
}

impl Sums {
    pub fn new(buses: usize) -> Self {
        let silence = [[0.0; CELL_FRAMES]; 2];
        Self {
            buses: vec![silence; buses.next_multiple_of(LANES)].into(),
            buses_fed: vec![false; buses.next_multiple_of(LANES)].into(),
            master: silence,
            master_fed: false,
            listened: silence,
        }
    }

    /// Nobody has added anything to a stretch of so many frames.
    pub fn clear(&mut self, frames: usize) {
        for [left, right] in self.buses.iter_mut().chain([&mut self.master, &mut self.listened]) {
            left[..frames].fill(0.0);
            right[..frames].fill(0.0);
        }
        self.buses_fed.fill(false);
        self.master_fed = false;
    }
}
