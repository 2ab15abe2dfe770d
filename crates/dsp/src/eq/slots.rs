//! What bands come to: at their targets, computed once, and on the way there, for each of two types that may be heard.

use super::recipe::{BandType, Recipes};
use crate::lanes::LANES;
use crate::svf::{self, Rest};
use megamixer_vectors::f32x4;

/// Where a band is going.
#[derive(Clone, Copy, PartialEq)]
pub struct Target {
    pub sample_rate: f32,
    pub frequency: f32,
    pub gain_db: f32,
    pub q: f32,
    pub kinds: [BandType; 2],
}

/// A type that may be heard: at rest, and on the way.
#[derive(Clone, Copy)]
pub struct Slot {
    pub rest: Rest,
    pub recipes: Recipes,
}

impl Slot {
    /// The lanes in which it adds nothing to its input: peaking and shelves at 0 dB.
    pub fn flat(&self) -> f32x4 {
        self.rest.flat()
    }

    /// Of one in some lanes and of another elsewhere.
    pub fn select(mask: f32x4, chosen: &Self, other: &Self) -> Self {
        Self {
            rest: Rest::select(mask, &chosen.rest, &other.rest),
            recipes: Recipes::select(mask, &chosen.recipes, &other.recipes),
        }
    }
}

/// The types that four bands have and that they change to or from, where the bands are going.
#[derive(Clone)]
pub struct Slots {
    targets: [Option<Target>; LANES],
    pub of_each: [Slot; 2],
}

impl Slots {
    /// Slots that are yet to be refreshed.
    pub fn new() -> Self {
        let slot = Slot { rest: Rest::PASS, recipes: Recipes::new(BandType::default()) };
        Self { targets: [None; LANES], of_each: [slot; 2] }
    }

    /// Computes what rests anew if the target of a lane has changed.
    #[optimize(size)]
    pub fn refresh(&mut self, lane: usize, target: Target) {
        if self.targets[lane] == Some(target) {
            return;
        }
        self.targets[lane] = Some(target);
        let Target { sample_rate, frequency, gain_db, q, kinds } = target;
        let tangent = svf::tangent(frequency, sample_rate);
        for (slot, kind) in self.of_each.iter_mut().zip(kinds) {
            slot.recipes.set(lane, kind);
            slot.rest.set(lane, &kind.design(tangent, gain_db, q));
        }
    }
}
