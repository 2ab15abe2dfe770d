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
    pub listened_fed: bool,
}

impl Sums {
    #[optimize(size)]
    pub fn new(buses: usize) -> Self {
        let silence = [[0.0; CELL_FRAMES]; 2];
        Self {
            buses: vec![silence; buses.next_multiple_of(LANES)].into(),
            buses_fed: vec![false; buses.next_multiple_of(LANES)].into(),
            master: silence,
            master_fed: false,
            listened: silence,
            listened_fed: false,
        }
    }

    /// Nobody has added anything to a new stretch.
    pub fn clear(&mut self) {
        let [master, listened] =
            [(&mut self.master, &mut self.master_fed), (&mut self.listened, &mut self.listened_fed)];
        for (sum, fed) in self.buses.iter_mut().zip(self.buses_fed.iter_mut()).chain([master, listened]) {
            if core::mem::take(fed) {
                *sum = [[0.0; CELL_FRAMES]; 2];
            }
        }
    }
}
