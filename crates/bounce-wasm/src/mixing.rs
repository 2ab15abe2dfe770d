//! The mix, as far as it is made.

use crate::outputs::Outputs;
use crate::pool::Pooled;
use crate::progress::{Progress, STRETCH_MS};
use crate::request::Request;
use crate::scope::{now_ms, put_away, tell};
use crate::stems::Stems;
use crate::{leaving, lock};
use core::ops::Range;
use megamixer_bounce::{
    BAR_FRAMES, Bar, Ear, Failure, Length, LoudnessReport, Mixdown, MixdownOptions, SampleFormat, Session, wav_header,
};
use std::sync::{Arc, Mutex, PoisonError};
use web_sys::Blob;

/// Longer than any session.
const BARS_MAX: u64 = 1 << 24;

/// A mixdown under way.
pub struct Mixing {
    /// Not while the pool has it.
    mixdown: Option<Mixdown<'static>>,
    pooled: Option<Pooled>,
    /// Filled by whoever has the last station.
    outputs: Arc<Mutex<Outputs>>,
    /// Frames that are asked for, and where the session ends, if that is known.
    range: Range<u64>,
    end: Option<u64>,
    threads: usize,
    /// How many bars a stretch of one thread has.
    bars: usize,
    format: SampleFormat,
    sample_rate: u32,
    /// The mix, where it is not for the page yet.
    kept: Option<Vec<Blob>>,
    stems: Stems,
}

/// What came of it.
pub struct Mixed {
    /// The mix as floats, where it was kept.
    pub kept: Vec<Blob>,
    pub frames: u64,
    pub loudness: LoudnessReport,
    pub clipped: u64,
    pub stems: Stems,
}

impl Mixing {
    /// Of a session, as the page asks for it.
    pub fn new(session: &Session, request: &Request) -> Result<Self, Failure> {
        let sample_rate = session.options.sample_rate;
        let frames_of = |seconds: f64| (seconds * f64::from(sample_rate)).round() as u64;
        let range = request.range_s.map(frames_of);
        let end = match session.length {
            Length::Seconds(seconds) => Some(frames_of(seconds)),
            Length::UntilSilent => None,
        };
        let kept = request.normalize.is_some();
        let tapped = request.stems || !request.strips.is_empty() || !request.buses.is_empty();
        let options = MixdownOptions { threads: request.threads, tapped, ..Default::default() };
        let ear = Ear::new(sample_rate, end.is_none());
        let format = if kept { SampleFormat::Float32 } else { request.format };
        let range = range[0]..range[1];
        let outputs = Arc::new(Mutex::new(Outputs::new(range.clone(), format, ear)));
        let sink = {
            let outputs = outputs.clone();
            move |bar: &Bar| {
                if leaving() {
                    return Err("nobody waits for it any more".into());
                }
                lock(&outputs).take(bar);
                Ok(())
            }
        };
        let open = |source: &_| request.tape(source, sample_rate);
        let mixdown = Mixdown::new(session, options, open, sink)?;
        let stems = Stems::new(request, session, mixdown.master_sum());
        lock(&outputs).add_stems(&stems.taps);
        let this = Self {
            mixdown: Some(mixdown),
            pooled: None,
            outputs,
            range,
            end,
            threads: request.threads,
            bars: 1,
            format: request.format,
            sample_rate: sample_rate.round() as u32,
            kept: kept.then(Vec::new),
            stems,
        };
        // What is too long for a file, or has nothing in it, is better refused before it is mixed.
        this.check_length(end.unwrap_or(0))?;
        end.map_or(Ok(()), |end| this.check_start(end))?;
        Ok(this)
    }

    /// Mixes a stretch. Whether there is more.
    pub fn advance(&mut self, progress: &mut Progress) -> Result<bool, Failure> {
        let more = if self.threads > 1 { self.wait()? } else { self.mix()? };
        let mut outputs = lock(&self.outputs);
        for (index, bytes) in outputs.pieces(!more) {
            match &mut self.kept {
                Some(kept) if index == 0 => kept.push(put_away(&bytes)?),
                _ => tell("piece", index as u32, &[&bytes])?,
            }
        }
        let at = outputs.at();
        drop(outputs);
        let end = self.end();
        progress.tell(at.min(end.unwrap_or(u64::MAX)), end)?;
        self.check_length(at)?;
        Ok(more)
    }

    /// Mixes as many bars as a stretch has. Whether there are more.
    fn mix(&mut self) -> Result<bool, Failure> {
        let bars = self.bars.min(self.bars_left());
        let Some(mixdown) = &mut self.mixdown else { return Ok(false) };
        let started_ms = now_ms();
        let more = mixdown.advance(bars, 1)?;
        let took_ms = (now_ms() - started_ms).max(1.0);
        self.bars = ((self.bars as f64 * (STRETCH_MS / took_ms).clamp(0.25, 2.0)) as usize).max(1);
        Ok(more && !lock(&self.outputs).done())
    }

    /// Has the pool mix everything, and waits for a while. Whether there is more.
    fn wait(&mut self) -> Result<bool, Failure> {
        if let Some(mixdown) = self.mixdown.take() {
            self.pooled = Some(Pooled::start(mixdown, self.bars_left(), self.threads));
        }
        let end = self.pooled.as_ref().and_then(|pooled| pooled.wait(STRETCH_MS as u64));
        self.mixdown = end.transpose()?;
        Ok(self.mixdown.is_none())
    }

    /// Behind the last frame that is asked for, as far as that is known.
    fn end(&self) -> Option<u64> {
        let end = self.end.or_else(|| self.mixdown.as_ref()?.frames());
        end.map(|end| end.min(self.range.end))
    }

    fn bars_left(&self) -> usize {
        let end = self.end().unwrap_or(self.range.end);
        let bars = end.saturating_sub(lock(&self.outputs).at()).div_ceil(BAR_FRAMES as u64);
        bars.clamp(1, BARS_MAX) as usize
    }

    /// Whether so many frames of the session can be a file.
    fn check_length(&self, frames: u64) -> Result<(), Failure> {
        let frames = frames.min(self.range.end).saturating_sub(self.range.start);
        let stems = (!self.stems.taps.is_empty()).then_some(SampleFormat::Float32);
        [Some(self.format), stems]
            .into_iter()
            .flatten()
            .try_for_each(|format| wav_header(format, self.sample_rate, frames).map(drop))
    }

    /// Whether the range begins before a mix of so many frames is over.
    fn check_start(&self, frames: u64) -> Result<(), Failure> {
        let start = self.range.start;
        if start == 0 || start < frames {
            return Ok(());
        }
        let [start, end] = [start, frames].map(|frames| frames as f64 / f64::from(self.sample_rate));
        Err(format!("the range begins at {start:.3} s, and the mix is over after {end:.3} s").into())
    }

    /// It is over.
    pub fn finish(self) -> Result<Mixed, Failure> {
        let end = self.end().unwrap_or(self.range.end);
        self.check_start(end)?;
        let frames = end.saturating_sub(self.range.start);
        // Which had the outputs too.
        drop(self.mixdown);
        let outputs = Arc::into_inner(self.outputs).ok_or("the mix is still being written")?;
        let (loudness, clipped) = outputs.into_inner().unwrap_or_else(PoisonError::into_inner).finish(frames);
        Ok(Mixed { kept: self.kept.unwrap_or_default(), frames, loudness, clipped, stems: self.stems })
    }
}
