//! How far a bounce is, as the page is told.

use crate::scope::{now_ms, tell};
use megamixer_bounce::Failure;
use serde_json::json;

/// So much is done at a time: the page hears of it, and can stop it, far sooner than in the tenth of a second that it is promised.
pub const STRETCH_MS: f64 = 30.0;

/// Tells the page.
pub struct Progress {
    sample_rate: f64,
    phase: &'static str,
    told_ms: f64,
}

impl Progress {
    /// Of a bounce at this sample rate, which begins with this phase.
    pub fn new(sample_rate: f32) -> Self {
        Self { sample_rate: sample_rate.into(), phase: "mix", told_ms: f64::NEG_INFINITY }
    }

    /// Goes on with this phase.
    pub fn begin(&mut self, phase: &'static str) {
        self.phase = phase;
    }

    /// So many frames of so many are done. What comes too soon after the last is not told.
    pub fn tell(&mut self, frames: u64, total: Option<u64>) -> Result<(), Failure> {
        let now_ms = now_ms();
        if now_ms - self.told_ms < STRETCH_MS / 2.0 && Some(frames) != total {
            return Ok(());
        }
        self.told_ms = now_ms;
        let seconds = |frames: u64| frames as f64 / self.sample_rate;
        let said = json!({ "seconds": seconds(frames), "total": total.map(seconds), "phase": self.phase });
        tell("progress", said.to_string(), &[])
    }
}
