//! What is mixed when: the lower halves of strips, and buses, vector by vector, in an order in which whoever feeds or keys
//! another comes first.
//!
//! A console in which no bus feeds a bus, and no bus keys anything, takes every vector once. Where strips or buses of one
//! vector are on different levels, the vector comes up once for each, and only those of that level count.

use crate::order::Order;
use megamixer_dsp::lanes::LANES;
use megamixer_dsp::mask::Mask;

/// One vector's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Of four strips.
    Strips(usize, Mask),
    /// Of four buses.
    Buses(usize, Mask),
}

/// The turns of a stretch.
pub struct Schedule {
    turns: Box<[Turn]>,
    count: usize,
}

impl Schedule {
    pub fn new(order: &Order, strips: usize, buses: usize) -> Self {
        let mut schedule = Self { turns: vec![Turn::Strips(0, Mask::ALL); strips + buses].into(), count: 0 };
        schedule.arrange(order, strips, buses);
        schedule
    }

    /// Takes another order.
    #[optimize(size)]
    pub fn arrange(&mut self, order: &Order, strips: usize, buses: usize) {
        self.count = 0;
        for level in 0..=order.top() {
            if level % 2 == 0 {
                self.level(strips, |strip| order.strip(strip) == level, Turn::Strips);
            } else {
                self.level(buses, |bus| order.bus(bus) == level, Turn::Buses);
            }
        }
    }

    fn level(&mut self, count: usize, is_on: impl Fn(usize) -> bool, turn: impl Fn(usize, Mask) -> Turn) {
        for (vector, first) in (0..count).step_by(LANES).enumerate() {
            let of_vector = first..count.min(first + LANES);
            let on = of_vector.clone().filter(|one| is_on(*one));
            let lanes = on.fold(Mask::default(), |lanes, one| lanes.with(one - first, true));
            if lanes.any() {
                // Nobody is in the lanes behind the last.
                let all = lanes.count() as usize == of_vector.len();
                self.turns[self.count] = turn(vector, if all { Mask::ALL } else { lanes });
                self.count += 1;
            }
        }
    }

    /// The turns, in order.
    pub fn turns(&self) -> &[Turn] {
        &self.turns[..self.count]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::{Key, Routes};

    fn turns(change: impl FnOnce(&mut Routes)) -> Vec<Turn> {
        let mut routes = Routes::new(6, 3);
        change(&mut routes);
        assert!(routes.resolve());
        let mut order = Order::new(6, 3);
        assert!(order.arrange(&routes));
        Schedule::new(&order, 6, 3).turns().to_vec()
    }

    #[test]
    fn a_plain_console_takes_every_vector_once() {
        let plain = [Turn::Strips(0, Mask::ALL), Turn::Strips(1, Mask::ALL), Turn::Buses(0, Mask::ALL)];
        assert_eq!(turns(|_| {}), plain);
        assert_eq!(turns(|routes| *routes.send(2, 1) = true), plain);
        assert_eq!(turns(|routes| routes.strip(0).key = Key::Strip(5)), plain);
    }

    #[test]
    fn who_feeds_or_keys_another_comes_first() {
        let found = turns(|routes| {
            routes.bus(0).output = Some(2);
            routes.strip(4).key = Key::Bus(2);
        });
        let late = Mask::one(0);
        assert_eq!(
            found,
            [
                Turn::Strips(0, Mask::ALL),
                Turn::Strips(1, Mask::one(1)),
                Turn::Buses(0, Mask::one(0).or(Mask::one(1))),
                Turn::Buses(0, Mask::one(2)),
                Turn::Strips(1, late),
            ]
        );
    }
}
