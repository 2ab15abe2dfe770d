//! The master: one stereo signal, in the first lane of a vector.

use crate::analysis::Analysis;
use crate::block::Block;
use crate::inserts::{InsertValues, Inserts};
use crate::key::Keys;
use crate::path::{Incoming, Path, PathChange, Taps};
use crate::routes::Key;
use crate::sums::Sums;
use crate::times::{Arrival, Change, Times, switch};
use crate::work::Work;
use core::mem::offset_of;
use megamixer_dsp::dynamics;
use megamixer_dsp::lanes::{Frame, LANES, Planar, SILENCE};
use megamixer_dsp::limiter::{self, Limiter, LimiterWork};
use megamixer_dsp::mask::Mask;
use megamixer_schema::{LimiterValues, MasterMeterWords, MasterValues};

const LANE: usize = 0;

/// The master, from its sum to the output.
pub struct Master {
    inserts: Inserts,
    path: Path,
    limiter: Limiter,
    limiter_work: LimiterWork,
    analysis: Analysis,
    keys: [Key; LANES],
    /// It sleeps and nothing is under way: until something is changed or heard, time passes without a trace.
    resting: bool,
}

impl Master {
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        Self {
            inserts: Inserts::new(sample_rate),
            path: Path::new(),
            limiter: Limiter::new(sample_rate),
            limiter_work: LimiterWork::new(),
            analysis: Analysis::new(sample_rate),
            keys: [Key::Own; LANES],
            resting: false,
        }
    }

    #[optimize(size)]
    pub fn change(&mut self, change: &Change<MasterValues>, times: &Times, arrival: Arrival) {
        self.resting = false;
        let arrival = arrival.or_at_once(!self.any_awake());
        let after = &change.after;
        self.inserts.change(LANE, &change.part(insert_values), times, arrival);
        self.change_limiter(&change.part(|values| values.limiter), times, arrival);
        self.analysis.change(change);
        let path = PathChange {
            gain: change.part(|values| values.gain),
            mute: after.mute != 0,
            meter_point: after.meter_point,
            clear_clip: change.before.clear_clip != after.clear_clip,
            clear_fault: change.before.clear_fault != after.clear_fault,
        };
        self.path.change(LANE, &path, times, arrival);
    }

    #[optimize(size)]
    fn change_limiter(&mut self, change: &Change<LimiterValues>, times: &Times, arrival: Arrival) {
        let of_ceiling = arrival.or_at_once(self.limiter.on().is_off(LANE));
        times.steer(self.limiter.ceiling_db(), LANE, change.part(|values| values.ceiling), of_ceiling);
        self.limiter.set_release(change.after.release);
        switch(self.limiter.on(), LANE, change.after.on != 0, arrival);
    }

    pub fn set_key(&mut self, key: Key) {
        self.resting = false;
        self.keys[LANE] = key;
    }

    /// Renders a stretch of the master's sum to the output. No subnormal number leaves.
    #[inline(never)]
    pub fn render(
        &mut self,
        mut incoming: Incoming,
        keys: &mut Keys,
        sums: &Sums,
        times: &Times,
        work: &mut Work,
        [left, right]: [&mut [f32]; 2],
    ) {
        let frames = incoming.signal.len();
        if !self.path.receive(&mut incoming, self.inserts.listening(&self.keys)) {
            return self.pass_time(times, work, [left, right]);
        }
        self.resting = false;
        let Incoming { signal, .. } = incoming;
        let Work { input, pre, course: scratch, inserts, vcas, .. } = work;
        let (input, pre) = (&mut input[..frames], &mut pre[..frames]);
        if self.path.metered_input() {
            input.copy_from_slice(signal);
        }
        let processed = self.inserts.active();
        if processed {
            let (frames, lanes) = keys.gather(&self.keys, sums, frames);
            self.inserts.render(signal, &dynamics::Key { frames, lanes }, times, inserts);
        } else {
            self.inserts.pass_time(frames, times, scratch);
        }
        pre.copy_from_slice(signal);
        if processed {
            // The fader may hide it from the last tap.
            self.path.judge(pre);
        }
        self.path.fade(signal, vcas, times, scratch);
        if self.limiter.active() {
            // Behind it nothing is beyond any limit.
            self.path.judge(signal);
            self.limit(signal, times);
        }
        let heard = self.path.listen(signal);
        self.path.finish(signal, heard, Taps { input, pre }, times, scratch);
        let smallest = Frame::splat(f32::MIN_POSITIVE);
        for ((frame, left), right) in signal.iter().zip(&mut *left).zip(&mut *right) {
            let frame = frame.abs().simd_ge(smallest).select(*frame, Frame::ZERO);
            *left = frame.as_array()[LANE];
            *right = frame.as_array()[LANE + LANES];
        }
        self.analysis.listen(left, right);
    }

    #[inline(never)]
    fn limit(&mut self, signal: &mut [Frame], times: &Times) {
        let [mut left, mut right]: [Planar; 2] = [[0.0; SILENCE.len()]; 2];
        for ((frame, left), right) in signal.iter().zip(&mut left).zip(&mut right) {
            *left = frame.as_array()[LANE];
            *right = frame.as_array()[LANE + LANES];
        }
        let channels = (&mut left[..signal.len()], &mut right[..signal.len()]);
        self.limiter.render(channels.0, channels.1, &times.pace, &mut self.limiter_work);
        for ((frame, left), right) in signal.iter_mut().zip(left).zip(right) {
            frame.as_mut_array()[LANE] = left;
            frame.as_mut_array()[LANE + LANES] = right;
        }
    }

    /// Silence. Ramps go on in time while the master sleeps.
    #[inline(never)]
    pub fn pass_time(&mut self, times: &Times, work: &mut Work, [left, right]: [&mut [f32]; 2]) {
        let frames = left.len();
        if !self.resting {
            self.inserts.pass_time(frames, times, &mut work.course);
            self.path.pass_time(frames, times, &mut work.course);
            self.limiter.pass_time(frames, &times.pace, &mut work.course);
        }
        left.fill(0.0);
        right.fill(0.0);
        self.analysis.listen(left, right);
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.resting = false;
        self.inserts.snap();
        self.path.snap();
        self.limiter.snap();
    }

    fn any_awake(&self) -> bool {
        self.path.awake().any()
    }

    /// Whether it sleeps, nothing is under way, and nobody measures the silence.
    pub fn resting(&self) -> bool {
        self.resting && !self.analysis.wanted()
    }

    /// Whether it is to be mixed even if nothing comes in.
    pub fn busy(&self) -> bool {
        self.path.awake().or(self.inserts.listening(&self.keys)).any()
    }

    /// At a grid point.
    #[inline(never)]
    pub fn settle(&mut self, times: &Times) {
        self.analysis.settle(&times.meter);
        if self.resting {
            return;
        }
        let at_rest = || {
            let awake = if self.limiter.at_rest() { Mask::default() } else { Mask::ALL };
            self.inserts.at_rest().without(awake).without(self.inserts.listening(&self.keys))
        };
        let settled = self.path.settle(times, self.inserts.reductions(), &at_rest);
        let reset = settled.faulty.or(settled.asleep);
        if reset.has(LANE) {
            self.inserts.reset(reset);
            self.limiter.reset();
        }
        if settled.asleep.has(LANE) {
            self.inserts.land(LANE);
            self.limiter.land();
        }
        self.inserts.settle(settled.quiet);
        self.limiter.settle(settled.quiet.has(LANE));
        self.resting = self.path.resting() && !self.inserts.moving() && !self.limiter.moving();
    }

    pub fn faults(&self) -> u32 {
        self.path.faults()
    }

    /// Shows a stretch of the output, which starts at `first_frame`, to whoever wants to see it.
    pub fn show(&self, block: &Block, first_frame: u64, left: &[f32], right: &[f32]) {
        self.analysis.show(block, first_frame, left, right);
    }

    /// Writes the master's meters into the block.
    pub fn publish(&mut self, block: &Block) {
        let layout = block.layout();
        self.path.publish(block, 1, layout.master_meter());
        let reduction = layout.master_extras() + offset_of!(MasterMeterWords, limiter_reduction) / 4;
        block.show_float(reduction, self.limiter.gain_reduction_db());
        self.analysis.publish(block);
    }

    /// Frames that the limiter delays the output by while it is on.
    pub fn limiter_latency_frames(sample_rate: f32) -> usize {
        limiter::latency_frames(sample_rate)
    }
}

fn insert_values(values: &MasterValues) -> InsertValues {
    InsertValues { eq: values.eq, gate: None, compressor: values.compressor, dynamics_first: false }
}
