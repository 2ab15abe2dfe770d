//! A stereo reverb for one bus: a feedback delay network of sixteen lines behind diffusion.
//!
//! ```text
//! in ─┬─ low cut ─ predelay ─ diffusion ─ network ─ level ─┐
//!     └──────────────────────── dry ──────────────────── (mix) ─ out
//! ```
//! Decay, damping and low cut move evenly between grid points, a cell behind their controls. Predelay and size move by
//! crossfades of 30 ms, one after the other while they are turned: delays that moved evenly would bend the pitch of the
//! tail. The lines take turns, so a new size is there after 120 ms; a tail in which the size moves is shorter for it.
//!
//! A reverb is lent its memory. It is linear and nothing in it varies by itself, so the same sound is always answered alike.

use crate::lanes::{CELL_FRAMES, Cell, SILENCE};
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::smoother::Smoother;

mod coeffs;
mod controls;
mod crossfade;
mod diffusion;
mod lowcut;
mod network;
mod predelay;
mod ring;

use coeffs::{LINES, LineCoeffs, ReverbParams, level, line_frames, losses, warp};
use controls::{Controls, DEFAULTS};
use crossfade::in_time;
use diffusion::Diffusion;
use lowcut::LowCut;
use network::Network;
use predelay::{Predelay, delay_frames};
use ring::{Layout, NOTHING, STRETCH_FRAMES, Span, Stretch, heard};

/// State below this is none, far above the smallest normal number.
const DENORMAL: f32 = 1e-30;

/// A stereo reverb, which is lent its memory.
#[derive(Clone)]
pub struct Reverb {
    sample_rate: f32,
    controls: Controls,
    /// What the coefficients have come to at the end of the cell, and the lengths of the lines then.
    params: ReverbParams,
    lengths: [f32; LINES],
    losses: LineCoeffs,
    /// The size that the lines head for, and what it makes their lengths.
    size: f32,
    wanted: [u32; LINES],
    low_cut: LowCut,
    predelay: Predelay,
    diffusion: Diffusion,
    network: Network,
    /// The gain of the wet signal at the start and at the end of the cell.
    level: [f32; 2],
    /// Frames since the last grid point.
    at: usize,
    /// Coefficients must jump to the controls before anything is heard.
    stale: bool,
    /// What the controls had in the first frame of this cell, where that passed unheard while they moved.
    entry: Option<ReverbParams>,
    /// Whether this cell left anything in memory, and for how many frames none has.
    heard: bool,
    idle_frames: usize,
    memory_frames: usize,
    longest_frames: usize,
}

