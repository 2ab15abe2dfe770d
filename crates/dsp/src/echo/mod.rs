//! The delay effect of a bus: repeats of one stereo signal.
//!
//! ```text
//! in ──┬─ ping-pong ─ + ─ low cut ─ high cut ─ memory ─┬─ × mix ── + ── out
//!      │              └── × feedback ─ ping-pong ──────┘           │
//!      └────────────────────────────────────────────── × (1 - mix) ┘
//! ```
//! The filters are in the loop, before the memory: repeat n has passed them n times (see [`filter`]) and is at
//! `feedback^(n - 1)`. Ping-pong sends the mean of both channels into the left one, and what leaves one side comes
//! back on the other: odd repeats are left, even ones right.
//!
//! The time moves by crossfades (see [`crate::tap`]): a turned knob is heard as a sequence of them, never as a change
//! of pitch.

pub mod filter;

use crate::exact;
use crate::fade::Fade;
use crate::lanes::{CELL_FRAMES, Cell, Planar, SILENCE};
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::ramp::Shape;
use crate::smoother::{Control, Smoother};
use crate::tap::{self, Tap, TapCoeffs};
use filter::{Filter, FilterCoeffs};
use megamixer_vectors::f32x4;

/// The longest time that repeats are apart.
pub const MAX_TIME_S: f64 = 2.0;
/// How long a moved time crossfades.
pub const CROSSFADE_S: f64 = 0.05;
/// The time that repeats are apart at first.
pub const DEFAULT_TIME_S: f32 = 0.25;
/// How much of a repeat is repeated, at first.
pub const DEFAULT_FEEDBACK: f32 = 0.3;
/// The low cut at first, as open as it gets.
pub const DEFAULT_LOW_CUT_HZ: f32 = 20.0;
/// The high cut at first, as open as it gets.
pub const DEFAULT_HIGH_CUT_HZ: f32 = 20_000.0;

/// Less than this is not repeated: -180 dBFS. So a tail has an end.
const SILENT: f32 = 1e-9;
/// State below this is none, far above the smallest normal number.
const NOTHING: f32 = 1e-30;

/// How much memory an echo needs at a sample rate: so many f32, for both channels.
pub fn memory_frames(sample_rate: f32) -> usize {
    2 * ring_frames(sample_rate)
}

fn ring_frames(sample_rate: f32) -> usize {
    exact::frames(MAX_TIME_S, f64::from(sample_rate)) as usize
}

/// All that is turned, in one frame.
#[derive(Clone, Copy)]
struct Turned {
    feedback: f32,
    wet: f32,
    ping_pong: f32,
    filter: FilterCoeffs,
}

/// One stereo echo, which is lent its memory.
#[derive(Clone)]
pub struct Echo {
    sample_rate: f32,
    crossfade: TapCoeffs,
    time: Tap,
    feedback: Smoother,
    mix: Smoother,
    low_cut: Octaves,
    high_cut: Octaves,
    ping_pong: Fade,
    /// For the targets of both corners.
    settled: Option<FilterCoeffs>,
    filters: [Filter; 2],
    ring_frames: usize,
    /// Where the next frame is written.
    at: usize,
    /// Frames written since a reset; what is older counts as silence.
    known: u32,
    /// Frames since one was written that is not zero.
    quiet: u32,
}

