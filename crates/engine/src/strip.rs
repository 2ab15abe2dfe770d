//! Four strips in a vector.
//!
//! A stretch of a strip is mixed in two halves. The upper half ends behind trim and polarity, where keys are taken, so that
//! all keys exist before any dynamics run. The lower half runs when everything that the strip listens to is there.

use crate::block::Block;
use crate::inserts::{InsertValues, Inserts};
use crate::key::Keys;
use crate::path::{Incoming, Path, PathChange, Places, Taps};
use crate::routes::Key;
use crate::send::{SendTaps, Sends};
use crate::sums::{Pairs, Sums, To};
use crate::times::{Arrival, Change, Times, decibels, switch};
use crate::vca::{Chain, VcaLevels, VcaSet};
use crate::work::Work;
use megamixer_dsp::align::Align;
use megamixer_dsp::containment;
use megamixer_dsp::dynamics;
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Cell, Frame, LANES, SILENCE, both};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pan::{PanLaw, Panner};
use megamixer_dsp::smoother::{Control, Course, Smoother};
use megamixer_dsp::stereo::Stereo;
use megamixer_dsp::sum::Tap;
use megamixer_schema::{Choice, INPUT_MONO, LISTEN_AFL, LISTEN_PFL, ORDER_DYNAMICS_FIRST, StripValues, Target};
use megamixer_vectors::f32x4;

/// Four strips, from input to the sums.
pub struct Strips {
    panner: Panner,
    align: Align,
    trim: Smoother,
    polarity: Fade,
    stereo: Stereo,
    inserts: Inserts,
    path: Path,
    sends: Box<[Sends]>,
    to_master: Fade,
    pfl: Fade,
    afl: Fade,
    keys: [Key; LANES],
    half_way: HalfWay,
    /// Everybody sleeps and nothing is under way: until something is changed or heard, time passes without a trace.
    resting: bool,
}

/// What the lower half needs to know of the upper.
struct HalfWay {
    /// How mono each frame is, where that moves.
    mono: Cell,
    mono_at_rest: Option<Frame>,
    /// What came in, where somebody is metered there.
    input: Cell,
    /// The largest sample of each channel behind trim and polarity, where it is known.
    largest: Option<Frame>,
}

impl Strips {
    #[optimize(size)]
    pub fn new(buses: usize, max_delay_s: f32, sample_rate: f32) -> Self {
        Self {
            panner: Panner::new(),
            align: Align::new(max_delay_s, sample_rate),
            trim: Smoother::new(decibels(), 1.0),
            polarity: Fade::new(false),
            stereo: Stereo::new(),
            inserts: Inserts::new(sample_rate),
            path: Path::new(),
            sends: (0..buses).map(|_| Sends::new()).collect(),
            to_master: Fade::new(true),
            pfl: Fade::new(false),
            afl: Fade::new(false),
            keys: [Key::Own; LANES],
            half_way: HalfWay { mono: SILENCE, mono_at_rest: Some(Frame::ZERO), input: SILENCE, largest: None },
            resting: false,
        }
    }

