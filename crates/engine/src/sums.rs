//! What is summed in a stretch.

use megamixer_dsp::lanes::{CELL_FRAMES, LANES, Planar};
use megamixer_dsp::sum::Tap;
use megamixer_vectors::f32x4;

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

/// A sum that strips add to.
#[derive(Clone, Copy)]
pub enum To {
    Bus(usize),
    Master,
}

impl Sums {
    fn feed(&mut self, to: To) -> &mut [Planar; 2] {
        match to {
            To::Bus(bus) => {
                self.buses_fed[bus] = true;
                &mut self.buses[bus]
            }
            To::Master => {
                self.master_fed = true;
                &mut self.master
            }
        }
    }

    /// The first is a bus, and the second a later one or the master.
    fn feed_two(&mut self, first: usize, second: To) -> [&mut [Planar; 2]; 2] {
        self.buses_fed[first] = true;
        match second {
            To::Bus(bus) => {
                self.buses_fed[bus] = true;
                let (before, from) = self.buses.split_at_mut(bus);
                [&mut before[first], &mut from[0]]
            }
            To::Master => {
                self.master_fed = true;
                [&mut self.buses[first], &mut self.master]
            }
        }
    }
}

/// Adds a tap to sums, two at a time: buses in order, then the master.
#[derive(Default)]
pub struct Pairs {
    /// A bus that waits for another sum, and what it gets.
    waiting: Option<(usize, f32x4)>,
}

impl Pairs {
    /// Adds four signals, each at its gain.
    pub fn add(&mut self, tap: &mut Tap, gains: f32x4, to: To, sums: &mut Sums) {
        if gains == f32x4::ZERO {
            return;
        }
        match (self.waiting.take(), to) {
            (Some((first, first_gains)), second) => {
                tap.planes().add_twice([first_gains, gains], sums.feed_two(first, second));
            }
            (None, To::Bus(bus)) => self.waiting = Some((bus, gains)),
            (None, To::Master) => tap.planes().add(gains, sums.feed(to)),
        }
    }

    /// Adds what still waits.
    pub fn end(self, tap: &mut Tap, sums: &mut Sums) {
        if let Some((bus, gains)) = self.waiting {
            tap.planes().add(gains, sums.feed(To::Bus(bus)));
        }
    }
}
