//! The effect slot of one bus.
//!
//! Both effects share the slot's memory. To change the effect fades the old one out, clears the memory a piece at each grid
//! point, so that no quantum pays for all of it, and fades the new one in. Meanwhile the bus plays on without an effect.

use crate::times::{Arrival, Change, Times, switch};
use megamixer_dsp::echo::{self, Echo};
use megamixer_dsp::fade::{Fade, FadeCoeffs};
use megamixer_dsp::lanes::{Frame, LANES, Planar, SILENCE};
use megamixer_dsp::reverb::Reverb;
use megamixer_schema::{Choice, DelayValues, EFFECT_DELAY, EFFECT_REVERB, EffectValues, ReverbValues};

/// How long an effect takes to come or go.
const FADE_S: f64 = 0.03;
/// How long its memory takes to be cleared.
const CLEARING_S: f64 = 0.1;

/// The only signal of a slot.
const LANE: usize = 0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    None,
    Reverb,
    Delay,
}

impl Kind {
    fn of(choice: Choice) -> Self {
        match choice {
            EFFECT_REVERB => Self::Reverb,
            EFFECT_DELAY => Self::Delay,
            _ => Self::None,
        }
    }
}

/// One bus's effect, and its memory.
pub struct EffectSlot {
    reverb: Reverb,
    echo: Echo,
    memory: Box<[f32]>,
    /// Whose memory it is.
    kind: Kind,
    wanted: Kind,
    gate: Fade,
    fade: FadeCoeffs,
    /// How much of the memory is clear; all of it while an effect may use it.
    cleared: usize,
    clear_at_once: usize,
}