    #[optimize(size)]
    pub fn change(&mut self, lane: usize, change: &Change<StripValues>, times: &Times, arrival: Arrival) {
        self.resting = false;
        let arrival = self.arrival(lane, arrival);
        let after = &change.after;
        self.align.set_time(lane, after.delay, arrival.at_once());
        times.steer(&mut self.trim, lane, change.part(|values| values.trim), arrival);
        switch(&mut self.polarity, lane, after.polarity != 0, arrival);
        switch(self.stereo.mono(), lane, after.stereo.mono != 0, arrival);
        switch(self.stereo.swap(), lane, after.stereo.swap != 0, arrival);
        times.steer(self.stereo.width(), lane, change.part(|values| values.stereo.width), arrival);
        self.inserts.change(lane, &change.part(insert_values), times, arrival);
        switch(self.panner.mono(), lane, after.input == INPUT_MONO, arrival);
        times.steer(self.panner.position(), lane, change.part(|values| values.pan), arrival);
        self.panner.set_law(lane, PanLaw::from_index(after.pan_law), arrival.at_once());
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

    pub fn set_send_level(&mut self, lane: usize, bus: usize, level: Change<Target>, times: &Times, arrival: Arrival) {
        self.resting = false;
        let arrival = self.arrival(lane, arrival);
        self.sends[bus].set_level(lane, level, times, arrival);
    }

    pub fn set_send_route(&mut self, lane: usize, bus: usize, open: bool, tap: Choice, arrival: Arrival) {
        self.resting = false;
        let arrival = self.arrival(lane, arrival);
        self.sends[bus].set_route(lane, open, tap, arrival);
    }

    pub fn set_group_route(&mut self, lane: usize, bus: usize, open: bool, arrival: Arrival) {
        self.resting = false;
        let arrival = self.arrival(lane, arrival);
        self.sends[bus].set_group(lane, open, arrival);
    }

    pub fn set_master_route(&mut self, lane: usize, open: bool, arrival: Arrival) {
        self.resting = false;
        let arrival = self.arrival(lane, arrival);
        switch(&mut self.to_master, lane, open, arrival);
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

    /// Whether anything of a strip gets to a bus, or may while a gate closes.
    pub fn feeds(&self, lane: usize, bus: usize) -> bool {
        self.sends[bus].open(lane)
    }

    fn arrival(&self, lane: usize, arrival: Arrival) -> Arrival {
        arrival.or_at_once(!self.path.awake().has(lane))
    }

    /// An engine starts: what the page asked of an earlier one is over.
    #[optimize(size)]
    pub fn snap(&mut self) {
        self.resting = false;
        self.align.snap();
        self.trim.snap();
        self.stereo.snap();
        self.inserts.snap();
        self.panner.snap();
        self.path.snap();
        self.sends.iter_mut().for_each(Sends::snap);
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

    /// Whether any strip is listened to alone.
    pub fn listening(&self) -> bool {
        self.pfl.ends() != f32x4::ZERO || self.afl.ends() != f32x4::ZERO
    }

    /// The upper half of a stretch: from the input to behind trim and polarity. False where everybody sleeps: then there is
    /// no lower half.
    #[inline(never)]
    pub fn render_top(&mut self, mut incoming: Incoming, times: &Times, work: &mut Work) -> bool {
        if !self.path.receive(&mut incoming, self.inserts.listening(&self.keys)) {
            self.pass_time(incoming.signal.len(), times, work);
            return false;
        }
        self.resting = false;
        let Incoming { signal, found } = incoming;
        let (half_way, scratch) = (&mut self.half_way, &mut work.course);
        if self.path.metered_input() {
            half_way.input[..signal.len()].copy_from_slice(signal);
        }
        half_way.mono_at_rest = match self.panner.mix_inputs(times.pace.fade, signal, &mut half_way.mono) {
            Course::Still(amount) => Some(amount),
            Course::Moving(_) => None,
        };
        let aligned = self.align.active();
        if aligned {
            self.align.render(signal);
        }
        half_way.largest = (!aligned && !self.trim.moving()).then(|| found.peak * both(self.trim.targets()));
        self.trim.course(times.pace.glide, signal.len(), scratch).apply(signal);
        self.polarity.course(times.pace.fade, 1.0, -1.0, signal.len(), scratch).apply(signal);
        true
    }

    /// The lower half, to the sums, of the strips whose turn it is. The others remember what they heard, and so must not be
    /// heard here.
    #[inline(never)]
    pub fn render_bottom(
        &mut self,
        signal: &mut [Frame],
        lanes: Mask,
        keys: &mut Keys,
        times: &Times,
        work: &mut Work,
        sums: &mut Sums,
    ) {
        let Work { pre, course: scratch, planes: [pre_planes, post_planes], stereo, sends, inserts, vcas, .. } = work;
        let frames = signal.len();
        let mut largest = self.half_way.largest;
        if self.stereo.active() {
            self.stereo.render(signal, &times.pace, stereo);
            largest = None;
        }
        if self.inserts.active() {
            let (frames, lanes) = keys.gather(&self.keys, sums, frames);
            self.inserts.render(signal, &dynamics::Key { frames, lanes }, times, inserts);
            largest = None;
        } else {
            self.inserts.pass_time(frames, times, scratch);
        }

        let pre = &mut pre[..frames];
        let mono = self.half_way.mono_at_rest.map_or(Course::Moving(&self.half_way.mono[..frames]), Course::Still);
        let places = Places { vcas, panner: &mut self.panner, mono: &mono };
        let heard = self.path.place(signal, pre, largest, places, times, scratch);
        let taps = Taps { input: &self.half_way.input[..frames], pre: &mut *pre };
        self.path.finish(signal, heard, taps, times, scratch);

        if lanes != Mask::ALL {
            containment::silence(pre, Mask::ALL.without(lanes));
            containment::silence(signal, Mask::ALL.without(lanes));
        }
        let mut taps = SendTaps { pre: Tap::new(pre, pre_planes), post: Tap::new(signal, post_planes) };
        let mut pairs = Pairs::default();
        for (bus, send) in self.sends.iter_mut().enumerate() {
            match send.post_at_rest() {
                Some(gains) => pairs.add(&mut taps.post, gains, To::Bus(bus), sums),
                None => sums.buses_fed[bus] |= send.add(&mut taps, times, sends, &mut sums.buses[bus]),
            }
        }
        for (listen, tap) in [(&mut self.pfl, &mut taps.pre), (&mut self.afl, &mut taps.post)] {
            if !listen.all_off() {
                tap.add_through(&listen.course(times.pace.fade, 0.0, 1.0, frames, scratch), &mut sums.listened);
                sums.listened_fed = true;
            }
        }
        match self.to_master.course(times.pace.fade, 0.0, 1.0, frames, scratch) {
            Course::Still(_) => pairs.add(&mut taps.post, self.to_master.ends(), To::Master, sums),
            gain => {
                taps.post.add_through(&gain, &mut sums.master);
                sums.master_fed = true;
            }
        }
        pairs.end(&mut taps.post, sums);
    }

    /// Ramps go on in time while everybody sleeps; everything else is where it is going.
    #[inline(never)]
    pub fn pass_time(&mut self, frames: usize, times: &Times, work: &mut Work) {
        if self.resting {
            return;
        }
        let scratch = &mut work.course;
        self.align.pass_time();
        self.trim.course(times.pace.glide, frames, scratch);
        self.stereo.pass_time(frames, &times.pace, scratch);
        self.inserts.pass_time(frames, times, scratch);
        self.panner.pass_time(times.pace.glide, frames, scratch);
        self.path.pass_time(frames, times, scratch);
        self.sends.iter_mut().for_each(|send| send.pass_time(frames, times, scratch));
    }

    /// At a grid point.
    #[inline(never)]
    pub fn settle(&mut self, times: &Times) {
        if self.resting {
            return;
        }
        let at_rest = || self.align.at_rest().and(self.inserts.at_rest()).without(self.inserts.listening(&self.keys));
        let settled = self.path.settle(times, self.inserts.reductions(), &at_rest);
        let reset = settled.faulty.or(settled.asleep);
        if reset.any() {
            self.align.reset(reset);
            self.inserts.reset(reset);
        }
        for lane in settled.asleep.lanes() {
            self.align.land(lane);
            self.trim.land(lane);
            self.polarity.land(lane);
            self.stereo.land(lane);
            self.inserts.land(lane);
            self.panner.land(lane);
            self.to_master.land(lane);
            self.pfl.land(lane);
            self.afl.land(lane);
            self.sends.iter_mut().for_each(|send| send.land(lane));
        }
        self.align.settle();
        self.trim.settle();
        self.stereo.settle();
        self.inserts.settle(settled.quiet);
        self.panner.settle();
        self.sends.iter_mut().for_each(Sends::settle);
        self.resting = self.path.resting() && !self.moving();
    }

    /// Whether any control of a sleeper is still under way.
    fn moving(&self) -> bool {
        self.trim.moving()
            || self.stereo.moving()
            || self.inserts.moving()
            || self.panner.moving()
            || self.sends.iter().any(Sends::moving)
    }

    /// Some strips' lower halves become those of `from`.
    pub fn copy_bottom(&mut self, from: &Self, lanes: Mask) {
        self.resting = false;
        self.stereo.copy_lanes(&from.stereo, lanes);
        self.inserts.copy_lanes(&from.inserts, lanes);
        self.path.copy_lanes(&from.path, lanes);
        self.panner.copy_lanes(&from.panner, lanes);
        self.to_master.copy_lanes(&from.to_master, lanes);
        self.pfl.copy_lanes(&from.pfl, lanes);
        self.afl.copy_lanes(&from.afl, lanes);
        self.sends.iter_mut().zip(&from.sends).for_each(|(send, from)| send.copy_lanes(from, lanes));
    }

    pub fn faults(&self) -> u32 {
        self.path.faults()
    }

    /// Writes the meters of the vector's strips into the block.
    pub fn publish(&mut self, block: &Block, first_strip: usize) {
        let layout = block.layout();
        let count = LANES.min(layout.strips - first_strip);
        self.path.publish(block, count, layout.strip_meter(first_strip));
    }
}

fn insert_values(values: &StripValues) -> InsertValues {
    InsertValues {
        eq: values.eq,
        gate: Some(values.gate),
        compressor: values.compressor,
        dynamics_first: values.order == ORDER_DYNAMICS_FIRST,
    }
}
