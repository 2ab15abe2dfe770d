//! An equaliser that is played, cell by cell, as an engine does.

use crate::common::desk::stretches;
use crate::common::noise::Noise;
use crate::reference::Kind;
use megamixer_dsp::eq::{Cut, Eq, EqWork, Slope};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;

/// What one signal's equaliser is set to: one section, or both of a cut of 24 dB per octave.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub kind: Kind,
    pub slope: Slope,
    pub frequency: f32,
    pub q: f32,
    pub gain_db: f32,
}

impl Setting {
    pub fn new(kind: Kind, frequency: f32, q: f32, gain_db: f32) -> Self {
        Self { kind, slope: Slope::Db12, frequency, q, gain_db }
    }

    pub fn cut(kind: Kind, frequency: f32, slope: Slope) -> Self {
        Self { kind, slope, frequency, q: std::f32::consts::FRAC_1_SQRT_2, gain_db: 0.0 }
    }

    /// The Q of each section, exactly.
    pub fn qs(&self) -> Vec<f64> {
        match (self.kind, self.slope) {
            (Kind::Band(_), _) => vec![f64::from(self.q)],
            (_, Slope::Db12) => vec![std::f64::consts::FRAC_1_SQRT_2],
            (_, Slope::Db24) => [1.0, 3.0].map(|n| 0.5 / (n * std::f64::consts::PI / 8.0).cos()).to_vec(),
        }
    }
}

pub struct Player {
    pub eq: Eq,
    pub pace: Pace,
    work: EqWork,
    frame: usize,
    /// Whether lanes that had a cell of silence are told of it.
    pub tell_quiet: bool,
    heard: bool,
}

impl Player {
    pub fn new(glide_s: f32, rate: f32) -> Self {
        let (pace, work) = (Pace::new(glide_s, rate), EqWork::new());
        Self { eq: Eq::new(), pace, work, frame: 0, tell_quiet: false, heard: false }
    }

    /// At rest with these settings.
    pub fn with(rate: f32, settings: &[Setting]) -> Self {
        let mut player = Self::new(0.02, rate);
        settings.iter().enumerate().for_each(|(lane, setting)| player.set(lane, setting));
        player.eq.snap();
        player
    }

    pub fn cut(&mut self, kind: Kind) -> &mut Cut {
        if kind == Kind::Lowpass { &mut self.eq.lowpass } else { &mut self.eq.highpass }
    }

    pub fn set(&mut self, lane: usize, setting: &Setting) {
        match setting.kind {
            Kind::Band(kind) => {
                let band = &mut self.eq.bands[lane];
                band.set_type(lane, kind, true);
                band.frequency().glide_to(lane, setting.frequency);
                band.q().glide_to(lane, setting.q);
                band.gain_db().glide_to(lane, setting.gain_db);
                band.on().set(lane, true);
            }
            Kind::Lowpass | Kind::Highpass => {
                let cut = self.cut(setting.kind);
                cut.set_slope(lane, setting.slope, true);
                cut.frequency().glide_to(lane, setting.frequency);
                cut.on().set(lane, true);
            }
        }
    }

    /// Renders in stretches of at most `longest` frames.
    pub fn play_cut(&mut self, input: &[Frame], longest: usize) -> Vec<Frame> {
        let mut out = input.to_vec();
        for (stretch, ends_cell) in stretches(self.frame, input.len(), || longest) {
            let now = &mut out[stretch];
            self.heard |= now.iter().any(|frame| *frame != Frame::ZERO);
            if self.eq.active() {
                self.eq.render(now, &self.pace, &mut self.work);
            }
            if ends_cell {
                self.eq.settle(if self.tell_quiet && !self.heard { Mask::ALL } else { Mask::default() });
                self.heard = false;
            }
        }
        self.frame += input.len();
        out
    }

    pub fn play(&mut self, input: &[Frame]) -> Vec<Frame> {
        self.play_cut(input, CELL_FRAMES)
    }
}

/// White noise between -0.5 and 0.5, another in every channel.
pub fn noise(count: usize) -> Vec<Frame> {
    let mut noise = Noise(5);
    (0..count).map(|_| noise.frame() * Frame::splat(0.5)).collect()
}

/// The same signal in every channel.
pub fn all(signal: impl Iterator<Item = f64>) -> Vec<Frame> {
    signal.map(|x| Frame::splat(x as f32)).collect()
}
