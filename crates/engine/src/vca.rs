//! VCA faders: each scales the faders of its members, which are strips, buses and other VCAs.
//!
//! A VCA is a fader of its own, with a smoother of its own that moves once for all members. So its course over a stretch is
//! known before anybody is mixed, and all members hear the same in the same frame, whatever they do themselves. A member
//! that changes its VCA glides from what the old one made of its fader to what the new one does.

use crate::times::{Arrival, Change, Times, decibels, switch};
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{CELL_FRAMES, Cell, Frame, LANES, Planar, SILENCE, both};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::ramp::Shape;
use megamixer_dsp::smoother::{Control, Course, Smoother, SmootherCoeffs};
use megamixer_schema::{VCA_COUNT, VCA_DEPTH, Vca, VcaValues};
use megamixer_vectors::f32x4;

/// Some of the VCAs, a bit each.
pub type VcaSet = u32;

/// Where each VCA is: its gain, or 0 if it is muted.
pub type VcaLevels = [f32; VCA_COUNT];

/// The VCAs that act on a fader: its own, the one that this is a member of, and so on.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Chain {
    links: [u8; VCA_DEPTH],
    length: u8,
}

impl Chain {
    /// The host library writes no circle and no chain that is too long, but whoever holds the shared memory can: what is further than
    /// [`VCA_DEPTH`] away does not act.
    fn from(first: Vca, vcas: &[Vca; VCA_COUNT]) -> Self {
        let mut chain = Self::default();
        let mut next = first;
        for link in &mut chain.links {
            let Some(vca) = next.checked_sub(1) else { break };
            *link = vca as u8;
            chain.length += 1;
            next = vcas[vca as usize];
        }
        chain
    }

    fn links(&self) -> impl Iterator<Item = usize> {
        self.links[..usize::from(self.length)].iter().map(|link| usize::from(*link))
    }

    fn set(&self) -> VcaSet {
        self.links().fold(0, |set, vca| set | 1 << vca)
    }

    /// What it multiplies a fader by: the same product, in the same order, whether or not anything moves.
    #[inline(always)]
    fn product(&self, level: impl Fn(usize) -> f32) -> f32 {
        self.links().fold(1.0, |product, vca| product * level(vca))
    }
}

/// The VCAs of a console.
pub struct Vcas {
    faders: [Faders; VCA_COUNT / LANES],
    levels: VcaLevels,
    /// Who has moved since the last grid point.
    moving: VcaSet,
    /// The VCAs that VCAs, strips and buses are members of, and whether any of that changed since it was last looked at.
    of_vcas: [Vca; VCA_COUNT],
    of_strips: Box<[Vca]>,
    of_buses: Box<[Vca]>,
    regrouped: bool,
}

/// Four VCAs.
struct Faders {
    gain: Smoother,
    mute: Fade,
}

/// The VCAs over a stretch: nothing in it outlives that.
pub struct VcaCourses {
    moving: VcaSet,
    /// Of all VCAs, while any moves.
    levels: [Planar; VCA_COUNT],
    gains: Cell,
    mutes: Cell,
}

impl VcaCourses {
    pub const fn new() -> Self {
        Self { moving: 0, levels: [[0.0; CELL_FRAMES]; VCA_COUNT], gains: SILENCE, mutes: SILENCE }
    }
}

