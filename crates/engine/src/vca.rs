//! VCA faders: each scales the faders of its members, which are strips, buses and other VCAs.
//!
//! A VCA is a fader of its own, with a smoother of its own that moves once for all members. So its course over a stretch is
//! known before anybody is mixed, and all members hear the same in the same frame, whatever they do themselves. A member
//! that changes its VCA glides from what the old one made of its fader to what the new one does.

use crate::times::{Arrival, Change, Times, decibels, switch};
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{CELL_FRAMES, Cell, Frame, LANES, SILENCE, both, larger, split};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::ramp::Shape;
use megamixer_dsp::smoother::{Control, Course, Smoother, SmootherCoeffs};
use megamixer_schema::{VCA_COUNT, VCA_DEPTH, Vca, VcaValues};
use megamixer_vectors::f32x4;

/// Some of the VCAs, a bit each.
pub type VcaSet = u32;

/// Where each VCA is: its gain, or 0 if it is muted. In the place behind the last is what is above nobody: 1.
pub type VcaLevels = [f32; VCA_COUNT + 1];

const NOBODY: u8 = VCA_COUNT as u8;
const VECTORS: usize = VCA_COUNT / LANES;

/// The VCAs that act on a fader: its own, the one that this is a member of, and so on; then nobody.
#[derive(Clone, Copy)]
pub struct Chain([u8; VCA_DEPTH]);

impl Chain {
    const NONE: Self = Self([NOBODY; VCA_DEPTH]);

    /// The host library writes no circle and no chain that is too long, but whoever holds the shared memory can: what is further
    /// than [`VCA_DEPTH`] away does not act.
    #[optimize(size)]
    fn from(first: Vca, vcas: &[Vca; VCA_COUNT]) -> Self {
        let (mut chain, mut next) = (Self::NONE, first);
        for link in &mut chain.0 {
            if next == 0 {
                break;
            }
            *link = (next - 1) as u8;
            next = vcas[usize::from(*link)];
        }
        chain
    }

    fn set(self) -> VcaSet {
        self.0.iter().fold(0, |set, vca| set | 1 << vca)
    }

    /// What it multiplies a fader by: the same product, in the same order, whether or not anything moves.
    #[inline(never)]
    #[optimize(size)]
    fn product(self, levels: &VcaLevels) -> f32 {
        self.0.iter().fold(1.0, |product, vca| product * levels[usize::from(*vca)])
    }
}

/// The VCAs of a console.
pub struct Vcas {
    /// Four in each.
    faders: Box<[Faders]>,
    levels: VcaLevels,
    /// Who has moved since the last grid point.
    moving: VcaSet,
    /// The VCAs that VCAs, strips and buses are members of, and whether any of that changed since it was last looked at.
    of_vcas: [Vca; VCA_COUNT],
    of_strips: Box<[Vca]>,
    of_buses: Box<[Vca]>,
    regrouped: bool,
}

struct Faders {
    gain: Smoother,
    mute: Fade,
}

impl Faders {
    #[inline(never)]
    #[optimize(size)]
    fn new() -> Self {
        Self { gain: Smoother::new(decibels(), 1.0), mute: Fade::new(false) }
    }
}

/// The VCAs over a stretch: nothing in it outlives that.
pub struct VcaCourses {
    moving: VcaSet,
    /// By frame, while any moves.
    levels: [VcaLevels; CELL_FRAMES],
    room: [Cell; 2],
}

impl VcaCourses {
    pub const fn new() -> Self {
        Self { moving: 0, levels: [[0.0; VCA_COUNT + 1]; CELL_FRAMES], room: [SILENCE; 2] }
    }
}

impl Vcas {
    #[inline(never)]
    #[optimize(size)]
    pub fn new(strips: usize, buses: usize) -> Self {
        Self {
            faders: (0..VECTORS).map(|_| Faders::new()).collect(),
            levels: [1.0; VCA_COUNT + 1],
            moving: 0,
            of_vcas: [0; VCA_COUNT],
            of_strips: vec![0; strips].into(),
            of_buses: vec![0; buses].into(),
            regrouped: false,
        }
    }

    pub fn set_vca_of_vca(&mut self, member: usize, vca: Vca) {
        self.regrouped |= core::mem::replace(&mut self.of_vcas[member], vca) != vca;
    }

    pub fn set_vca_of_strip(&mut self, strip: usize, vca: Vca) {
        self.regrouped |= core::mem::replace(&mut self.of_strips[strip], vca) != vca;
    }

    pub fn set_vca_of_bus(&mut self, bus: usize, vca: Vca) {
        self.regrouped |= core::mem::replace(&mut self.of_buses[bus], vca) != vca;
    }

    /// Whether anybody has another VCA than when this was last asked.
    pub fn take_regrouped(&mut self) -> bool {
        core::mem::take(&mut self.regrouped)
    }

    pub fn chain_of_strip(&self, strip: usize) -> Chain {
        Chain::from(self.of_strips[strip], &self.of_vcas)
    }

    pub fn chain_of_bus(&self, bus: usize) -> Chain {
        Chain::from(self.of_buses[bus], &self.of_vcas)
    }

    /// Where each is in the last frame that was mixed.
    pub fn levels(&self) -> &VcaLevels {
        &self.levels
    }

    pub fn moving(&self) -> bool {
        self.moving != 0
    }

    /// Sends a VCA on its way; [`Vcas::look`] is to follow.
    #[inline(never)]
    #[optimize(size)]
    pub fn steer(&mut self, vca: usize, change: &Change<VcaValues>, times: &Times, arrival: Arrival) {
        let (faders, lane) = (&mut self.faders[vca / LANES], vca % LANES);
        times.steer(&mut faders.gain, lane, change.part(|values| values.gain), arrival);
        switch(&mut faders.mute, lane, change.after.mute != 0, arrival);
    }