impl EffectSlot {
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        let frames = Reverb::memory_frames(sample_rate).max(echo::memory_frames(sample_rate));
        let cells = CLEARING_S * f64::from(sample_rate) / SILENCE.len() as f64;
        Self {
            reverb: Reverb::new(sample_rate),
            echo: Echo::new(sample_rate),
            memory: vec![0.0; frames].into(),
            kind: Kind::None,
            wanted: Kind::None,
            gate: Fade::new(false),
            fade: FadeCoeffs::new(FADE_S, sample_rate),
            cleared: frames,
            clear_at_once: (frames as f64 / cells.max(1.0)) as usize + 1,
        }
    }

    #[optimize(size)]
    pub fn change(&mut self, change: &Change<EffectValues>, times: &Times, arrival: Arrival) {
        let heard = |kind: Kind| self.kind == kind && self.active();
        let of_reverb = arrival.or_at_once(!heard(Kind::Reverb));
        let of_echo = arrival.or_at_once(!heard(Kind::Delay));
        change_reverb(&mut self.reverb, &change.part(|values| values.reverb), times, of_reverb);
        change_echo(&mut self.echo, &change.part(|values| values.delay), times, of_echo);
        self.wanted = Kind::of(change.after.kind);
        if arrival.at_once() && self.kind == Kind::None && self.is_clear() {
            self.kind = self.wanted;
        }
        switch(&mut self.gate, LANE, self.kind == self.wanted && self.kind != Kind::None, arrival);
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.reverb.snap();
        self.echo.snap();
    }

    /// Whether an effect is heard.
    pub fn active(&self) -> bool {
        !self.gate.all_off()
    }

    fn is_clear(&self) -> bool {
        self.cleared == self.memory.len()
    }

    /// Renders the effect of one of four signals. Ramps of what is not heard go on in time.
    #[inline(never)]
    pub fn render(&mut self, signal: &mut [Frame], lane: usize, times: &Times) {
        let frames = signal.len();
        if !self.active() {
            return self.pass_time(frames, times);
        }
        let [mut left, mut right]: [Planar; 2] = [[0.0; SILENCE.len()]; 2];
        for ((frame, left), right) in signal.iter().zip(&mut left).zip(&mut right) {
            *left = frame.as_array()[lane];
            *right = frame.as_array()[lane + LANES];
        }
        let (dry_left, dry_right) = (left, right);
        let (to_left, to_right) = (&mut left[..frames], &mut right[..frames]);
        match self.kind {
            Kind::None => {}
            Kind::Reverb => {
                self.reverb.render(&mut self.memory, to_left, to_right, &times.pace);
                self.echo.pass_time(frames, &times.pace);
            }
            Kind::Delay => {
                self.echo.render(&mut self.memory, to_left, to_right, &times.pace);
                self.reverb.pass_time(frames, &times.pace);
            }
        }
        let mut scratch = SILENCE;
        let gate = self.gate.course(self.fade, 0.0, 1.0, frames, &mut scratch);
        for (i, frame) in signal.iter_mut().enumerate() {
            let gate = gate.at(i).as_array()[LANE];
            let wet = |wet: f32, dry: f32| if gate == 1.0 { wet } else { dry + (wet - dry) * gate };
            frame.as_mut_array()[lane] = wet(left[i], dry_left[i]);
            frame.as_mut_array()[lane + LANES] = wet(right[i], dry_right[i]);
        }
    }

    /// Ramps, and the fade of an effect that comes, go on in time while nothing is heard.
    pub fn pass_time(&mut self, frames: usize, times: &Times) {
        if self.gate.moving() {
            self.gate.course(self.fade, 0.0, 1.0, frames, &mut SILENCE.clone());
        }
        self.reverb.pass_time(frames, &times.pace);
        self.echo.pass_time(frames, &times.pace);
    }

    /// At a grid point.
    #[inline(never)]
    pub fn settle(&mut self, quiet: bool, faulty: bool, asleep: bool) {
        // What neither sounds nor moves has nothing to settle.
        if self.kind == Kind::Reverb || self.reverb.moving() {
            self.reverb.settle(quiet);
        }
        if self.kind == Kind::Delay || self.echo.moving() {
            self.echo.settle(quiet);
        }
        if asleep {
            self.reverb.land();
            self.echo.land();
            self.gate.land(LANE);
        }
        if faulty && self.kind != Kind::None {
            // What it remembers has been fed with what was no audio: it is heard again once all of that is cleared.
            self.gate.set(LANE, false);
            self.gate.land(LANE);
            self.kind = Kind::None;
            self.cleared = 0;
        }
        if self.kind != self.wanted && self.gate.all_off() {
            if self.kind != Kind::None {
                self.cleared = 0;
            }
            self.kind = Kind::None;
        }
        self.clear_some();
        if self.is_clear() && self.wanted != Kind::None && self.gate.all_off() {
            self.kind = self.wanted;
            self.gate.set(LANE, true);
        }
    }

    fn clear_some(&mut self) {
        if self.is_clear() {
            return;
        }
        let end = (self.cleared + self.clear_at_once).min(self.memory.len());
        self.memory[self.cleared..end].fill(0.0);
        self.cleared = end;
        if self.is_clear() {
            self.reverb.reset();
            self.echo.reset();
        }
    }

    /// Whether any control, or the effect itself, is under way.
    pub fn moving(&self) -> bool {
        self.gate.moving() || self.reverb.moving() || self.echo.moving()
    }

    /// Whether it would be silent in silence, and has nothing left to do.
    pub fn at_rest(&self) -> bool {
        let silent = match self.kind {
            Kind::None => true,
            Kind::Reverb => self.reverb.at_rest(),
            Kind::Delay => self.echo.at_rest(),
        };
        silent && self.is_clear() && self.kind == self.wanted
    }
}

#[optimize(size)]
fn change_reverb(reverb: &mut Reverb, change: &Change<ReverbValues>, times: &Times, arrival: Arrival) {
    times.steer(reverb.predelay(), LANE, change.part(|values| values.predelay), arrival);
    times.steer(reverb.decay(), LANE, change.part(|values| values.decay), arrival);
    times.steer(reverb.size(), LANE, change.part(|values| values.size), arrival);
    times.steer(reverb.damping(), LANE, change.part(|values| values.damping), arrival);
    times.steer(reverb.low_cut(), LANE, change.part(|values| values.low_cut), arrival);
    times.steer(reverb.mix(), LANE, change.part(|values| values.mix), arrival);
}

#[optimize(size)]
fn change_echo(echo: &mut Echo, change: &Change<DelayValues>, times: &Times, arrival: Arrival) {
    echo.set_time(change.after.time);
    if arrival.at_once() {
        echo.land();
    }
    times.steer(echo.feedback(), LANE, change.part(|values| values.feedback), arrival);
    switch(echo.ping_pong(), LANE, change.after.ping_pong != 0, arrival);
    times.steer(echo.low_cut(), LANE, change.part(|values| values.low_cut), arrival);
    times.steer(echo.high_cut(), LANE, change.part(|values| values.high_cut), arrival);
    times.steer(echo.mix(), LANE, change.part(|values| values.mix), arrival);
}
