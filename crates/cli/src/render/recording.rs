//! Takes what comes out of a mixdown, bar by bar.

use super::places::Places;
use super::stems::Stems;
use crate::arguments::Render;
use crate::interrupt;
use crate::output::{Take, WavFile};
use crate::trouble::Outcome;
use megamixer_bounce::{Bar, Ear, LoudnessTarget};

/// The mix as it is kept.
pub enum Kept {
    /// It is what is wanted.
    File(WavFile),
    /// It is to be brought to a loudness, which needs all of it, before it is written.
    Take(Take, WavFile),
}

/// Files that grow as the mix goes on.
pub struct Recording {
    /// Frames before the range.
    skip: u64,
    pub kept: Kept,
    pub ear: Ear,
    pub stems: Option<Stems>,
}

impl Recording {
    /// Begins the files of a mix of which so many frames are left out at the front.
    pub fn new(arguments: &Render, sample_rate: u32, skip: u64, until_silent: bool) -> Outcome<Self> {
        // Both in any case: two renders to one file meet there, and what a killed one has left is taken away.
        let file = WavFile::create(&arguments.output, arguments.format, sample_rate)?;
        let take = Take::create(&arguments.output)?;
        let as_it_is = arguments.target == LoudnessTarget::default();
        let kept = if as_it_is { Kept::File(file) } else { Kept::Take(take, file) };
        Ok(Self { skip, kept, ear: Ear::new(sample_rate as f32, until_silent), stems: None })
    }

    /// Begins the stems, too.
    pub fn open_stems(&mut self, mut stems: Stems, places: &mut Places) -> Outcome<()> {
        stems.open(places)?;
        self.stems = Some(stems);
        Ok(())
    }

    /// Takes the next bar.
    pub fn take(&mut self, bar: &Bar) -> Outcome<()> {
        interrupt::check()?;
        let skipped = bar.frames().min(usize::try_from(self.skip).unwrap_or(usize::MAX));
        self.skip -= skipped as u64;
        if skipped == bar.frames() {
            return Ok(());
        }
        let mix = bar.output().map(|channel| &channel[skipped..]);
        self.ear.listen(mix);
        match &mut self.kept {
            Kept::File(file) => file.write(mix)?,
            Kept::Take(take, _) => take.write(mix)?,
        }
        self.stems.as_mut().map_or(Ok(()), |stems| stems.write(bar, skipped))
    }
}
