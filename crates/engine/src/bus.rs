//! Four buses in a vector.

use crate::block::Block;
use crate::effect::EffectSlot;
use crate::inserts::{InsertValues, Inserts};
use crate::key::Keys;
use crate::path::{Incoming, Path, PathChange, Places, Taps};
use crate::routes::Key;
use crate::sums::Sums;
use crate::times::{Arrival, Change, Times, switch};
use crate::vca::{Chain, VcaLevels, VcaSet};
use crate::work::Work;
use megamixer_dsp::containment;
use megamixer_dsp::dynamics;
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Frame, LANES};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pan::Panner;
use megamixer_dsp::smoother::Course;
use megamixer_dsp::sum::Tap;
use megamixer_schema::{BusValues, LISTEN_AFL, LISTEN_PFL};
use megamixer_vectors::f32x4;

/// Four buses, from their sums to where they go.
pub struct Buses {
    inserts: Inserts,
    panner: Panner,
    path: Path,
    to_master: Fade,
    to_buses: Box<[Fade]>,
    pfl: Fade,
    afl: Fade,
    keys: [Key; LANES],
    /// Everybody sleeps and nothing is under way: until something is changed or heard, time passes without a trace.
    resting: bool,
}

/// Which buses of a vector have their turn, and the effects of the vector's first ones.
pub struct Turn<'a> {
    pub lanes: Mask,
    pub effects: &'a mut [EffectSlot],
}

impl Turn<'_> {
    /// The effects of those whose turn it is.
    fn effects(&mut self) -> impl Iterator<Item = (usize, &mut EffectSlot)> {
        let lanes = self.lanes;
        self.effects.iter_mut().enumerate().filter(move |(lane, _)| lanes.has(*lane))
    }
}

impl Buses {
    #[optimize(size)]
    pub fn new(buses: usize, sample_rate: f32) -> Self {
        Self {
            inserts: Inserts::new(sample_rate),
            panner: Panner::new(),
            path: Path::new(),
            to_master: Fade::new(true),
            to_buses: (0..buses).map(|_| Fade::new(false)).collect(),
            pfl: Fade::new(false),
            afl: Fade::new(false),
            keys: [Key::Own; LANES],
            resting: false,
        }
    }

    #[optimize(size)]
    pub fn change(&mut self, lane: usize, change: &Change<BusValues>, times: &Times, arrival: Arrival) {
        self.resting = false;
        let arrival = self.arrival(lane, arrival);
        let after = &change.after;
        self.inserts.change(lane, &change.part(insert_values), times, arrival);
        times.steer(self.panner.position(), lane, change.part(|values| values.pan), arrival);
        switch(&mut self.pfl, lane, after.listen == LISTEN_PFL, arrival);
        switch(&mut self.afl, lane, after.listen == LISTEN_AFL, arrival);
        let path = PathChange {
            gain: change.part(|values| values.gain),
            mute: after.mute != 0,
            meter_point: after.meter_point,
            clear_clip: change.before.clear_clip != after.clear_clip,
            clear_fault: change.before.clear_fault != after.clear_fault,
        };
        self.path.change(lane, &path, times, arrival);
    }

    pub fn set_master_route(&mut self, lane: usize, open: bool, arrival: Arrival) {
        self.resting = false;
        let arrival = self.arrival(lane, arrival);
        switch(&mut self.to_master, lane, open, arrival);
    }

    pub fn set_bus_route(&mut self, lane: usize, bus: usize, open: bool, arrival: Arrival) {
        self.resting = false;
        let arrival = self.arrival(lane, arrival);
        switch(&mut self.to_buses[bus], lane, open, arrival);
    }

    pub fn join(&mut self, lane: usize, chain: Chain, levels: &VcaLevels, arrival: Arrival) {
        self.resting = false;
        let arrival = self.arrival(lane, arrival);
        self.path.join(lane, chain, levels, arrival);
    }

    pub fn refresh_vcas(&mut self, levels: &VcaLevels) {
        self.path.refresh_vcas(levels);
    }

    /// The VCAs that somebody hears who is awake.
    pub fn followed(&self) -> VcaSet {
        self.path.followed()
    }

    pub fn set_key(&mut self, lane: usize, key: Key) {
        self.resting = false;
        self.keys[lane] = key;
    }

    /// Whether anything of a bus gets to another, or may while a gate closes.
    pub fn feeds(&self, lane: usize, bus: usize) -> bool {
        !self.to_buses[bus].is_off(lane)
    }

    fn arrival(&self, lane: usize, arrival: Arrival) -> Arrival {
        arrival.or_at_once(!self.path.awake().has(lane))
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.resting = false;
        self.inserts.snap();
        self.panner.snap();
        self.path.snap();
    }

    pub fn awake(&self) -> Mask {
        self.path.awake()
    }

    /// Whether everybody sleeps and nothing is under way.
    pub fn resting(&self) -> bool {
        self.resting
    }

    /// Who is to be mixed even if nothing comes in.
    pub fn busy(&self) -> Mask {
        self.path.awake().or(self.inserts.listening(&self.keys))
    }

    /// Whether any bus is listened to alone.
    pub fn listening(&self) -> bool {
        self.pfl.ends() != f32x4::ZERO || self.afl.ends() != f32x4::ZERO
    }