impl Reverb {
    /// A reverb at its defaults, all wet, in silence: no predelay, a decay of 2 s, size 0.7, damping 6 kHz, low cut 20 Hz.
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        let params = DEFAULTS;
        let frames = line_frames(params.size, sample_rate);
        let lengths = frames.map(|frames| frames as f32);
        let losses = losses(&lengths, params.decay_s, params.damping_hz, sample_rate);
        let mut layout = Layout::default();
        let predelay = Predelay::new(&mut layout, delay_frames(params.predelay_s, sample_rate), sample_rate);
        let diffusion = Diffusion::new(&mut layout, sample_rate);
        let network = Network::new(&mut layout, line_frames(1.0, sample_rate), frames, &losses, sample_rate);
        Self {
            sample_rate,
            controls: Controls::new(),
            params,
            lengths,
            losses,
            size: params.size,
            wanted: frames,
            low_cut: LowCut::new(warp(params.low_cut_hz, sample_rate)),
            predelay,
            diffusion,
            network,
            level: [level(&lengths, sample_rate); 2],
            at: 0,
            stale: false,
            entry: None,
            heard: false,
            idle_frames: layout.longest(),
            memory_frames: layout.frames(),
            longest_frames: layout.longest(),
        }
    }

    /// How much memory a reverb needs at a sample rate: so many f32, about 1.3 s of one channel.
    pub fn memory_frames(sample_rate: f32) -> usize {
        Self::new(sample_rate).memory_frames
    }

    /// Seconds before the room answers, 0 to 0.25, rounded to whole frames, in lane 0.
    pub fn predelay(&mut self) -> &mut Smoother {
        &mut self.turn().predelay
    }

    /// Seconds until low frequencies have decayed by 60 dB, 0.1 to 20, in lane 0.
    pub fn decay(&mut self) -> &mut Octaves {
        &mut self.turn().decay
    }

    /// How large the room is, 0 to 1, in lane 0: its echoes are 8 to 36 ms apart in the smallest and 20 to 90 ms in the largest.
    pub fn size(&mut self) -> &mut Smoother {
        &mut self.turn().size
    }

    /// The frequency that decays in half the time, 500 to 20000 Hz, in lane 0. Beyond 0.49 of the sample rate it counts as that.
    pub fn damping(&mut self) -> &mut Octaves {
        &mut self.turn().damping
    }

    /// The corner below which the room does not answer, 20 to 1000 Hz, in lane 0.
    pub fn low_cut(&mut self) -> &mut Octaves {
        &mut self.turn().low_cut
    }

    /// How much of the output is the room, 0 to 1; the rest is the input. In lane 0.
    pub fn mix(&mut self) -> &mut Smoother {
        &mut self.turn().mix
    }

    /// What is turned counts from now on.
    fn turn(&mut self) -> &mut Controls {
        self.entry = None;
        &mut self.controls
    }

    /// Reverberates a stretch within one cell. The memory has [`Reverb::memory_frames`], is this reverb's alone, and held zeros at the
    /// last [`Reverb::reset`]; with too little of it, the signal passes dry.
    #[inline(never)]
    pub fn render(&mut self, memory: &mut [f32], left: &mut [f32], right: &mut [f32], pace: &Pace) {
        debug_assert!(memory.len() >= self.memory_frames && left.len() == right.len());
        let Some(memory) = memory.get_mut(..self.memory_frames) else { return };
        let (mut left, mut right) = (left, right);
        while !left.is_empty() && !right.is_empty() {
            let frames = (STRETCH_FRAMES - self.at % STRETCH_FRAMES).min(left.len()).min(right.len());
            let (now_left, now_right);
            (now_left, left) = left.split_at_mut(frames);
            (now_right, right) = right.split_at_mut(frames);
            self.render_stretch(memory, now_left, now_right, pace);
        }
    }

    /// A stretch that no line is shorter than.
    fn render_stretch(&mut self, memory: &mut [f32], left: &mut [f32], right: &mut [f32], pace: &Pace) {
        let (frames, mut scratch) = (left.len(), SILENCE);
        self.controls.advance(pace, frames, &mut scratch);
        if self.stale {
            self.arrive();
        }
        let mut wet = self.low_cut.pass([left, right], self.at);
        self.heard |= self.predelay.pass(memory, &mut wet, frames, &mut scratch);
        self.heard |= self.diffusion.pass(memory, &mut wet, frames);
        let (wet, goes_on) = self.network.pass(memory, &wet, self.at, frames, &mut scratch);
        self.heard |= goes_on;
        self.mix_in(wet, left, right, pace, &mut scratch);
        self.at += frames;
    }

    fn mix_in(&mut self, wet: [Span; 2], left: &mut [f32], right: &mut [f32], pace: &Pace, scratch: &mut Cell) {
        let mix: Stretch =
            bytemuck::cast(in_time(&self.controls.mix.course(pace.glide, left.len(), scratch), left.len()));
        let [level, end] = self.level;
        let step = (end - level) / CELL_FRAMES as f32;
        for (signal, wet) in [left, right].into_iter().zip(wet) {
            let wet: Stretch = bytemuck::cast(heard(&wet));
            for (i, ((sample, wet), mix)) in signal.iter_mut().zip(wet).zip(mix).enumerate() {
                let level = level + step * (self.at + i) as f32;
                *sample = *sample * (1.0 - mix) + wet * (level * mix);
            }
        }
    }

    /// The coefficients jump to what the controls had in the first frame of this cell, wherever in it this stretch begins.
    #[cold]
    #[inline(never)]
    #[optimize(size)]
    fn arrive(&mut self) {
        let params = self.entry.take().unwrap_or_else(|| self.controls.first());
        let frames = line_frames(params.size, self.sample_rate);
        self.lengths = frames.map(|frames| frames as f32);
        self.losses = losses(&self.lengths, params.decay_s, params.damping_hz, self.sample_rate);
        self.network.snap(frames, &self.losses);
        self.predelay.delay().snap(delay_frames(params.predelay_s, self.sample_rate));
        self.low_cut.snap(warp(params.low_cut_hz, self.sample_rate));
        self.level = [level(&self.lengths, self.sample_rate); 2];
        (self.size, self.wanted) = (params.size, frames);
        (self.params, self.stale) = (params, false);
    }

    /// Nothing to answer and nothing coming in: ramps go on in time. While any control moves, grid points are to be told all the same.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace) {
        self.stale = true;
        if !self.moving() {
            return;
        }
        let mut scratch = SILENCE;
        for start in (0..frames).step_by(CELL_FRAMES) {
            let frames = (frames - start).min(CELL_FRAMES);
            self.controls.advance(pace, frames, &mut scratch);
            self.controls.mix.course(pace.glide, frames, &mut scratch);
            self.entry.get_or_insert(self.controls.first());
        }
    }

    /// Whether any control is under way.
    pub fn moving(&self) -> bool {
        self.controls.moving()
    }

    /// At a grid point. `quiet` tells that the input was exact zero for the whole cell.
    pub fn settle(&mut self, quiet: bool) {
        self.controls.settle();
        if !self.stale {
            self.follow(self.controls.last());
        }
        self.low_cut.settle(if quiet { NOTHING } else { DENORMAL });
        self.network.settle();
        self.idle_frames = if self.heard { 0 } else { self.idle_frames.saturating_add(self.at) };
        (self.at, self.heard, self.entry) = (0, false, None);
    }

    /// The coefficients set out for what the controls have come to.
    #[inline(never)]
    #[optimize(size)]
    fn follow(&mut self, params: ReverbParams) {
        let rate = self.sample_rate;
        self.predelay.delay().settle(|| delay_frames(params.predelay_s, rate));
        let (size, wanted) = (&mut self.size, &mut self.wanted);
        self.network.head_for(|| {
            if core::mem::replace(size, params.size) != params.size {
                *wanted = line_frames(params.size, rate);
            }
            *wanted
        });
        let (cut_from, cut_to) = (self.params.low_cut_hz, params.low_cut_hz);
        if cut_from != cut_to || self.low_cut.gliding() {
            self.low_cut.glide_to(warp(cut_from, rate), warp(cut_to, rate));
        }
        let lengths = self.network.mean_lengths();
        self.level[0] = self.level[1];
        if lengths != self.lengths {
            self.level[1] = level(&lengths, rate);
        }
        let turned = |params: &ReverbParams| [params.decay_s, params.damping_hz];
        let moved = lengths != self.lengths || turned(&params) != turned(&self.params);
        if moved || self.network.gliding() {
            let ends = if moved { losses(&lengths, params.decay_s, params.damping_hz, rate) } else { self.losses };
            self.network.glide_to(&self.losses, &ends);
            self.losses = ends;
        }
        (self.params, self.lengths) = (params, lengths);
    }

    /// Whether silence in is silence out whatever is turned: the memory holds nothing but zeros, and so does the rest.
    pub fn at_rest(&self) -> bool {
        !self.heard && self.idle_frames >= self.longest_frames && self.low_cut.at_rest() && self.network.at_rest()
    }

    /// What was played before now is forgotten. The owner of the memory fills it with zeros.
    pub fn reset(&mut self) {
        self.low_cut.reset();
        self.network.reset();
        (self.heard, self.idle_frames) = (false, self.longest_frames);
    }

    /// Glides and crossfades jump to their ends; a ramp goes on.
    pub fn land(&mut self) {
        self.turn().land();
        self.stale = true;
    }

    /// An engine starts: everything, also ramps, is where it is going.
    pub fn snap(&mut self) {
        self.turn().snap();
        self.stale = true;
    }
}