    /// Finds out who moves, and where those are that do not.
    #[inline(never)]
    #[optimize(size)]
    pub fn look(&mut self) {
        self.moving = 0;
        for (vca, level) in self.levels[..VCA_COUNT].iter_mut().enumerate() {
            let (Faders { gain, mute }, lane) = (&self.faders[vca / LANES], vca % LANES);
            if gain.moving_lanes().or(mute.moving_lanes()).has(lane) {
                self.moving |= 1 << vca;
            } else {
                *level = gain.target(lane) * (1.0 - mute.ends().as_array()[lane]);
            }
        }
    }

    /// Goes on by `frames` frames, and leaves in `courses` how.
    #[inline]
    pub fn advance(&mut self, frames: usize, times: &Times, courses: &mut VcaCourses) {
        courses.moving = self.moving;
        if self.moving != 0 {
            self.travel(frames, times, courses);
        }
    }

    #[inline(never)]
    #[optimize(size)]
    fn travel(&mut self, frames: usize, times: &Times, VcaCourses { levels, room, .. }: &mut VcaCourses) {
        let [gains, mutes] = room;
        levels[..frames].iter_mut().for_each(|levels| levels[VCA_COUNT] = 1.0);
        for (vector, Faders { gain, mute }) in self.faders.iter_mut().enumerate() {
            let gain = gain.course(times.pace.glide, frames, gains);
            let mute = mute.course(times.pace.fade, 1.0, 0.0, frames, mutes);
            for (frame, levels) in levels[..frames].iter_mut().enumerate() {
                let level = gain.quad(frame) * mute.quad(frame);
                levels[vector * LANES..][..LANES].copy_from_slice(level.as_array());
            }
        }
        self.levels = levels[frames - 1];
    }

    /// At a grid point. Tells whether anybody came to rest.
    pub fn settle(&mut self) -> bool {
        self.moving != 0 && self.come_to_rest()
    }

    #[inline(never)]
    #[optimize(size)]
    fn come_to_rest(&mut self) -> bool {
        let moved = self.moving;
        self.faders.iter_mut().for_each(|faders| faders.gain.settle());
        self.look();
        self.moving != moved
    }
}

/// What VCAs make of the faders of four signals.
pub struct Members {
    chains: [Chain; LANES],
    /// Whom each follows, and whom any of them does.
    followed: [VcaSet; LANES],
    followed_by_any: VcaSet,
    /// What each fader is multiplied by unless it follows somebody who moves.
    still: f32x4,
    /// What is left of the way from one VCA to another.
    rest: Smoother,
}

impl Members {
    #[inline(never)]
    #[optimize(size)]
    pub fn new() -> Self {
        let rest = Smoother::new(Shape::Linear, 0.0);
        let chains = [Chain::NONE; LANES];
        Self { chains, followed: [0; LANES], followed_by_any: 0, still: f32x4::ONE, rest }
    }

    /// Puts a member under other VCAs, which now are at these levels.
    #[inline(never)]
    #[optimize(size)]
    pub fn join(&mut self, lane: usize, chain: Chain, levels: &VcaLevels, arrival: Arrival) {
        let before = core::mem::replace(&mut self.chains[lane], chain);
        let [before, after] = [before, chain].map(|chain| chain.product(levels));
        self.followed[lane] = chain.set();
        self.followed_by_any = self.followed(Mask::ALL);
        if arrival.at_once() {
            self.rest.land(lane);
        } else if before != after {
            self.rest.displace(lane, before - after);
        }
    }

    /// Takes over where the VCAs are that do not move.
    pub fn refresh(&mut self, levels: &VcaLevels) {
        self.still = self.products(levels);
    }

    #[inline(never)]
    #[optimize(size)]
    fn products(&self, levels: &VcaLevels) -> f32x4 {
        f32x4::from(self.chains.map(|chain| chain.product(levels)))
    }

    /// Whom some of them follow.
    #[inline(never)]
    #[optimize(size)]
    pub fn followed(&self, lanes: Mask) -> VcaSet {
        lanes.lanes().fold(0, |set, lane| set | self.followed[lane])
    }

    /// Whether any is on its way from one VCA to another.
    pub fn moving(&self) -> bool {
        self.rest.moving()
    }

    /// What the faders are multiplied by, unless that moves.
    #[inline]
    pub fn still(&self, vcas: &VcaCourses) -> Option<f32x4> {
        (vcas.moving & self.followed_by_any == 0 && !self.rest.moving()).then_some(self.still)
    }

    /// What the faders are multiplied by over the next `frames` frames.
    #[inline(never)]
    #[optimize(size)]
    pub fn course<'a>(&mut self, glide: SmootherCoeffs, frames: usize, vcas: &'a mut VcaCourses) -> &'a mut [Frame] {
        let VcaCourses { moving, levels, room: [room, _] } = vcas;
        if let Course::Still(rest) = self.rest.course(glide, frames, room) {
            room[..frames].fill(rest);
        }
        for (at, frame) in room[..frames].iter_mut().enumerate() {
            let level = if *moving == 0 { self.still } else { self.products(&levels[at]) };
            // A VCA may close faster than a member glides to it: a fader that is closed does not go on to the other side.
            *frame = larger(both(level + split(*frame)[0]), Frame::ZERO);
        }
        &mut room[..frames]
    }

    /// Ends a member's way from one VCA to another at once.
    pub fn land(&mut self, lane: usize) {
        self.rest.land(lane);
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        self.rest.settle();
    }

    /// Some members are as far on their way as those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.rest.copy_lanes(&from.rest, lanes);
    }
}