    /// Mixes a stretch of four sums into where they go, one bus after the other; their signals are then those behind the
    /// fader. False where everybody sleeps.
    #[inline(never)]
    pub fn render(
        &mut self,
        mut incoming: Incoming,
        mut turn: Turn,
        keys: &mut Keys,
        times: &Times,
        work: &mut Work,
        sums: &mut Sums,
    ) -> bool {
        let frames = incoming.signal.len();
        if !self.path.receive(&mut incoming, self.inserts.listening(&self.keys).and(turn.lanes)) {
            self.pass_time(frames, turn, times, work);
            return false;
        }
        self.resting = false;
        let Incoming { signal, found } = incoming;
        let Work { input, pre, course: scratch, planes: [pre_planes, post_planes], inserts, vcas, .. } = work;
        let (input, pre) = (&mut input[..frames], &mut pre[..frames]);
        if self.path.metered_input() {
            input.copy_from_slice(signal);
        }
        let mut largest = Some(found.peak);
        for (lane, effect) in turn.effects() {
            largest = largest.filter(|_| !effect.active());
            effect.render(signal, lane, times);
        }
        if self.inserts.active() {
            let (frames, lanes) = keys.gather(&self.keys, sums, frames);
            self.inserts.render(signal, &dynamics::Key { frames, lanes }, times, inserts);
            largest = None;
        } else {
            self.inserts.pass_time(frames, times, scratch);
        }
        let places = Places { vcas, panner: &mut self.panner, mono: &Course::Still(Frame::ZERO) };
        let heard = self.path.place(signal, pre, largest, places, times, scratch);
        self.path.finish(signal, heard, Taps { input, pre: &mut *pre }, times, scratch);

        if turn.lanes != Mask::ALL {
            containment::silence(pre, Mask::ALL.without(turn.lanes));
            containment::silence(signal, Mask::ALL.without(turn.lanes));
        }
        let (mut pre, mut post) = (Tap::new(pre, pre_planes), Tap::new(signal, post_planes));
        for (listen, tap) in [(&mut self.pfl, &mut pre), (&mut self.afl, &mut post)] {
            if !listen.all_off() {
                tap.add_through(&listen.course(times.pace.fade, 0.0, 1.0, frames, scratch), &mut sums.listened);
                sums.listened_fed = true;
            }
        }
        for (bus, gate) in self.to_buses.iter_mut().enumerate() {
            if !gate.all_off() {
                let gain = gate.course(times.pace.fade, 0.0, 1.0, frames, scratch);
                turn.lanes.lanes().for_each(|lane| post.add_lane(lane, &gain, &mut sums.buses[bus]));
                sums.buses_fed[bus] = true;
            }
        }
        if !self.to_master.all_off() {
            let gain = self.to_master.course(times.pace.fade, 0.0, 1.0, frames, scratch);
            turn.lanes.lanes().for_each(|lane| post.add_lane(lane, &gain, &mut sums.master));
            sums.master_fed = true;
        }
        true
    }

    /// Ramps go on in time while everybody sleeps.
    #[inline(never)]
    pub fn pass_time(&mut self, frames: usize, mut turn: Turn, times: &Times, work: &mut Work) {
        if self.resting {
            return;
        }
        let scratch = &mut work.course;
        self.inserts.pass_time(frames, times, scratch);
        self.panner.pass_time(times.pace.glide, frames, scratch);
        self.path.pass_time(frames, times, scratch);
        turn.effects().for_each(|(_, effect)| effect.pass_time(frames, times));
    }

    /// At a grid point. `effects` are those of the vector's first buses.
    #[inline(never)]
    pub fn settle(&mut self, effects: &mut [EffectSlot], times: &Times) {
        if self.resting {
            return;
        }
        let at_rest = || {
            let playing = effects.iter().enumerate().filter(|(_, effect)| !effect.at_rest());
            let playing = playing.fold(Mask::default(), |mask, (lane, _)| mask.with(lane, true));
            self.inserts.at_rest().without(playing).without(self.inserts.listening(&self.keys))
        };
        let settled = self.path.settle(times, self.inserts.reductions(), &at_rest);
        let reset = settled.faulty.or(settled.asleep);
        if reset.any() {
            self.inserts.reset(reset);
        }
        for lane in settled.asleep.lanes() {
            self.inserts.land(lane);
            self.panner.land(lane);
            self.to_master.land(lane);
            self.to_buses.iter_mut().for_each(|gate| gate.land(lane));
            self.pfl.land(lane);
            self.afl.land(lane);
        }
        for (lane, effect) in effects.iter_mut().enumerate() {
            effect.settle(settled.quiet.has(lane), settled.faulty.has(lane), settled.asleep.has(lane));
        }
        self.inserts.settle(settled.quiet);
        self.panner.settle();
        let moves = |effect: &EffectSlot| effect.moving() || !effect.at_rest();
        self.resting =
            self.path.resting() && !self.inserts.moving() && !self.panner.moving() && !effects.iter().any(moves);
    }

    /// Some buses become those of `from`.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.resting = false;
        self.inserts.copy_lanes(&from.inserts, lanes);
        self.panner.copy_lanes(&from.panner, lanes);
        self.path.copy_lanes(&from.path, lanes);
        self.to_master.copy_lanes(&from.to_master, lanes);
        self.to_buses.iter_mut().zip(&from.to_buses).for_each(|(gate, from)| gate.copy_lanes(from, lanes));
        self.pfl.copy_lanes(&from.pfl, lanes);
        self.afl.copy_lanes(&from.afl, lanes);
    }

    pub fn faults(&self) -> u32 {
        self.path.faults()
    }

    /// Writes the meters of the vector's buses into the block.
    pub fn publish(&mut self, block: &Block, first_bus: usize) {
        let layout = block.layout();
        let count = LANES.min(layout.buses - first_bus);
        self.path.publish(block, count, layout.bus_meter(first_bus));
    }
}

fn insert_values(values: &BusValues) -> InsertValues {
    InsertValues { eq: values.eq, gate: None, compressor: values.compressor, dynamics_first: false }
}
