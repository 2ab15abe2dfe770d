//! What a source of a session plays from.

use super::facts::Facts;
use super::reader::Reader;
use crate::trouble::{Outcome, Trouble};
use megamixer_bounce::{Failure, Resampled, Sound, Source, Tape, looped};
use std::path::{Path, PathBuf};

/// The file of a source. It is open from when it is played until it is dropped, since a session may have more sources than there may be open files.
pub struct SourceTape {
    /// How errors call it: its place in the session, and its name.
    name: String,
    path: PathBuf,
    sample_rate: u32,
    looped: bool,
    open: Option<Box<dyn Tape>>,
}

impl SourceTape {
    /// The tape of a source of a session in this folder, at this sample rate, in Hz. The file is looked at.
    pub fn new(source: &Source, folder: &Path, sample_rate: u32) -> Outcome<(Self, Facts)> {
        let path = file_of(source, folder)?;
        let name = format!("{}.file {}", source.path, path.display());
        let tape = Self { name, path, sample_rate, looped: source.looped, open: None };
        let reader = Reader::open(&tape.path).map_err(|error| tape.trouble(error))?;
        Ok((tape, reader.facts().clone()))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn opened(&mut self) -> Outcome<&mut Box<dyn Tape>> {
        if self.open.is_none() {
            let tape = self.to_be_opened().map_err(|error| self.trouble(error))?;
            self.open = Some(tape);
        }
        Ok(self.open.as_mut().expect("it is open now"))
    }

    fn to_be_opened(&self) -> Result<Box<dyn Tape>, Failure> {
        let reader = Reader::open(&self.path)?;
        let facts = reader.facts();
        let (rates, channels) = ([facts.sample_rate, self.sample_rate], facts.channels);
        let may_be_short = facts.frames.is_none_or(|frames| frames <= u64::from(facts.sample_rate));
        let tape: Box<dyn Tape> =
            if rates[0] == rates[1] { Box::new(reader) } else { Box::new(Resampled::new(reader, rates, channels)) };
        if self.looped && may_be_short { looped(tape, self.sample_rate) } else { Ok(tape) }
    }

    fn trouble(&self, error: impl core::fmt::Display) -> Trouble {
        Trouble::input(format!("{} {error}", self.name))
    }
}

impl Tape for SourceTape {
    fn read(&mut self, channels: [&mut [f32]; 2]) -> Result<usize, Failure> {
        Ok(self.opened()?.read(channels).map_err(|error| self.trouble(error))?)
    }

    fn seek(&mut self, frame: u64) -> Result<(), Failure> {
        self.opened()?.seek(frame).map_err(|error| self.trouble(error))?;
        Ok(())
    }
}

/// Where the file of a source is.
pub fn file_of(source: &Source, folder: &Path) -> Outcome<PathBuf> {
    match &source.sound {
        Sound::File(file) => Ok(folder.join(file)),
        Sound::Buffer(name) => Err(Trouble::input(format!(
            "{}.buffer names \"{name}\", which only the page that saved the session has: put the file in its place, as \"file\"",
            source.path
        ))),
    }
}