impl Vcas {
    #[optimize(size)]
    pub fn new(strips: usize, buses: usize) -> Self {
        Self {
            faders: core::array::from_fn(|_| Faders { gain: Smoother::new(decibels(), 1.0), mute: Fade::new(false) }),
            levels: [1.0; VCA_COUNT],
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

    #[optimize(size)]
    pub fn steer(&mut self, vca: usize, change: &Change<VcaValues>, times: &Times, arrival: Arrival) {
        let (faders, lane) = (&mut self.faders[vca / LANES], vca % LANES);
        times.steer(&mut faders.gain, lane, change.part(|values| values.gain), arrival);
        switch(&mut faders.mute, lane, change.after.mute != 0, arrival);
        if faders.moving().has(lane) {
            self.moving |= 1 << vca;
        } else {
            self.moving &= !(1 << vca);
            self.levels[vca] = faders.at_rest(lane);
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
    fn travel(&mut self, frames: usize, times: &Times, courses: &mut VcaCourses) {
        let VcaCourses { levels, gains, mutes, .. } = courses;
        for (faders, first) in self.faders.iter_mut().zip((0..).step_by(LANES)) {
            let gain = faders.gain.course(times.pace.glide, frames, gains);
            let mute = faders.mute.course(times.pace.fade, 1.0, 0.0, frames, mutes);
            for frame in 0..frames {
                let level = (gain.quad(frame) * mute.quad(frame)).to_array();
                (0..LANES).for_each(|lane| levels[first + lane][frame] = level[lane]);
            }
        }
        for (level, course) in self.levels.iter_mut().zip(levels) {
            *level = course[frames - 1];
        }
    }

    /// At a grid point. Tells whether anybody came to rest.
    pub fn settle(&mut self) -> bool {
        let moved = self.moving;
        if moved == 0 {
            return false;
        }
        self.moving = 0;
        for (faders, first) in self.faders.iter_mut().zip((0..).step_by(LANES)) {
            faders.gain.settle();
            let moving = faders.moving();
            for lane in 0..LANES {
                if moving.has(lane) {
                    self.moving |= 1 << (first + lane);
                } else {
                    self.levels[first + lane] = faders.at_rest(lane);
                }
            }
        }
        self.moving != moved
    }
}

impl Faders {
    fn moving(&self) -> Mask {
        self.gain.moving_lanes().or(self.mute.moving_lanes())
    }

    fn at_rest(&self, lane: usize) -> f32 {
        self.gain.target(lane) * (1.0 - self.mute.ends().to_array()[lane])
    }
}

/// What VCAs make of the faders of four signals.
pub struct Members {
    chains: [Chain; LANES],
    /// Whom any of them follows.
    followed: VcaSet,
    /// What each fader is multiplied by unless it follows somebody who moves.
    still: f32x4,
    /// What is left of the way from one VCA to another.
    rest: Smoother,
}

impl Members {
    #[optimize(size)]
    pub fn new() -> Self {
        let rest = Smoother::new(Shape::Linear, 0.0);
        Self { chains: [Chain::default(); LANES], followed: 0, still: f32x4::ONE, rest }
    }

    /// Puts a member under other VCAs, which now are at these levels.
    #[optimize(size)]
    pub fn join(&mut self, lane: usize, chain: Chain, levels: &VcaLevels, arrival: Arrival) {
        let level = |chain: Chain| chain.product(|vca| levels[vca]);
        let jump = level(self.chains[lane]) - level(chain);
        self.chains[lane] = chain;
        self.followed = self.chains.iter().fold(0, |set, chain| set | chain.set());
        if arrival.at_once() {
            self.rest.land(lane);
        } else if jump != 0.0 {
            self.rest.displace(lane, jump);
        }
    }

    /// Takes over where the VCAs are that do not move.
    #[optimize(size)]
    pub fn refresh(&mut self, levels: &VcaLevels) {
        self.still = f32x4::from(self.chains.map(|chain| chain.product(|vca| levels[vca])));
    }

    /// Whom some of them follow.
    pub fn followed(&self, lanes: Mask) -> VcaSet {
        lanes.lanes().fold(0, |set, lane| set | self.chains[lane].set())
    }

    /// Whether any is on its way from one VCA to another.
    pub fn moving(&self) -> bool {
        self.rest.moving()
    }

    /// What the faders are multiplied by, unless that moves.
    #[inline]
    pub fn still(&self, vcas: &VcaCourses) -> Option<f32x4> {
        (vcas.moving & self.followed == 0 && !self.rest.moving()).then_some(self.still)
    }

    /// What the faders are multiplied by over the next `frames` frames.
    #[inline]
    pub fn course<'a>(&mut self, glide: SmootherCoeffs, frames: usize, vcas: &'a mut VcaCourses) -> Course<'a> {
        match self.still(vcas) {
            Some(still) => Course::Still(both(still)),
            None => Course::Moving(self.travel(glide, frames, vcas)),
        }
    }

    #[inline(never)]
    fn travel<'a>(&mut self, glide: SmootherCoeffs, frames: usize, vcas: &'a mut VcaCourses) -> &'a [Frame] {
        let VcaCourses { moving, levels, gains: out, .. } = vcas;
        if self.rest.moving() {
            self.rest.course(glide, frames, out);
        } else {
            out[..frames].fill(Frame::ZERO);
        }
        let out = &mut out[..frames];
        for (lane, chain) in self.chains.iter().enumerate() {
            let still = (chain.set() & *moving == 0).then_some(self.still.to_array()[lane]);
            for (at, frame) in out.iter_mut().enumerate() {
                let level = still.unwrap_or_else(|| chain.product(|vca| levels[vca][at]));
                // A VCA may close faster than a member glides to it: a fader that is closed does not go on to the other side.
                let level = (level + frame.as_array()[lane]).max(0.0);
                frame.as_mut_array()[lane] = level;
                frame.as_mut_array()[lane + LANES] = level;
            }
        }
        out
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
