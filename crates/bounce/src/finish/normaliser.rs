//! Brings a mix to a level: a gain, and a limiter behind it where peaks would be too high.

use megamixer_dsp::exact;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::limiter::{Limiter, LimiterWork};
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;

/// What is done to a mix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// The gain, in dB.
    pub gain_db: f64,
    /// The true peak that is not exceeded, in dBTP; without one there is no limiter.
    pub ceiling_db: Option<f64>,
}

/// Plays a plan, with the limiter of the master. What that delays is taken out: the mix stays where it was, and as long.
pub struct Normaliser {
    gain: f32,
    limiter: Option<Box<Limiting>>,
}

struct Limiting {
    limiter: Limiter,
    work: LimiterWork,
    pace: Pace,
    cell: [[f32; CELL_FRAMES]; 2],
    /// Frames of the cell that are filled.
    filled: usize,
    /// Frames that are still to be dropped: they came out before the mix did.
    early: usize,
    /// Frames of the mix that have not come out.
    inside: u64,
}

impl Normaliser {
    /// Of a mix that begins.
    pub fn new(plan: Plan, sample_rate: f32) -> Self {
        let limiter = plan.ceiling_db.map(|ceiling_db| Box::new(Limiting::new(ceiling_db, sample_rate)));
        Self { gain: exact::gain_from_db(plan.gain_db) as f32, limiter }
    }

    /// Plays the next frames, and appends what comes out.
    pub fn process(&mut self, [left, right]: [&[f32]; 2], [out_left, out_right]: [&mut Vec<f32>; 2]) {
        match &mut self.limiter {
            None => {
                out_left.extend(left.iter().map(|sample| sample * self.gain));
                out_right.extend(right.iter().map(|sample| sample * self.gain));
            }
            Some(limiting) => {
                for (left, right) in left.iter().zip(right) {
                    limiting.inside += 1;
                    limiting.push([left * self.gain, right * self.gain], [out_left, out_right]);
                }
            }
        }
    }

    /// The mix is over: appends what has not come out yet.
    pub fn finish(self, [out_left, out_right]: [&mut Vec<f32>; 2]) {
        let Some(mut limiting) = self.limiter else { return };
        while limiting.inside > 0 {
            limiting.push([0.0; 2], [out_left, out_right]);
        }
    }
}

impl Limiting {
    fn new(ceiling_db: f64, sample_rate: f32) -> Self {
        let mut limiter = Limiter::new(sample_rate);
        limiter.ceiling_db().glide_to(0, ceiling_db as f32);
        limiter.ceiling_db().land(0);
        limiter.on().set(0, true);
        limiter.on().land(0);
        let early = limiter.latency_frames();
        let (work, pace) = (LimiterWork::new(), Pace::new(GLIDE_S, sample_rate));
        Self { limiter, work, pace, cell: [[0.0; CELL_FRAMES]; 2], filled: 0, early, inside: 0 }
    }

    fn push(&mut self, frame: [f32; 2], out: [&mut Vec<f32>; 2]) {
        self.cell.iter_mut().zip(frame).for_each(|(channel, sample)| channel[self.filled] = sample);
        self.filled += 1;
        if self.filled < CELL_FRAMES {
            return;
        }
        self.filled = 0;
        let [left, right] = &mut self.cell;
        self.limiter.render(left, right, &self.pace, &mut self.work);
        self.limiter.settle(false);
        let dropped = self.early.min(CELL_FRAMES);
        self.early -= dropped;
        let kept = (CELL_FRAMES - dropped).min(usize::try_from(self.inside).unwrap_or(CELL_FRAMES));
        self.inside -= kept as u64;
        for (out, channel) in out.into_iter().zip(&self.cell) {
            out.extend(&channel[dropped..dropped + kept]);
        }
    }
}

/// Nothing of it moves.
const GLIDE_S: f32 = 0.05;
