//! From what was recorded to files: as it is, or brought to a loudness first.

use super::recording::{Kept, Recording};
use crate::arguments::Render;
use crate::output::{Take, WavFile, Whole};
use crate::progress::Progress;
use crate::trouble::Outcome;
use megamixer_bounce::{Fit, LoudnessReport, MixMeter, Normaliser, Plan};
use serde_json::Value;

/// What is known of a mix that is written.
pub struct Finished {
    /// As it was mixed.
    pub mix: LoudnessReport,
    /// As it was brought to a loudness, and what was done for that.
    pub normalised: Option<(Plan, LoudnessReport)>,
    /// Samples beyond full scale.
    pub clipped: u64,
    /// How the stems add up.
    pub stems: Option<Value>,
}

/// Ends all files of a mix of so many frames.
pub fn finish(recording: Recording, frames: u64, arguments: &Render, sample_rate: u32) -> Outcome<(Whole, Finished)> {
    let Recording { kept, ear, stems, .. } = recording;
    let mix = ear.report(frames);
    let stems = stems.map(|stems| stems.finish(frames)).transpose()?;
    let nothing = Whole { files: Vec::new(), folder: None };
    let (mut whole, stems) = stems.map_or((nothing, None), |(whole, list)| (whole, Some(list)));
    let (file, normalised) = match kept {
        Kept::File(file) => (file, None),
        Kept::Take(mut take, file) => {
            take.cut(frames);
            let (file, plan, report) = Normalising { take, frames, arguments, sample_rate }.run(&mix, file)?;
            (file, Some((plan, report)))
        }
    };
    let clipped = file.clipped();
    whole.files.push(file.finish(frames)?);
    Ok((whole, Finished { mix, normalised, clipped, stems }))
}

struct Normalising<'a> {
    take: Take,
    frames: u64,
    arguments: &'a Render,
    sample_rate: u32,
}

impl Normalising<'_> {
    fn run(mut self, mix: &LoudnessReport, mut file: WavFile) -> Outcome<(WavFile, Plan, LoudnessReport)> {
        let mut fit = Fit::new(self.arguments.target, mix);
        while let Some(plan) = fit.next_pass() {
            let report = self.pass("measuring", plan, |_| Ok(()))?;
            fit.heard(&report);
        }
        let report = self.pass("writing", fit.plan(), |channels| file.write(channels))?;
        Ok((file, fit.plan(), report))
    }

    /// Plays the take through a plan.
    fn pass(
        &mut self,
        what: &'static str,
        plan: Plan,
        mut out: impl FnMut([&[f32]; 2]) -> Outcome<()>,
    ) -> Outcome<LoudnessReport> {
        let progress = Progress::new(what, Some(self.frames), self.sample_rate, self.arguments.quiet);
        let mut normaliser = Normaliser::new(plan, self.sample_rate as f32);
        let mut meter = MixMeter::new(self.sample_rate as f32);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let mut frames = 0;
        let mut hear = |left: &mut Vec<f32>, right: &mut Vec<f32>| {
            meter.listen([left, right]);
            out([left, right])?;
            frames += left.len() as u64;
            progress.at(frames);
            left.clear();
            right.clear();
            Ok(())
        };
        self.take.play(|channels| {
            normaliser.process(channels, [&mut left, &mut right]);
            hear(&mut left, &mut right)
        })?;
        normaliser.finish([&mut left, &mut right]);
        hear(&mut left, &mut right)?;
        Ok(meter.report())
    }
}