impl Echo {
    /// An echo at its defaults, all wet, in silence.
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        Self {
            sample_rate,
            crossfade: TapCoeffs::new(CROSSFADE_S, sample_rate),
            time: Tap::new(time_frames(DEFAULT_TIME_S, sample_rate)),
            feedback: Smoother::new(Shape::Linear, DEFAULT_FEEDBACK),
            mix: Smoother::new(Shape::Linear, 1.0),
            low_cut: Octaves::new(DEFAULT_LOW_CUT_HZ),
            high_cut: Octaves::new(DEFAULT_HIGH_CUT_HZ),
            ping_pong: Fade::new(false),
            settled: None,
            filters: [Filter::default(); 2],
            ring_frames: ring_frames(sample_rate),
            at: 0,
            known: 0,
            quiet: u32::MAX,
        }
    }

    /// The time between repeats, 0.001 to 2 s, rounded to whole frames. It moves by a crossfade, once the one under
    /// way has ended; only the newest time waits.
    pub fn set_time(&mut self, seconds: f32) {
        self.time.set(time_frames(seconds, self.sample_rate));
    }

    /// How much of a repeat is repeated, 0 to 0.95, in lane 0.
    pub fn feedback(&mut self) -> &mut Smoother {
        &mut self.feedback
    }

    /// How much of the output is repeats, 0 to 1; the rest is the input. In lane 0.
    pub fn mix(&mut self) -> &mut Smoother {
        &mut self.mix
    }

    /// The corner below which repeats lose their lows, 20 to 1000 Hz, in lane 0.
    pub fn low_cut(&mut self) -> &mut Octaves {
        self.settled = None;
        &mut self.low_cut
    }

    /// The corner above which repeats lose their highs, 1000 to 20000 Hz, in lane 0.
    pub fn high_cut(&mut self) -> &mut Octaves {
        self.settled = None;
        &mut self.high_cut
    }

    /// Whether repeats alternate sides, in lane 0.
    pub fn ping_pong(&mut self) -> &mut Fade {
        &mut self.ping_pong
    }

    /// Adds repeats to a stretch within one cell. The memory has [`memory_frames`] and is this echo's alone; what it
    /// held before the last [`Echo::reset`] is not heard.
    #[inline(never)]
    pub fn render(&mut self, memory: &mut [f32], left: &mut [f32], right: &mut [f32], pace: &Pace) {
        let ring = &mut memory.as_chunks_mut::<2>().0[..self.ring_frames];
        let filter = self.resting_filter();
        if !self.moving() {
            let ping_pong = self.ping_pong.ends().as_array()[0];
            let turned = Turned { feedback: self.feedback.target(0), wet: self.mix.target(0), ping_pong, filter };
            return self.repeat(ring, left, right, |_| turned);
        }
        let (frames, mut scratch) = (left.len(), [SILENCE; 5]);
        let [feedback, mix, low_cut, high_cut, ping_pong] = &mut scratch;
        let low_cut = corners(&mut self.low_cut, self.sample_rate, pace, frames, low_cut);
        let high_cut = corners(&mut self.high_cut, self.sample_rate, pace, frames, high_cut);
        let feedback = self.feedback.course(pace.glide, frames, feedback);
        let mix = self.mix.course(pace.glide, frames, mix);
        let ping_pong = self.ping_pong.course(pace.fade, 0.0, 1.0, frames, ping_pong);
        let corners_move = low_cut.is_some() || high_cut.is_some();
        let turned = |i: usize| Turned {
            feedback: feedback.at(i).as_array()[0],
            wet: mix.at(i).as_array()[0],
            ping_pong: ping_pong.at(i).as_array()[0],
            filter: if corners_move {
                filter.under_way(low_cut.map(|corners| corners[i]), high_cut.map(|corners| corners[i]))
            } else {
                filter
            },
        };
        self.repeat(ring, left, right, turned)
    }

    /// One frame after another: a repeat may come within the stretch that caused it.
    #[inline(always)]
    fn repeat(&mut self, ring: &mut [[f32; 2]], left: &mut [f32], right: &mut [f32], turned: impl Fn(usize) -> Turned) {
        let Self { mut time, mut filters, mut at, mut known, mut quiet, crossfade, .. } = *self;
        for (i, (left, right)) in left.iter_mut().zip(right).enumerate() {
            let Turned { feedback, wet, ping_pong: across, filter } = turned(i);
            let (straight, dry) = (1.0 - across, 1.0 - wet);

            let find = |delay: u32| {
                let place = if at >= delay as usize { at } else { at + ring.len() } - delay as usize;
                if delay <= known { ring[place] } else { [0.0; 2] }
            };
            let [l, r] = if time.resting() {
                find(time.at())
            } else {
                let reading = time.advance(crossfade, u32::MAX);
                let (from, to) = (find(reading.from), find(reading.to));
                [reading.blend(from[0], to[0]), reading.blend(from[1], to[1])]
            };

            let sent = [*left * straight + (*left + *right) * 0.5 * across, *right * straight];
            let back = [(l * straight + r * across) * feedback, (r * straight + l * across) * feedback];
            let write = [filters[0].pass(&filter, sent[0] + back[0]), filters[1].pass(&filter, sent[1] + back[1])]
                .map(|sample| if sample.abs() < SILENT { 0.0 } else { sample });
            ring[at] = write;
            at = if at + 1 < ring.len() { at + 1 } else { 0 };
            known = known.saturating_add(1);
            quiet = if write == [0.0; 2] { quiet.saturating_add(1) } else { 0 };

            *left = *left * dry + l * wet;
            *right = *right * dry + r * wet;
        }
        (self.time, self.filters, self.at, self.known, self.quiet) = (time, filters, at, known, quiet);
    }

    /// Whether any control but the time is under way.
    pub fn moving(&self) -> bool {
        self.feedback.moving()
            || self.mix.moving()
            || self.low_cut.moving()
            || self.high_cut.moving()
            || self.ping_pong.moving()
    }

    fn resting_filter(&mut self) -> FilterCoeffs {
        let (low, high, sample_rate) = (self.low_cut.target(0), self.high_cut.target(0), self.sample_rate);
        *self.settled.get_or_insert_with(|| FilterCoeffs::new(low, high, sample_rate))
    }

    /// Nothing to repeat and nothing coming in: ramps go on in time, at most a cell of it. A new time has nothing to
    /// fade.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace) {
        self.time.land();
        if self.moving() {
            let mut scratch = SILENCE;
            self.feedback.course(pace.glide, frames, &mut scratch);
            self.mix.course(pace.glide, frames, &mut scratch);
            self.low_cut.course(pace.glide, frames, &mut scratch);
            self.high_cut.course(pace.glide, frames, &mut scratch);
            self.ping_pong.course(pace.fade, 0.0, 1.0, frames, &mut scratch);
        }
    }

    /// At a grid point. `quiet` tells that the input was exact zero for the whole cell.
    pub fn settle(&mut self, quiet: bool) {
        self.feedback.settle();
        self.mix.settle();
        self.low_cut.settle();
        self.high_cut.settle();
        self.filters.iter_mut().for_each(|filter| filter.settle(if quiet { SILENT } else { NOTHING }));
    }

    /// Whether silence in is silence out whatever is turned: all that could be repeated is zero.
    pub fn at_rest(&self) -> bool {
        self.quiet as usize >= self.ring_frames && self.filters.iter().all(Filter::at_rest)
    }

    /// What was played before now is forgotten.
    pub fn reset(&mut self) {
        (self.filters, self.at, self.known, self.quiet) = ([Filter::default(); 2], 0, 0, u32::MAX);
    }

    /// Glides and fades, also of the time, jump to their targets; a ramp goes on.
    #[optimize(size)]
    pub fn land(&mut self) {
        self.feedback.land(0);
        self.mix.land(0);
        self.low_cut.land(0);
        self.high_cut.land(0);
        self.ping_pong.land(0);
        self.time.land();
    }

    /// An engine starts: everything, also ramps, is where it is going.
    #[optimize(size)]
    pub fn snap(&mut self) {
        self.land();
        self.feedback.snap();
        self.mix.snap();
        self.low_cut.snap();
        self.high_cut.snap();
    }
}

/// The warped corners of a stretch, if they move.
#[optimize(size)]
fn corners(control: &mut Octaves, rate: f32, pace: &Pace, frames: usize, scratch: &mut Cell) -> Option<Planar> {
    if !control.moving() {
        return None;
    }
    let course = control.course(pace.glide, frames, scratch);
    let mut corners = [0.0; CELL_FRAMES];
    for (quad, corners) in corners.chunks_exact_mut(4).enumerate().take(frames.div_ceil(4)) {
        let octaves = core::array::from_fn(|i| course.at((4 * quad + i).min(frames - 1)).as_array()[0]);
        corners.copy_from_slice(filter::warp(f32x4::from(octaves), rate).as_array());
    }
    Some(corners)
}

/// A time between repeats in frames, within what the memory holds.
fn time_frames(seconds: f32, sample_rate: f32) -> u32 {
    tap::frames(seconds, sample_rate).clamp(1, ring_frames(sample_rate) as u32)
}
