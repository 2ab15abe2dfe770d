//! A mix that was put away, on its way to the loudness that it is to have.

use crate::progress::Progress;
use crate::scope::{fetched, tell};
use megamixer_bounce::{
    Encoder, Failure, Fit, LoudnessReport, LoudnessTarget, MixMeter, Normaliser, Plan, SampleFormat,
};
use web_sys::Blob;

/// A mix as floats, left and right in turns.
pub struct Kept {
    /// In order. They may have more frames than the mix.
    pub pieces: Vec<Blob>,
    pub frames: u64,
    pub sample_rate: f32,
}

/// Plays it once and again: first to find the plan, then to write it.
pub struct Finishing {
    kept: Kept,
    fit: Fit,
    format: SampleFormat,
    pass: Option<Pass>,
    /// What was heard of the mix as it was written, and how many samples were cut.
    written: Option<(LoudnessReport, u64)>,
}

/// The mix through a plan, from its start to its end.
struct Pass {
    /// Until the mix is over.
    normaliser: Option<Normaliser>,
    meter: MixMeter,
    /// Of the last pass, which is written.
    writing: Option<(Encoder, Vec<u8>)>,
    next_piece: usize,
    frames: u64,
    mix: [Vec<f32>; 2],
    out: [Vec<f32>; 2],
}

impl Finishing {
    /// Of a mix that was measured as it is.
    pub fn new(kept: Kept, target: LoudnessTarget, mix: &LoudnessReport, format: SampleFormat) -> Self {
        Self { kept, fit: Fit::new(target, mix), format, pass: None, written: None }
    }

    /// Plays a piece. Whether there is more to do.
    pub fn advance(&mut self, progress: &mut Progress) -> Result<bool, Failure> {
        let Self { kept, fit, format, .. } = self;
        let pass = self.pass.get_or_insert_with(|| Pass::next(fit, *format, kept.sample_rate));
        progress.begin(if pass.writing.is_some() { "write" } else { "measure" });
        let more = pass.advance(kept)?;
        progress.tell(pass.frames, Some(kept.frames))?;
        if more {
            return Ok(true);
        }
        let Some(pass) = self.pass.take() else { return Ok(false) };
        let (report, clipped) = pass.finish()?;
        let Some(clipped) = clipped else {
            self.fit.heard(&report);
            return Ok(true);
        };
        self.written = Some((report, clipped));
        Ok(false)
    }

    /// The plan that it is written by.
    pub fn plan(&self) -> Plan {
        self.fit.plan()
    }

    /// What was heard of it as it was written, and how many samples were cut.
    pub fn finish(self) -> (LoudnessReport, u64) {
        self.written.expect("the last pass is written")
    }
}

impl Pass {
    /// The next that there has to be.
    fn next(fit: &mut Fit, format: SampleFormat, sample_rate: f32) -> Self {
        let tried = fit.next_pass();
        Self {
            normaliser: Some(Normaliser::new(tried.unwrap_or_else(|| fit.plan()), sample_rate)),
            meter: MixMeter::new(sample_rate),
            writing: tried.is_none().then(|| (Encoder::new(format), Vec::new())),
            next_piece: 0,
            frames: 0,
            mix: Default::default(),
            out: Default::default(),
        }
    }

    /// Plays a piece. Whether there is another.
    fn advance(&mut self, kept: &Kept) -> Result<bool, Failure> {
        let Some(piece) = kept.pieces.get(self.next_piece) else { return Ok(false) };
        let samples = fetched(piece)?;
        let frames = ((samples.len() / 2) as u64).min(kept.frames - self.frames);
        for (channel, mix) in self.mix.iter_mut().enumerate() {
            mix.clear();
            mix.extend(samples.iter().skip(channel).step_by(2).take(frames as usize));
        }
        let [left, right] = &mut self.out;
        if let Some(normaliser) = &mut self.normaliser {
            normaliser.process(self.mix.each_ref().map(Vec::as_slice), [left, right]);
        }
        self.next_piece += 1;
        self.frames += frames;
        self.pass_on()?;
        Ok(self.next_piece < kept.pieces.len())
    }

    /// What comes out is measured, and written if it is to be.
    fn pass_on(&mut self) -> Result<(), Failure> {
        let out = self.out.each_ref().map(Vec::as_slice);
        self.meter.listen(out);
        if let Some((encoder, bytes)) = &mut self.writing {
            encoder.encode(out, bytes);
            tell("piece", 0, &[bytes])?;
            bytes.clear();
        }
        self.out.iter_mut().for_each(Vec::clear);
        Ok(())
    }

    /// It is over: what was heard, and, where it was written, how many samples were cut.
    fn finish(mut self) -> Result<(LoudnessReport, Option<u64>), Failure> {
        let [left, right] = &mut self.out;
        // What the limiter has still in it.
        if let Some(normaliser) = self.normaliser.take() {
            normaliser.finish([left, right]);
        }
        self.pass_on()?;
        Ok((self.meter.report(), self.writing.map(|(encoder, _)| encoder.clipped())))
    }
}
