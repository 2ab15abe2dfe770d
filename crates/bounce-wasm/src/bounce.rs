//! A bounce: a mix that is made, brought to its loudness where one is asked for, and reported.

use crate::finishing::{Finishing, Kept};
use crate::mixing::{Mixed, Mixing};
use crate::progress::Progress;
use crate::request::Request;
use crate::scope::{now_ms, tell};
use megamixer_bounce::{Failure, Length, LoudnessReport, SampleFormat, Session, wav_header};
use serde_json::{Value, json};

/// A bounce under way.
pub struct Bounce {
    started_ms: f64,
    request: Request,
    sample_rate: f32,
    ignored: Vec<String>,
    progress: Progress,
    phase: Phase,
}

enum Phase {
    Mixing(Box<Mixing>),
    Finishing(Box<Finishing>, Mixed),
    Over,
}

impl Bounce {
    /// Of a session, as the page asks for it.
    pub fn new(session: &str, request: &str) -> Result<Self, Failure> {
        let started_ms = now_ms();
        let mut session = Session::parse(session)?;
        let request = Request::read(request, &session)?;
        if let [_, end] = request.range_s
            && end.is_finite()
        {
            session.length = Length::Seconds(end);
        }
        let phase = Phase::Mixing(Box::new(Mixing::new(&session, &request)?));
        let sample_rate = session.options.sample_rate;
        let progress = Progress::new(sample_rate);
        Ok(Self { started_ms, request, sample_rate, ignored: session.ignored, progress, phase })
    }

    /// Does a stretch of it. Whether there is more to do.
    pub fn advance(&mut self) -> Result<bool, Failure> {
        match core::mem::replace(&mut self.phase, Phase::Over) {
            Phase::Mixing(mut mixing) => {
                if mixing.advance(&mut self.progress)? {
                    self.phase = Phase::Mixing(mixing);
                    return Ok(true);
                }
                let mut mixed = mixing.finish()?;
                let Some(target) = self.request.normalize else { return self.report(&mixed, Value::Null) };
                let pieces = core::mem::take(&mut mixed.kept);
                let kept = Kept { pieces, frames: mixed.frames, sample_rate: self.sample_rate };
                let finishing = Finishing::new(kept, target, &mixed.loudness, self.request.format);
                self.phase = Phase::Finishing(Box::new(finishing), mixed);
                Ok(true)
            }
            Phase::Finishing(mut finishing, mut mixed) => {
                if finishing.advance(&mut self.progress)? {
                    self.phase = Phase::Finishing(finishing, mixed);
                    return Ok(true);
                }
                let plan = finishing.plan();
                let before = loudness(&mixed.loudness);
                (mixed.loudness, mixed.clipped) = finishing.finish();
                let reached = self.request.normalize.is_some_and(|target| target.is_reached_by(&mixed.loudness));
                let limited = plan.ceiling_db.is_some();
                let normalized =
                    json!({ "gain": plan.gain_db, "limited": limited, "reached": reached, "before": before });
                self.report(&mixed, normalized)
            }
            Phase::Over => Ok(false),
        }
    }

    /// Tells the page what came of it, and what its files begin with.
    fn report(&self, mixed: &Mixed, normalized: Value) -> Result<bool, Failure> {
        let formats = [self.request.format, SampleFormat::Float32];
        let report = json!({
            "frames": mixed.frames,
            "sampleRate": self.sample_rate,
            "elapsed": (now_ms() - self.started_ms) / 1_000.0,
            "loudness": loudness(&mixed.loudness),
            "normalized": normalized,
            "clipped": mixed.clipped,
            "masterSum": mixed.stems.master_sum,
            "stems": mixed.stems.said,
            "ignored": self.ignored,
            "bytes": formats.map(|format| mixed.frames * format.frame_bytes() as u64).to_vec(),
        });
        let rate = self.sample_rate.round() as u32;
        let head = |format| wav_header(format, rate, mixed.frames);
        // What there is of none may be longer than a file can be.
        let stem_head = if mixed.stems.taps.is_empty() { Vec::new() } else { head(formats[1])? };
        tell("done", report.to_string(), &[&head(formats[0])?, &stem_head])?;
        Ok(false)
    }
}

/// As the page calls it. What is minus infinity is null in JSON.
fn loudness(report: &LoudnessReport) -> Value {
    json!({
        "integrated": report.integrated,
        "range": report.range,
        "momentaryMax": report.momentary_max,
        "shortTermMax": report.short_term_max,
        "truePeak": report.true_peak_db,
        "samplePeak": report.sample_peak_db,
    })
}
